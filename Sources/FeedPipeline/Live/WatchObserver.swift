public import EventStore
public import Footage

/// Told of what happens while cameras are watched. Called on the queues of feeds: quick, and never
/// waiting for one of them.
public struct WatchObserver: Sendable {
    /// One line for the log, and whether it is a trouble.
    public var note: @Sendable (_ feed: String, _ text: String, _ isTrouble: Bool) -> Void
    /// Something begins to move, or nothing does any more.
    public var motion: @Sendable (FeedID, Bool) -> Void
    /// Everything up to a moment was stored: what ended well before it will not change.
    public var stored: @Sendable (FeedID, WallTime) -> Void

    public init(
        note: @escaping @Sendable (String, String, Bool) -> Void = { _, _, _ in },
        motion: @escaping @Sendable (FeedID, Bool) -> Void = { _, _ in },
        stored: @escaping @Sendable (FeedID, WallTime) -> Void = { _, _ in }
    ) {
        self.note = note
        self.motion = motion
        self.stored = stored
    }
}
