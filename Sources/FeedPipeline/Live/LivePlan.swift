import Footage

/// How what is watched is cut and how often it is stored.
enum LivePlan {
    /// A stretch is cut at the first good moment after this.
    static let stretch = MediaTime(seconds: 60)
    /// At the latest after this.
    static let longestStretch = MediaTime(seconds: 75)
    /// What is stored under one recording: all of its readings are gone through where the health
    /// of the camera is told.
    static let longestRecording = MediaTime(seconds: 1800)
    /// While nothing happens.
    static let quietPause = MediaTime(seconds: 10)
    /// Of a connection's pictures, before the wall clock is told from them.
    static let clockLead = MediaTime(seconds: 1.5)
    /// While there is no connection.
    static let absencePause = MediaTime(seconds: 5)
    /// While something happens: the first time at once, then less and less often.
    static let pauses = [0.3, 0.5, 0.5, 1, 1, 2, 2, 4].map(MediaTime.init(seconds:))
    /// How late it may be told that something goes on.
    static let longestPause = MediaTime(seconds: 4)
    /// How often rules are asked while they may have something to tell.
    static let rulePause = MediaTime(seconds: 0.5)
    /// After this they are asked no more often than while nothing happens.
    static let longestAttention = MediaTime(seconds: 120)
    /// How often is asked what lasts.
    static let changePause = MediaTime(seconds: 2)
    /// Whether something lasts is known this long after it happened.
    static let changeMemory = MediaTime(seconds: 90)
}
