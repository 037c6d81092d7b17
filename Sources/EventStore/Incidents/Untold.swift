import Footage
import GRDB

/// What was stored since incidents were last told of it.
///
/// It is entered in the transaction that stores a stretch and leaves in the one that stores the
/// incidents: whenever a scan is killed, the next one knows what is left to tell.
struct Untold {
    let id: Int64
    /// The recording whose media time is the timeline; `nil`: the feed's wall clock.
    let recording: RecordingID?
    /// `nil`: everything.
    let range: Range<Int64>?

    /// Enters a range of a recording, if the feed has rules.
    static func add(
        _ range: MediaRange, at place: RecordingPlace, in transaction: inout StoreTransaction
    ) throws {
        guard range.end > range.start else { return }
        try transaction.execute(
            """
            INSERT INTO untold (feed_id, recording_id, start_us, end_us)
            SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM feed_rules WHERE feed_id = ?1)
            """,
            [
                place.feed.rawValue,
                place.startMicroseconds == nil ? place.recording.rawValue : nil,
                place.origin + range.start.microseconds, place.origin + range.end.microseconds,
            ])
    }

    /// Enters everything of a feed.
    static func addAll(of feed: FeedID, in transaction: inout StoreTransaction) throws {
        try transaction.execute("DELETE FROM untold WHERE feed_id = ?", [feed.rawValue])
        try transaction.execute("INSERT INTO untold (feed_id) VALUES (?)", [feed.rawValue])
    }

    static func all(of feed: FeedID, in database: Database) throws -> [Untold] {
        try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM untold WHERE feed_id = ? ORDER BY id"),
            arguments: [feed.rawValue]
        ).map { row in
            let (start, end): (Int64?, Int64?) = (row["start_us"], row["end_us"])
            return Untold(
                id: row["id"], recording: row["recording_id"],
                range: start.flatMap { start in end.map { start..<max($0, start + 1) } })
        }
    }
}
