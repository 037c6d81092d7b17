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
    /// Not begun: the scan was stopped, or its budget was spent, before its turn.
    case pending
}

/// What a scan says of one recording.
public struct RecordingOutcome: Sendable {
    public var path: String
    public var feed: String
    public var status: OutcomeStatus
    public var duration = MediaTime.zero
    /// Time in which every frame was analysed.
    public var analysed = MediaTime.zero
    public var frames = 0
    public var events = 0
    public var clock = ClockSource.unknown
    public var start: WallTime?
    /// What is wrong and what to do; `nil` when nothing is.
    public var message: String?
    /// Facts a person should know that are no fault: rebuilt timestamps, a changed resolution.
    public var findings: [String] = []

    public var isComplete: Bool { status == .analysed || (status == .skipped && message == nil) }
}

/// The whole of a scan.
public struct ScanSummary: Sendable {
    public var outcomes: [OutcomeStatus: Int] = [:]
    public var duration = MediaTime.zero
    /// Of `duration`, by this scan and earlier ones.
    public var analysed = MediaTime.zero
    /// By this scan alone.
    public var analysedNow = MediaTime.zero
    public var frames = 0
    /// An event that runs over the border of two recordings counts in both.
    public var events = 0
    public var wallSeconds = 0.0
    public var cpuSeconds = 0.0
    /// Why the whole scan ended early; `nil` when it did not.
    public var failure: String?
    public var wasInterrupted = false
    public var isComplete = true

    /// Seconds of footage analysed now per second of wall-clock time.
    public var timesRealTime: Double {
        wallSeconds > 0 ? analysedNow.seconds / wallSeconds : 0
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
    /// The part of it that needed no work, because an earlier scan had done it.
    public var fractionPassed = 0.0

    public var framesPerSecond: Double {
        elapsedSeconds > 0 ? Double(frames) / elapsedSeconds : 0
    }
    public var timesRealTime: Double {
        elapsedSeconds > 0 ? analysed.seconds / elapsedSeconds : 0
    }
    /// `nil` until there is enough to go by.
    public var secondsLeft: Double? {
        let worked = fractionDone - fractionPassed
        guard worked > 0.005, elapsedSeconds > 0.5 else { return nil }
        return elapsedSeconds * (1 - fractionDone) / worked
    }
}
