/// An incident as a rule tells of it, before it is stored.
public struct IncidentDraft: Hashable, Sendable {
    public var kind: EventKind
    public var severity: Severity
    /// Rank, 0…100: the higher, the sooner a person should look.
    public var score: Int
    /// `start ..< end`, in microseconds of the timeline; `peak` is the moment to show.
    public var startMicroseconds: Int64
    public var peakMicroseconds: Int64
    public var endMicroseconds: Int64
    /// Where the thing was meanwhile, in order of time; empty where there was none.
    public var path: [TrackPoint]
    public var facts: IncidentFacts

    public init(
        kind: EventKind, severity: Severity, score: Int, startMicroseconds: Int64,
        peakMicroseconds: Int64,
        endMicroseconds: Int64, path: [TrackPoint], facts: IncidentFacts
    ) {
        self.kind = kind
        self.severity = severity
        self.score = score
        self.startMicroseconds = startMicroseconds
        self.peakMicroseconds = peakMicroseconds
        self.endMicroseconds = endMicroseconds
        self.path = path
        self.facts = facts
    }
}

/// What a rule found, as facts: sentences are made of them where they are shown.
///
/// Stored as JSON; a fact that does not apply is left out.
public struct IncidentFacts: Hashable, Sendable, Codable {
    /// The user's name of the rule, and its type.
    public var rule: String
    public var type: String
    /// The zone in which it happened; `nil`: the whole picture.
    public var zone: String?
    public var line: String?
    /// Which way the line was crossed: `left_to_right` or `right_to_left`.
    public var direction: String?
    /// What lies on the side that was left, and on the one that was reached.
    public var from: String?
    public var to: String?
    /// The schedule that made it count.
    public var schedule: String?
    /// Whether that schedule is what lies outside its hours: after hours.
    public var isAfterHours: Bool?
    /// When the span of the schedule began that made it count, microseconds UTC.
    public var sinceMicroseconds: Int64?
    /// When that span ended: for what did not happen within it.
    public var untilMicroseconds: Int64?
    /// How long it had to last to count, seconds.
    public var thresholdSeconds: Double?
    /// When it had lasted that long, in microseconds of the timeline: the earliest alarm.
    public var certainMicroseconds: Int64?
    /// How long it lasted, seconds.
    public var lastedSeconds: Double?
    /// Whether it went on when the last picture was seen.
    public var isOpen: Bool?

    public init(rule: String, type: String) {
        self.rule = rule
        self.type = type
    }

    enum CodingKeys: String, CodingKey {
        case rule, type, zone, line, direction, from, to, schedule
        case isAfterHours = "after_hours"
        case sinceMicroseconds = "since_us"
        case untilMicroseconds = "until_us"
        case thresholdSeconds = "threshold_s"
        case certainMicroseconds = "certain_us"
        case lastedSeconds = "lasted_s"
        case isOpen = "open"
    }
}
