public import Footage
import GRDB

extension EventStore {
    /// The zones of a feed, of all kinds, by name.
    public func zones(of feed: FeedID) throws(EventStoreError) -> [ZoneRecord] {
        try read("reading the zones of feed \(feed.rawValue)") { database in
            try Row.fetchAll(
                database, sql: ZoneRecord.selection + " WHERE zone.feed_id = ? ORDER BY zone.name",
                arguments: [feed.rawValue]
            ).map { try ZoneRecord($0, path: path) }
        }
    }

    /// One zone, or `nil`.
    public func zone(_ id: ZoneID) throws(EventStoreError) -> ZoneRecord? {
        try read("reading zone \(id.rawValue)") { database in
            try ZoneRecord.fetch(id, from: database, path: path)
        }
    }

    /// What must be painted over before anything of a feed is shown.
    public func privacyMasks(of feed: FeedID) throws(EventStoreError) -> [Polygon] {
        try read("reading the privacy masks of feed \(feed.rawValue)") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT id, polygon FROM zone
                    WHERE feed_id = ? AND kind = 'privacy_mask' ORDER BY id
                    """, arguments: [feed.rawValue]
            ).map { row in
                // One that cannot be read must not be taken for none.
                guard let polygon = Polygon(json: row["polygon"]) else {
                    throw EventStoreError.unreadable(
                        path: path, column: "zone.polygon", row: row["id"])
                }
                return polygon
            }
        }
    }

    /// Adds a zone; events that were found before are searchable by it at once. Entered in the
    /// audit log.
    ///
    /// - Throws: `nameTaken`, `invalid`, `unknownFeed`.
    public func addZone(
        _ draft: ZoneDraft, to feed: FeedID, by actor: String
    ) throws(EventStoreError) -> ZoneRecord {
        try draft.check(path: path)
        let known = try touches(of: feed, polygon: draft.polygon)
        return try write("adding zone \(draft.name)") { transaction in
            try transaction.requireFeed(feed)
            try transaction.requireFreeName(draft.name, on: feed, besides: nil)
            let uuid = transaction.newUUID()
            let now = transaction.now.microsecondsUTC
            try transaction.execute(
                """
                INSERT INTO zone (uuid, feed_id, name, kind, polygon, created_us, created_by,
                    changed_us)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    uuid, feed.rawValue, draft.name, draft.kind.rawValue, draft.polygon.json, now,
                    actor, now,
                ])
            let id = ZoneID(rawValue: transaction.database.lastInsertedRowID)
            try known.store(of: id, feed: feed, polygon: draft.polygon, in: &transaction)
            try transaction.audit(
                .zoneAdded, by: actor, subject: draft.auditSubject(feed: feed, zone: id))
            transaction.publish(.zone(uuid: uuid))
            return try transaction.existingZone(id)
        }
    }

    /// Changes a zone. Entered in the audit log, with what it was.
    public func changeZone(
        _ id: ZoneID, to draft: ZoneDraft, by actor: String
    ) throws(EventStoreError) -> ZoneRecord {
        try draft.check(path: path)
        guard let before = try zone(id) else { throw .unknownZone(path: path, id: id.rawValue) }
        let known = try touches(of: before.feed, polygon: draft.polygon)
        return try write("changing zone \(draft.name)") { transaction in
            let before = try transaction.existingZone(id)
            try transaction.requireFreeName(draft.name, on: before.feed, besides: id)
            try transaction.execute(
                "UPDATE zone SET name = ?, kind = ?, polygon = ?, changed_us = ? WHERE id = ?",
                [
                    draft.name, draft.kind.rawValue, draft.polygon.json,
                    transaction.now.microsecondsUTC, id.rawValue,
                ])
            try transaction.execute("DELETE FROM zone_segment WHERE zone_id = ?", [id.rawValue])
            try known.store(of: id, feed: before.feed, polygon: draft.polygon, in: &transaction)
            var subject = draft.auditSubject(feed: before.feed, zone: id)
            subject["previous_name"] = .text(before.name)
            subject["previous_kind"] = .text(before.kind.rawValue)
            subject["previous_polygon"] = .text(before.polygon.json)
            try transaction.audit(.zoneChanged, by: actor, subject: subject)
            transaction.publish(.zone(uuid: before.uuid))
            return try transaction.existingZone(id)
        }
    }

    /// Removes a zone. Entered in the audit log, with what it was. False if there is none.
    @discardableResult
    public func removeZone(_ id: ZoneID, by actor: String) throws(EventStoreError) -> Bool {
        try write("removing zone \(id.rawValue)") { transaction in
            let zone = try ZoneRecord.fetch(id, from: transaction.database, path: path)
            guard let zone else { return false }
            try transaction.execute("DELETE FROM zone WHERE id = ?", [id.rawValue])
            let draft = ZoneDraft(name: zone.name, kind: zone.kind, polygon: zone.polygon)
            try transaction.audit(
                .zoneRemoved, by: actor, subject: draft.auditSubject(feed: zone.feed, zone: id))
            transaction.publish(.zoneRemoved(uuid: zone.uuid))
            return true
        }
    }

    /// Looks through the boxes of all segments before the write begins, so that a scan does not
    /// have to wait for it.
    private func touches(
        of feed: FeedID, polygon: Polygon
    ) throws(EventStoreError) -> KnownTouches {
        try read("searching feed \(feed.rawValue) by zone") { database in
            let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM segment") ?? 0
            let segments = try ZoneTouches.segments(
                of: feed, after: 0, touching: ZoneShape(polygon), in: database)
            return KnownTouches(last: last, segments: segments)
        }
    }
}

/// Segments that touch a polygon, of all that there were at one moment.
private struct KnownTouches {
    /// The highest row number at that moment; no higher one can have been looked at.
    let last: Int64
    let segments: [Int64]

    /// Enters them, and what was added since.
    func store(
        of zone: ZoneID, feed: FeedID, polygon: Polygon, in transaction: inout StoreTransaction
    ) throws {
        let added = try ZoneTouches.segments(
            of: feed, after: last, touching: ZoneShape(polygon), in: transaction.database)
        try ZoneTouches.store(segments + added, of: zone.rawValue, in: &transaction)
    }
}

extension StoreTransaction {
    fileprivate func existingZone(_ id: ZoneID) throws -> ZoneRecord {
        guard let zone = try ZoneRecord.fetch(id, from: database, path: path) else {
            throw EventStoreError.unknownZone(path: path, id: id.rawValue)
        }
        return zone
    }

    fileprivate func requireFreeName(
        _ name: String, on feed: FeedID, besides zone: ZoneID?
    ) throws {
        let other = try Int64.fetchOne(
            database, sql: "SELECT id FROM zone WHERE feed_id = ? AND name = ? AND id IS NOT ?",
            arguments: [feed.rawValue, name, zone?.rawValue])
        guard other == nil else {
            throw EventStoreError.nameTaken(path: path, what: "zone", name: name)
        }
    }
}

extension ZoneDraft {
    fileprivate func auditSubject(feed: FeedID, zone: ZoneID) -> [String: AuditValue] {
        [
            "feed": .number(feed.rawValue), "zone": .number(zone.rawValue), "name": .text(name),
            "kind": .text(kind.rawValue), "polygon": .text(polygon.json),
        ]
    }
}
