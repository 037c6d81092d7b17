import Footage
import GRDB

/// What rules raised in one recording, when the recording's results go.
struct RecordingIncidents {
    let recording: RecordingID

    /// The results are about to be dropped: what was told of them waits to be told of again, or goes.
    func leave(keeping: Bool, in transaction: inout StoreTransaction) throws {
        let row = try Row.fetchOne(
            transaction.database,
            sql: "SELECT feed_id, start_us, duration_us FROM recording WHERE id = ?",
            arguments: [recording.rawValue])
        if let row, let duration: Int64 = row["duration_us"] {
            let place = RecordingPlace(
                recording: recording, feed: row["feed_id"], startMicroseconds: row["start_us"])
            try HealthStaleness.mark(place, in: &transaction)
            try Untold.add(
                MediaRange(start: .zero, end: MediaTime(microseconds: duration)), at: place,
                in: &transaction)
        }
        if keeping { return }
        for event in try events(in: transaction.database) where event.startsHere {
            try EventRemoval(event: event.id, successor: nil).run(in: &transaction)
        }
    }

    /// Events without segments whose time to be kept is over go; those that reach over the moment
    /// begin there.
    func purge(
        until end: Int64, in transaction: inout StoreTransaction
    ) throws -> (touched: Set<Int64>, removed: Set<Int64>) {
        var (touched, removed): (Set<Int64>, Set<Int64>) = ([], [])
        for event in try events(in: transaction.database) {
            let isOver = event.endsHere && event.end <= end
            guard isOver || event.startsHere && event.start < end else { continue }
            touched.insert(event.id)
            if isOver {
                removed.insert(event.id)
                try EventRemoval(event: event.id, successor: nil).run(in: &transaction)
                continue
            }
            try transaction.execute(
                """
                UPDATE event SET start_us = start_us + ?1 - start_media_us,
                    position_us = position_us + ?1 - start_media_us,
                    peak_us = max(peak_us, start_us + ?1 - start_media_us),
                    peak_media_us = iif(peak_recording_id = start_recording_id,
                        max(peak_media_us, ?1), peak_media_us),
                    start_media_us = ?1
                WHERE id = ?2
                """, [end, event.id])
            try transaction.execute(
                "DELETE FROM event_boxes WHERE event_id = ? AND recording_id = ?",
                [event.id, recording.rawValue])
            if let uuid = try transaction.uuid(of: EventID(rawValue: event.id)) {
                transaction.publish(.eventChanged(uuid: uuid))
            }
        }
        return (touched, removed)
    }

    private struct Entry {
        var id: Int64
        var start: Int64
        var end: Int64
        /// Whether it starts, and ends, in the recording.
        var startsHere: Bool
        var endsHere: Bool
    }

    private func events(in database: Database) throws -> [Entry] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT id, start_media_us, end_media_us, start_recording_id, end_recording_id
                FROM event
                WHERE (start_recording_id = ?1 OR end_recording_id = ?1) AND kind <> 'motion'
                ORDER BY id
                """, arguments: [recording.rawValue]
        ).map { row in
            Entry(
                id: row["id"], start: row["start_media_us"], end: row["end_media_us"],
                startsHere: (row["start_recording_id"] as RecordingID) == recording,
                endsHere: (row["end_recording_id"] as RecordingID) == recording)
        }
    }
}
