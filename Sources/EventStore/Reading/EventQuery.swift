public import Footage

/// Which events. What is `nil` or empty does not restrict.
public struct EventFilter: Sendable, Hashable {
    public var feeds: Set<FeedID> = []
    /// The feeds that whoever asks may see: events of no other are ever given. `nil` for all, empty
    /// for none.
    public var permittedFeeds: Set<FeedID>?
    public var kinds: Set<EventKind> = []
    public var severities: Set<Severity> = []
    public var reviewStates: Set<ReviewState> = []
    /// Events whose rule was met in a zone of this name, or that moved in a saved zone of this name
    /// on their feed.
    public var zones: Set<String> = []
    /// Events that end after this. Events whose clock is unknown are left out once `since` or
    /// `until` is set.
    public var since: WallTime?
    /// Events that begin before this.
    public var until: WallTime?
    /// Events that touch this recording.
    public var recording: RecordingID?
    public var minimumScore: Int?

    public init() {}
}

/// In which order events are listed. Raw values name them in cursors.
public enum EventOrder: String, Sendable, CaseIterable {
    /// By start; recordings with an unknown clock come first, each one's events together.
    case oldestFirst = "oldest"
    /// The reverse.
    case newestFirst = "newest"
    /// By score; among equals the newest first.
    case highestScoreFirst = "score"
}

/// Where a page of events ended.
///
/// It names the last event's place in the order, not a row number: events that come or go
/// meanwhile shift nothing. The text may be handed to a client and back.
public struct EventCursor: Sendable, Hashable, CustomStringConvertible {
    let order: EventOrder
    let score: Int
    let position: Int64
    let id: Int64

    init(order: EventOrder, score: Int, position: Int64, id: Int64) {
        self.order = order
        self.score = score
        self.position = position
        self.id = id
    }

    public var description: String { "\(order.rawValue):\(score):\(position):\(id)" }

    /// `nil` if the text was not made by a cursor.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, let order = EventOrder(rawValue: String(parts[0])),
            let score = Int(parts[1]), let position = Int64(parts[2]), let id = Int64(parts[3])
        else { return nil }
        self.init(order: order, score: score, position: position, id: id)
    }
}

/// Some events, and where to go on.
public struct EventPage: Sendable, Hashable {
    public var events: [EventRecord]
    /// For the next call; `nil` after the last event.
    public var next: EventCursor?
}
