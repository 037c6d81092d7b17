import Footage
import Foundation
import GRDB

/// Which segments had a box that touched a zone: what events are found by.
struct ZoneTouches {
    struct Zone {
        let id: Int64
        let shape: ZoneShape
    }

    /// Zones of a feed, with those of every kind.
    static func zones(of feed: FeedID, in database: Database) throws -> [Zone] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT id, polygon FROM zone WHERE feed_id = ? ORDER BY id"),
            arguments: [feed.rawValue])
        return rows.compactMap { row in
            Polygon(json: row["polygon"]).map { Zone(id: row["id"], shape: ZoneShape($0)) }
        }
    }

    /// Whether any box of a packed column touches a zone. What cannot be read touches nothing.
    static func touches(_ packed: Data, _ shape: ZoneShape) -> Bool {
        let moments = BoxCodec.unpack(packed, from: .zero) ?? []
        return touches(moments, shape)
    }

    static func touches(_ moments: [TimedBoxes], _ shape: ZoneShape) -> Bool {
        moments.contains { moment in
            moment.boxes.contains { shape.touches($0.region) }
        }
    }

    /// Segments of a feed that touch a zone, of those with a higher row number than `last`.
    static func segments(
        of feed: FeedID, after last: Int64, touching shape: ZoneShape, in database: Database
    ) throws -> [Int64] {
        var found: [Int64] = []
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT segment.id, packed FROM segment JOIN boxes ON segment_id = segment.id
                WHERE feed_id = ? AND segment.id > ?
                """, arguments: [feed.rawValue, last])
        while let row = try rows.next() {
            if touches(row["packed"], shape) { found.append(row["id"]) }
        }
        return found
    }

    /// Enters segments of a zone; those that are gone meanwhile are passed over.
    static func store(
        _ segments: [Int64], of zone: Int64, in transaction: inout StoreTransaction
    ) throws {
        for segment in segments {
            try transaction.execute(
                """
                INSERT INTO zone_segment (zone_id, segment_id, event_id)
                SELECT ?, id, event_id FROM segment WHERE id = ?
                """, [zone, segment])
        }
    }
}
