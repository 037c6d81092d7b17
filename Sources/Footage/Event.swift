/// What an event is about. Raw values are the names in the database and in `--json`.
public enum EventKind: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    case motion, intrusion, loitering, stopped, unusual, absence
    case lineCrossing = "line_crossing"
    case objectLeft = "object_left"
    case objectRemoved = "object_removed"
    case wrongWay = "wrong_way"
    // Camera health.
    case covered, defocused, moved, frozen, dark, blinded
    case infraredFailed = "infrared_failed"
    case signalLost = "signal_lost"
    case clockDrift = "clock_drift"

    /// What is told of a camera rather than of what it sees.
    public static let cameraHealth: Set<EventKind> = [
        .covered, .defocused, .moved, .frozen, .dark, .blinded, .infraredFailed, .signalLost,
        .clockDrift,
    ]
}

/// How urgently a person should look.
public enum Severity: String, Sendable, CaseIterable, Comparable, Codable {
    case motion, detection, alert

    public static func < (left: Self, right: Self) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// What is known of one stretch of one feed's time. Together these prove what was looked at.
public enum CoverageState: String, Sendable, CaseIterable {
    /// Every frame was decoded and analysed.
    case analysed
    /// Only key frames were.
    case keyFramesOnly = "key_frames_only"
    /// The data is there but could not be decoded.
    case undecodable
    /// Dropped because the machine could not keep up (live only).
    case dropped
    /// No recording covers this time.
    case absent
    /// Not looked at yet: the scan was stopped or ran out of budget.
    case pending
    /// What was found here was deleted when its time to be kept was over.
    case purged
}

/// One stretch of a recording with one state.
public struct CoverageSpan: Hashable, Sendable {
    public var range: MediaRange
    public var state: CoverageState
    /// Why, for a person; `nil` where the state says it all.
    public var reason: String?

    public init(range: MediaRange, state: CoverageState, reason: String? = nil) {
        self.range = range
        self.state = state
        self.reason = reason
    }
}
