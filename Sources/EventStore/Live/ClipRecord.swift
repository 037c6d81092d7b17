public import Footage
import GRDB

/// A clip of a live feed: a file that shows what was recorded around an event.
public struct ClipRecord: Sendable, Hashable {
    public enum State: String, Sendable {
        /// Being written.
        case growing
        case done
        /// Deleted to make room, or because its time to be kept was over.
        case removed
        /// Its file is not where it was put.
        case lost
    }

    public var id: Int64
    public var uuid: String
    public var feed: FeedID
    /// Absolute.
    public var path: String
    /// Wall clock of its first picture, and of its end by now.
    public var start: WallTime
    public var end: WallTime
    public var bytes: Int64
    public var state: State
}

extension ClipRecord {
    init(_ row: Row) {
        self.init(
            id: row["id"], uuid: row["uuid"], feed: row["feed_id"], path: row["path"],
            start: WallTime(microsecondsUTC: row["start_us"]),
            end: WallTime(microsecondsUTC: row["end_us"]), bytes: row["bytes"],
            state: State(rawValue: row["state"]) ?? .lost)
    }
}
