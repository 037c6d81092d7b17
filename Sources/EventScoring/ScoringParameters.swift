public import Footage

/// What counts as an event. Times are seconds of the feed, never frames.
public struct ScoringParameters: Sendable, Hashable {
    /// A frame is active at this much motion or more, in parts per million of the watched area.
    ///
    /// The analysis reports confirmed motion only, so the default is little: 50 ppm are 11 pixels
    /// of a 640 × 360 analysis frame.
    public var motionThresholdPPM: Int
    /// Motion that lasts less in all is no event.
    public var minimumEventLength: MediaTime
    /// Quiet time that ends an event.
    public var eventGap: MediaTime
    /// Shown before the start of an event when it is played or cut out.
    public var preRoll: MediaTime
    /// Shown after its end.
    public var postRoll: MediaTime

    public init(
        motionThresholdPPM: Int = 50, minimumEventLength: MediaTime = MediaTime(seconds: 0.5),
        eventGap: MediaTime = MediaTime(seconds: 3), preRoll: MediaTime = MediaTime(seconds: 2),
        postRoll: MediaTime = MediaTime(seconds: 2)
    ) {
        self.motionThresholdPPM = motionThresholdPPM
        self.minimumEventLength = minimumEventLength
        self.eventGap = eventGap
        self.preRoll = preRoll
        self.postRoll = postRoll
    }
}
