public import Footage

/// What there is to do for a recording.
public enum Claim: Sendable, Hashable {
    /// It is this process's to work on until `finish`, `refuse` or `release`. `begin` tells which
    /// stretches are done already.
    case claimed(RecordingID)
    /// Done before, with the same settings.
    case finished(RecordingID, RecordingStatus)
    /// Done before, with other settings: nothing was changed.
    case finishedWithOtherSettings(RecordingID, RecordingStatus)
    /// Another run is at work on it; `by` names it for a person.
    case inUse(RecordingID, by: String)
}

/// How segments become events: given to every call that may change them.
public struct EventRebuild: Sendable {
    /// Quiet time that ends an event.
    public var eventGap: MediaTime
    /// The events of segments of one timeline. Must be associative: a chain of segments may be
    /// handed in again as one segment.
    public var events: @Sendable ([TimelineSegment]) -> [EventDraft]

    public init(
        eventGap: MediaTime, events: @escaping @Sendable ([TimelineSegment]) -> [EventDraft]
    ) {
        self.eventGap = eventGap
        self.events = events
    }
}
