public import Footage

/// What a person decided about an event. Raw values are the names in the database.
public enum ReviewState: String, Sendable, CaseIterable {
    case unreviewed
    case reviewed
    case trueAlarm = "true_alarm"
    case falseAlarm = "false_alarm"
}

/// One moment of an event, on both clocks.
public struct EventMoment: Sendable, Hashable {
    /// Path of the recording that shows it, and the time in that recording.
    public var recording: RecordingID
    public var path: String
    public var media: MediaTime
    /// `nil` if the recording's clock is unknown.
    public var wall: WallTime?
}

/// One event as stored.
public struct EventRecord: Sendable, Hashable {
    public var id: EventID
    public var uuid: String
    public var feed: FeedID
    public var feedName: String
    public var feedTimeZone: String
    public var kind: EventKind
    public var severity: Severity
    public var start: EventMoment
    public var peak: EventMoment
    public var end: EventMoment
    /// Length; across recordings, of wall-clock time.
    public var duration: MediaTime
    /// 0…100.
    public var score: Int
    /// Name of the zone whose rule was met; `nil` for the whole picture.
    public var zone: String?
    /// Time covered by active frames.
    public var active: MediaTime
    /// Motion of the peak frame, in parts per million of the watched area.
    public var peakPPM: Int
    /// What to play or cut out: from the pre-roll, in the start's recording, to the post-roll, in
    /// the end's. Never beyond the recordings.
    public var clipStart: MediaTime
    public var clipEnd: MediaTime
    public var reviewState: ReviewState
    public var hasThumbnail: Bool
    /// What a rule found; `nil` for an event that no rule raised.
    public var facts: IncidentFacts?
    /// Of an event of camera health.
    public var health: HealthFacts?
}
