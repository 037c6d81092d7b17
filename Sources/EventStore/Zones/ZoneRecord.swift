public import Footage
import Foundation
import GRDB

/// What a polygon on a feed's picture stands for. Raw values are the names in the database.
public enum ZoneKind: String, Sendable, CaseIterable {
    /// Where a rule counts, and what events can be searched by.
    case zone
    /// Where motion is ignored.
    case mask
    /// What is painted over before anything is shown.
    case privacyMask = "privacy_mask"
}

/// A polygon that was drawn on a feed's picture.
public struct ZoneRecord: Sendable, Hashable {
    public var id: ZoneID
    public var uuid: String
    public var feed: FeedID
    /// Unique on its feed.
    public var name: String
    public var kind: ZoneKind
    public var polygon: Polygon
    public var created: WallTime
    public var createdBy: String
    public var changed: WallTime
    /// Events that an `EventFilter` by this feed and name gives.
    public var events: Int
}

/// A zone as a person draws it.
public struct ZoneDraft: Sendable, Hashable {
    public var name: String
    public var kind: ZoneKind
    public var polygon: Polygon

    public init(name: String, kind: ZoneKind = .zone, polygon: Polygon) {
        self.name = name
        self.kind = kind
        self.polygon = polygon
    }

    static let mostPoints = 200

    /// Throws `invalid` if it is not a polygon within the picture, or has no name to call it by.
    func check(path: String) throws(EventStoreError) {
        try NameRule.check(name, of: "zone", path: path)
        let points = polygon.points
        let isInside = points.allSatisfy {
            (0...1).contains($0.x) && (0...1).contains($0.y)
        }
        let reason: String? =
            if points.count < 3 {
                "its polygon has fewer than 3 points"
            } else if points.count > Self.mostPoints {
                "its polygon has more than \(Self.mostPoints) points"
            } else if !isInside {
                "its polygon has points outside the picture"
            } else if ZoneShape(polygon).isFlat {
                "its polygon encloses nothing"
            } else {
                nil
            }
        if let reason { throw .invalid(path: path, what: "zone", reason: reason) }
    }
}

extension Polygon {
    /// As stored: `[[x,y],…]`.
    var json: String {
        let pairs = points.map { "[\($0.x),\($0.y)]" }
        return "[\(pairs.joined(separator: ","))]"
    }

    init?(json: String) {
        guard let pairs = try? JSONDecoder().decode([[Double]].self, from: Data(json.utf8)),
            pairs.allSatisfy({ $0.count == 2 })
        else { return nil }
        self.init(points: pairs.map { NormalizedPoint(x: $0[0], y: $0[1]) })
    }
}

extension ZoneRecord {
    static func fetch(_ id: ZoneID, from database: Database, path: String) throws -> ZoneRecord? {
        try Row.fetchOne(
            database, sql: selection + " WHERE zone.id = ?", arguments: [id.rawValue]
        ).map { try ZoneRecord($0, path: path) }
    }

    /// With the number of events: those of its name, and those that moved in it.
    static let selection = """
        SELECT *, (SELECT count(*) FROM
            (SELECT event_id FROM zone_segment
                WHERE zone_id = zone.id AND event_id IS NOT NULL
            UNION SELECT id FROM event INDEXED BY event_by_state
                WHERE event.feed_id = zone.feed_id AND event.zone = zone.name)) AS events
        FROM zone
        """

    init(_ row: Row, path: String) throws {
        guard let kind = ZoneKind(rawValue: row["kind"]),
            let polygon = Polygon(json: row["polygon"])
        else {
            throw EventStoreError.unreadable(path: path, column: "zone.polygon", row: row["id"])
        }
        self.init(
            id: row["id"], uuid: row["uuid"], feed: row["feed_id"], name: row["name"], kind: kind,
            polygon: polygon, created: WallTime(microsecondsUTC: row["created_us"]),
            createdBy: row["created_by"], changed: WallTime(microsecondsUTC: row["changed_us"]),
            events: row["events"])
    }
}
