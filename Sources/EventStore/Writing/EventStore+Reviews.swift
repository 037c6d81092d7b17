import Footage
import GRDB

extension EventStore {
    /// Adds the same decision about each of some events. The latest one is an event's state.
    /// Entered in the audit log.
    ///
    /// - Returns: what was changed, in the order of `events`; events that are not there (any more)
    ///   are left out.
    @discardableResult
    public func review(
        _ events: [EventID], as state: ReviewState, by reviewer: String, note: String? = nil
    ) throws(EventStoreError) -> [ReviewChange] {
        try write("reviewing \(events.count) events") { transaction in
            var changes: [ReviewChange] = []
            for event in events {
                let change = try transaction.review(event, as: state, by: reviewer, note: note)
                if let change { changes.append(change) }
            }
            guard !changes.isEmpty else { return [] }
            try transaction.audit(
                .review, by: reviewer,
                subject: [
                    "events": .list(changes.map { .number($0.event.rawValue) }),
                    "event_uuids": .list(changes.map { .text($0.uuid) }),
                    "state": .text(state.rawValue), "note": .optional(note),
                ])
            return changes
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

extension StoreTransaction {
    /// `nil` if there is no such event.
    fileprivate mutating func review(
        _ event: EventID, as state: ReviewState, by reviewer: String, note: String?
    ) throws -> ReviewChange? {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM event WHERE id = ?", arguments: [event.rawValue])
        guard let row else { return nil }
        let member = ChainMember(event: row)
        let length = member.timeline.endMicroseconds - member.timeline.startMicroseconds
        let start = member.start.mediaMicroseconds
        let uuid: String = row["uuid"]
        try execute(
            """
            INSERT INTO review (event_id, event_uuid, recording_id, start_media_us,
                end_media_us, reviewed_us, reviewer, state, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                event.rawValue, uuid, member.start.recording.rawValue, start, start + length,
                now.microsecondsUTC, reviewer, state.rawValue, note,
            ])
        try ReviewedState.refresh(of: event.rawValue, in: &self)
        publish(.eventChanged(uuid: uuid))
        return ReviewChange(
            event: event, uuid: uuid,
            previous: ReviewState(rawValue: row["review_state"]) ?? .unreviewed, state: state)
    }
}
