public import Footage
import GRDB

/// Leave to see one event without pixelation, for a stated reason and time.
public struct UnmaskGrant: Sendable, Hashable {
    public var id: Int64
    public var eventUUID: String
    /// Who gave it.
    public var by: String
    public var reason: String
    public var from: WallTime
    public var until: WallTime
}

extension EventStore {
    /// Lets people see an event without pixelation. Entered in the audit log.
    ///
    /// It holds for the event as it is: an event that became part of another is pixelated again.
    ///
    /// - Parameter duration: from now on; longer than nothing.
    public func grantUnmask(
        _ event: EventID, by actor: String, reason: String, duration: MediaTime
    ) throws(EventStoreError) -> UnmaskGrant {
        guard duration > .zero, duration.microseconds < 1 << 52 else {
            throw .invalid(path: path, what: "permission", reason: "its duration is out of range")
        }
        return try write("unmasking event \(event.rawValue)") { transaction in
            guard let uuid = try transaction.uuid(of: event) else {
                throw EventStoreError.unknownEvent(path: path, id: event.rawValue)
            }
            let until = transaction.now + duration
            try transaction.execute(
                """
                INSERT INTO unmask (event_uuid, granted_by, reason, from_us, until_us)
                VALUES (?, ?, ?, ?, ?)
                """,
                [
                    uuid, actor, reason, transaction.now.microsecondsUTC, until.microsecondsUTC,
                ])
            let id = transaction.database.lastInsertedRowID
            try transaction.audit(
                .unmasked, by: actor,
                subject: [
                    "event": .number(event.rawValue), "event_uuid": .text(uuid),
                    "reason": .text(reason), "until_us": .number(until.microsecondsUTC),
                ])
            transaction.publish(.unmask(eventUUID: uuid))
            return UnmaskGrant(
                id: id, eventUUID: uuid, by: actor, reason: reason, from: transaction.now,
                until: until)
        }
    }

    /// The leave that holds now, the longest; `nil` if there is none.
    public func activeUnmask(of event: EventID) throws(EventStoreError) -> UnmaskGrant? {
        let now = now().microsecondsUTC
        return try read("reading who may see event \(event.rawValue)") { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT unmask.* FROM unmask JOIN event ON event.uuid = event_uuid
                    WHERE event.id = ?1 AND from_us <= ?2 AND until_us > ?2
                    ORDER BY until_us DESC, unmask.id DESC LIMIT 1
                    """, arguments: [event.rawValue, now]
            ).map { row in
                UnmaskGrant(
                    id: row["id"], eventUUID: row["event_uuid"], by: row["granted_by"],
                    reason: row["reason"], from: WallTime(microsecondsUTC: row["from_us"]),
                    until: WallTime(microsecondsUTC: row["until_us"]))
            }
        }
    }

    /// Ends every leave to see an event without pixelation. False if there was none.
    @discardableResult
    public func revokeUnmask(
        _ event: EventID, by actor: String
    ) throws(EventStoreError) -> Bool {
        try write("masking event \(event.rawValue)") { transaction in
            guard let uuid = try transaction.uuid(of: event) else {
                throw EventStoreError.unknownEvent(path: path, id: event.rawValue)
            }
            try transaction.execute(
                "UPDATE unmask SET until_us = ?1 WHERE event_uuid = ?2 AND until_us > ?1",
                [transaction.now.microsecondsUTC, uuid])
            guard transaction.database.changesCount > 0 else { return false }
            try transaction.audit(
                .unmaskRevoked, by: actor,
                subject: ["event": .number(event.rawValue), "event_uuid": .text(uuid)])
            transaction.publish(.unmask(eventUUID: uuid))
            return true
        }
    }
}
