public import Footage
import GRDB

extension EventStore {
    /// Notes that a clip is being written.
    public func beginClip(
        at path: String, of feed: FeedID, start: WallTime
    ) throws(EventStoreError) -> Int64 {
        try write("storing clip \(path)") { transaction in
            try transaction.requireFeed(feed)
            try transaction.execute(
                """
                INSERT INTO clip (uuid, feed_id, path, start_us, end_us, state)
                VALUES (?, ?, ?, ?4, ?4, 'growing')
                """,
                [transaction.newUUID(), feed.rawValue, path, start.microsecondsUTC])
            return transaction.database.lastInsertedRowID
        }
    }

    /// Notes how far a clip has grown.
    public func updateClip(
        _ clip: Int64, end: WallTime, bytes: Int64, state: ClipRecord.State
    ) throws(EventStoreError) {
        try write("storing clip \(clip)") { transaction in
            try transaction.execute(
                """
                UPDATE clip SET end_us = max(start_us, ?), bytes = ?, state = ? WHERE id = ?
                """, [end.microsecondsUTC, bytes, state.rawValue, clip])
        }
    }

    /// Notes that the files of clips are there no more.
    public func setClips(
        _ clips: [Int64], to state: ClipRecord.State
    ) throws(EventStoreError) {
        try write("storing the state of clips") { transaction in
            for clip in clips {
                try transaction.execute(
                    "UPDATE clip SET state = ?, bytes = 0 WHERE id = ?", [state.rawValue, clip])
            }
        }
    }

    /// The clips of a feed that show anything of a range and are there, by start.
    public func clips(
        of feed: FeedID, from start: WallTime, until end: WallTime
    ) throws(EventStoreError) -> [ClipRecord] {
        try read("reading the clips of feed \(feed.rawValue)") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM clip WHERE feed_id = ? AND start_us < ? AND end_us > ?
                        AND state IN ('growing', 'done') ORDER BY start_us, id
                    """, arguments: [feed.rawValue, end.microsecondsUTC, start.microsecondsUTC]
            ).map(ClipRecord.init)
        }
    }

    /// Clips in a state, by start: the oldest are the first to go.
    public func clips(
        in state: ClipRecord.State, limit: Int = 1000
    ) throws(EventStoreError) -> [ClipRecord] {
        try read("reading the clips") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM clip WHERE state = ? ORDER BY start_us, id LIMIT ?",
                arguments: [state.rawValue, limit]
            ).map(ClipRecord.init)
        }
    }

    /// Bytes of all clips that are there.
    public func clipBytes() throws(EventStoreError) -> Int64 {
        try read("adding up the clips") { database in
            try Int64.fetchOne(
                database,
                sql: "SELECT coalesce(sum(bytes), 0) FROM clip WHERE state IN ('growing', 'done')")
                ?? 0
        }
    }
}
