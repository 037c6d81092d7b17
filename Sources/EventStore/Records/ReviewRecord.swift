public import Footage

/// One decision of a person about an event. Decisions are added, never changed.
public struct ReviewRecord: Sendable, Hashable {
    public var time: WallTime
    public var state: ReviewState
    public var reviewer: String?
    public var note: String?
}
