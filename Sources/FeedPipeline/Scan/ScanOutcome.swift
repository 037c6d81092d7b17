public import Footage

/// How one recording ended. The raw values are the `status` of `--json`.
public enum OutcomeStatus: String, Sendable, CaseIterable {
    /// Every frame was analysed.
    case analysed
    /// Some stretches were not; the coverage says which, the message why.
    case partial
    /// Not a recording that can be read; the message says why.
    case refused
    /// Finished by an earlier scan, and not touched.
    case skipped
}

/// What a scan says of one recording.
public struct RecordingOutcome: Sendable {
    public var path: String
    public var feed: String
    public var status: OutcomeStatus
    public var duration: MediaTime
    /// Time in which every frame was analysed.
    public var analysed: MediaTime
    public var frames: Int
    public var events: Int
    public var clock: ClockSource
    public var start: WallTime?
    /// What is wrong and what to do; `nil` when nothing is.
    public var message: String?
    /// Facts a person should know that are no fault: rebuilt timestamps, a changed resolution.
    public var findings: [String]

    public var isComplete: Bool { status == .analysed || (status == .skipped && message == nil) }
}

/// The whole of a scan.
public struct ScanSummary: Sendable {
    public var outcomes: [OutcomeStatus: Int] = [:]
    public var duration = MediaTime.zero
    public var analysed = MediaTime.zero
    public var frames = 0
    public var events = 0
    public var wallSeconds = 0.0
    public var cpuSeconds = 0.0
    /// Why the whole scan ended early; `nil` when it did not.
    public var failure: String?
    public var wasInterrupted = false
    public var isComplete = true

    /// Seconds of footage per second of wall-clock time.
    public var timesRealTime: Double {
        wallSeconds > 0 ? analysed.seconds / wallSeconds : 0
    }
}

/// Where a running scan stands.
public struct ScanProgress: Sendable {
    public var filesDone = 0
    public var filesTotal = 0
    public var frames = 0
    public var events = 0
    /// Media time analysed so far.
    public var analysed = MediaTime.zero
    public var elapsedSeconds = 0.0
    /// 0…1, by bytes of the recordings.
    public var fractionDone = 0.0

    public var framesPerSecond: Double {
        elapsedSeconds > 0 ? Double(frames) / elapsedSeconds : 0
    }
    public var timesRealTime: Double {
        elapsedSeconds > 0 ? analysed.seconds / elapsedSeconds : 0
    }
    /// `nil` until there is enough to go by.
    public var secondsLeft: Double? {
        guard fractionDone > 0.005, elapsedSeconds > 0.5 else { return nil }
        return elapsedSeconds * (1 - fractionDone) / fractionDone
    }
}
