public import Footage
import Foundation
import GRDB

/// A camera that was moved since its zones were drawn: whether they still lie where they should,
/// only a person can tell.
public struct ZoneLook: Sendable, Hashable {
    /// The newest event that tells of the movement.
    public var event: EventID
    /// When the camera moved; `nil` if the recording's clock is unknown.
    public var moved: WallTime?
    /// Names of the zones and lines that want to be looked at, sorted.
    public var names: [String]
}

extension EventStore {
    /// Whether zones of a feed want to be looked at, because its camera was seen moved after they
    /// were drawn, changed or confirmed; `nil`: they do not.
    ///
    /// What counts is when the movement became known, not when it happened: a recording of last
    /// week can tell today that yesterday's zones were drawn on a view that is no more. A movement
    /// that a person called a false alarm does not count.
    public func zoneLook(of feed: FeedID) throws(EventStoreError) -> ZoneLook? {
        try read("asking whether zones of feed \(feed.rawValue) want a look") { database in
            let movements = try Row.fetchAll(
                database,
                sql: """
                    SELECT id, uuid, start_us FROM event INDEXED BY event_by_kind
                    WHERE feed_id = ? AND kind = 'moved' AND review_state <> 'false_alarm'
                    """, arguments: [feed.rawValue])
            let known = movements.compactMap { row in
                UUIDv7.millisecondsUTC(of: row["uuid"]).map { (milliseconds: $0, row: row) }
            }
            guard let newest = known.max(by: { $0.milliseconds < $1.milliseconds }) else {
                return nil
            }
            let names = try Self.zonesAndLines(of: feed, in: database)
                .filter { $0.changed < (newest.milliseconds + 1) * 1000 }.map(\.name)
            guard !names.isEmpty else { return nil }
            return ZoneLook(
                event: EventID(rawValue: newest.row["id"]),
                moved: (newest.row["start_us"] as Int64?).map(WallTime.init(microsecondsUTC:)),
                names: Set(names).sorted())
        }
    }

    /// Says that the zones and lines of a feed lie where they should. Entered in the audit log.
    public func confirmZones(of feed: FeedID, by actor: String) throws(EventStoreError) {
        try write("confirming the zones of feed \(feed.rawValue)") { transaction in
            try transaction.requireFeed(feed)
            let now = transaction.now.microsecondsUTC
            let zones = try Row.fetchAll(
                transaction.database,
                sql: "SELECT uuid, name FROM zone WHERE feed_id = ? ORDER BY name",
                arguments: [feed.rawValue])
            for table in ["zone", "feed_rules"] {
                try transaction.execute(
                    "UPDATE \(table) SET changed_us = ? WHERE feed_id = ?", [now, feed.rawValue])
            }
            try transaction.audit(
                .zonesConfirmed, by: actor, subject: ["feed": .number(feed.rawValue)])
            for zone in zones { transaction.publish(.zone(uuid: zone["uuid"])) }
        }
    }

    /// What a feed has of both, drawn and stated, and when each was last changed.
    private static func zonesAndLines(
        of feed: FeedID, in database: Database
    ) throws -> [(name: String, changed: Int64)] {
        let drawn = try Row.fetchAll(
            database, sql: "SELECT name, changed_us FROM zone WHERE feed_id = ?",
            arguments: [feed.rawValue]
        ).map { row in (name: row["name"] as String, changed: row["changed_us"] as Int64) }
        let stated = try Row.fetchOne(
            database, sql: "SELECT rules, changed_us FROM feed_rules WHERE feed_id = ?",
            arguments: [feed.rawValue])
        guard let stated, let text: String = stated["rules"],
            let rules = try? JSONDecoder().decode(StatedPlaces.self, from: Data(text.utf8))
        else { return drawn }
        let places = (rules.zones ?? []) + (rules.lines ?? [])
        return drawn + places.map { (name: $0.name, changed: stated["changed_us"] as Int64) }
    }
}

/// As much of the rules as can be read here: what lies where in the picture, by name.
private struct StatedPlaces: Decodable {
    struct Place: Decodable { var name: String }
    var zones: [Place]?
    var lines: [Place]?
}
