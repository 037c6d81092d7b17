/// What is told of a camera that did not do its work, beside kind and time. Stored as JSON.
public struct HealthFacts: Hashable, Sendable, Codable {
    /// Whether it went on when the last picture was seen.
    public var isOpen: Bool
    /// Of a camera that was moved, where it could be told.
    public var movement: CameraMovement?

    public init(isOpen: Bool, movement: CameraMovement? = nil) {
        self.isOpen = isOpen
        self.movement = movement
    }

    enum CodingKeys: String, CodingKey {
        case isOpen = "open"
        case movement
    }
}

/// A trouble with a camera, before it is stored.
public struct HealthDraft: Hashable, Sendable {
    public var kind: EventKind
    public var severity: Severity
    /// Rank, 0…100: the higher, the sooner a person should look.
    public var score: Int
    /// `start ..< end`, in microseconds of the timeline; `peak` is the moment to show.
    public var startMicroseconds: Int64
    public var peakMicroseconds: Int64
    public var endMicroseconds: Int64
    public var facts: HealthFacts

    public init(
        kind: EventKind, severity: Severity, score: Int, startMicroseconds: Int64,
        peakMicroseconds: Int64, endMicroseconds: Int64, facts: HealthFacts
    ) {
        self.kind = kind
        self.severity = severity
        self.score = score
        self.startMicroseconds = startMicroseconds
        self.peakMicroseconds = peakMicroseconds
        self.endMicroseconds = endMicroseconds
        self.facts = facts
    }
}
