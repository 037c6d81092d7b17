import Footage
import GRDB

extension EventStore {
    /// Adds a decision about an event. The latest one is the event's state.
    ///
    /// - Returns: false if there is no such event (any more).
    @discardableResult
    public func review(
        _ event: EventID, as state: ReviewState, reviewer: String? = nil, note: String? = nil
    ) throws(EventStoreError) -> Bool {
        try write("reviewing event \(event.rawValue)") { transaction in
            let row = try Row.fetchOne(
                transaction.database, sql: "SELECT * FROM event WHERE id = ?",
                arguments: [event.rawValue])
            guard let row else { return false }
            let member = ChainMember(event: row)
            let length = member.timeline.endMicroseconds - member.timeline.startMicroseconds
            let start = member.start.mediaMicroseconds
            let uuid: String = row["uuid"]
            try transaction.execute(
                """
                INSERT INTO review (event_id, event_uuid, recording_id, start_media_us,
                    end_media_us, reviewed_us, reviewer, state, note)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    event.rawValue, uuid, member.start.recording.rawValue, start, start + length,
                    transaction.now.microsecondsUTC, reviewer, state.rawValue, note,
                ])
            try ReviewedState.refresh(of: event.rawValue, in: &transaction)
            transaction.publish(.eventChanged(uuid: uuid))
            return true
        }
    }

    /// The decisions about an event, the earliest first, with those about events that became part
    /// of it.
    public func reviews(of event: EventID) throws(EventStoreError) -> [ReviewRecord] {
        try read("reading the reviews of event \(event.rawValue)") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM review WHERE event_id = ? ORDER BY reviewed_us, id",
                arguments: [event.rawValue]
            ).map { row in
                ReviewRecord(
                    time: WallTime(microsecondsUTC: row["reviewed_us"]),
                    state: ReviewState(rawValue: row["state"]) ?? .unreviewed,
                    reviewer: row["reviewer"], note: row["note"])
            }
        }
    }
}
