public import Footage

/// One decision of a person about an event. Decisions are added, never changed.
public struct ReviewRecord: Sendable, Hashable {
    public var time: WallTime
    public var state: ReviewState
    public var reviewer: String?
    public var note: String?
}

/// What a decision changed: by `previous` it can be taken back.
public struct ReviewChange: Sendable, Hashable {
    public var event: EventID
    public var uuid: String
    public var previous: ReviewState
    public var state: ReviewState
}
