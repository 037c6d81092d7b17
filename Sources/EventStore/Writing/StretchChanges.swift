import Footage
import GRDB

/// What came into the scene of a stretch to stay, or went away from it.
struct StretchChanges {
    let changes: [LastingChange]
    let recording: RecordingID
    let ordinal: Int

    /// Stores them of a stretch that is stored already; incidents are to be told of it again if
    /// they are others than before.
    func run(in transaction: inout StoreTransaction) throws {
        let row = try Row.fetchOne(
            transaction.database,
            sql: """
                SELECT stretch.id, start_media_us, end_media_us, feed_id, start_us FROM stretch
                JOIN recording ON recording.id = recording_id
                WHERE recording_id = ? AND ordinal = ?
                """, arguments: [recording.rawValue, ordinal])
        guard let row else {
            throw EventStoreError.unknownStretch(
                path: transaction.path, recording: recording.rawValue, ordinal: ordinal)
        }
        let place = RecordingPlace(
            recording: recording, feed: row["feed_id"], startMicroseconds: row["start_us"])
        try store(of: row["id"], at: place, in: &transaction)
        let range = MediaRange(
            start: MediaTime(microseconds: row["start_media_us"]),
            end: MediaTime(microseconds: row["end_media_us"]))
        try Untold.add(range, at: place, in: &transaction)
    }

    /// In the place of those that are stored.
    func store(
        of stretch: Int64, at place: RecordingPlace, in transaction: inout StoreTransaction
    ) throws {
        try transaction.execute("DELETE FROM lasting_change WHERE stretch_id = ?", [stretch])
        for change in changes {
            try transaction.execute(
                """
                INSERT INTO lasting_change (feed_id, recording_id, stretch_id, manner, media_us,
                    last_before_media_us, at_us, x, y, width, height, share_ppm)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    place.feed.rawValue, recording.rawValue, stretch, change.manner.rawValue,
                    change.time.microseconds, change.lastBefore.microseconds,
                    place.startMicroseconds.map { $0 + change.time.microseconds },
                    change.region.x, change.region.y, change.region.width, change.region.height,
                    change.sharePPM,
                ])
        }
    }
}
