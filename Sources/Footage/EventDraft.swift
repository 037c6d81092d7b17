/// An event as the rules see it, before it is stored.
public struct EventDraft: Hashable, Sendable {
    public var kind: EventKind
    public var severity: Severity
    /// `start ..< end` and the peak, in microseconds of the segments' timeline.
    public var startMicroseconds: Int64
    public var peakMicroseconds: Int64
    public var endMicroseconds: Int64
    /// Rank, 0…100: the higher, the sooner a person should look.
    public var score: Int
    /// Time covered by active frames.
    public var activeMicroseconds: Int64
    public var peakPPM: Int
    /// ∫ motion dt over active frames, in ppm · µs.
    public var motionIntegral: Int64
    /// Name of the zone whose rule was met; `nil` for the whole picture.
    public var zone: String?
    /// Shown before the start and after the end when the event is played or cut out.
    public var preRollMicroseconds: Int64
    public var postRollMicroseconds: Int64
    /// The segment that holds the peak.
    public var peakSegment: Int64
    /// Every segment of the event, by start.
    public var segments: [Int64]

    public init(
        kind: EventKind, severity: Severity, startMicroseconds: Int64, peakMicroseconds: Int64,
        endMicroseconds: Int64, score: Int, activeMicroseconds: Int64, peakPPM: Int,
        motionIntegral: Int64, zone: String? = nil, preRollMicroseconds: Int64 = 0,
        postRollMicroseconds: Int64 = 0, peakSegment: Int64, segments: [Int64]
    ) {
        self.kind = kind
        self.severity = severity
        self.startMicroseconds = startMicroseconds
        self.peakMicroseconds = peakMicroseconds
        self.endMicroseconds = endMicroseconds
        self.score = score
        self.activeMicroseconds = activeMicroseconds
        self.peakPPM = peakPPM
        self.motionIntegral = motionIntegral
        self.zone = zone
        self.preRollMicroseconds = preRollMicroseconds
        self.postRollMicroseconds = postRollMicroseconds
        self.peakSegment = peakSegment
        self.segments = segments
    }
}
