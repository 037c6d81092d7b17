import Foundation
import GRDB

extension EventStore {
    /// The feed of that name; made if there is none.
    ///
    /// A time zone or site that differs from the stored one replaces it, and the old one is kept
    /// in `feed_change`: stored times are UTC, so nothing else has to change.
    ///
    /// - Parameters:
    ///   - timeZone: IANA name; `nil` keeps the stored one, `UTC` for a new feed.
    ///   - site: `nil` keeps the stored one.
    @discardableResult
    public func feed(
        named name: String, timeZone: String? = nil, site: String? = nil
    ) throws(EventStoreError) -> FeedRecord {
        if let timeZone, TimeZone(identifier: timeZone) == nil {
            throw .unknownTimeZone(feed: name, name: timeZone)
        }
        return try write("storing feed \(name)") { transaction in
            guard var record = try FeedRecord.fetch(name: name, from: transaction.database) else {
                let uuid = transaction.newUUID()
                try transaction.execute(
                    "INSERT INTO feed (uuid, name, site, time_zone) VALUES (?, ?, ?, ?)",
                    [uuid, name, site, timeZone ?? "UTC"])
                transaction.publish(.feed(uuid: uuid))
                return FeedRecord(
                    id: FeedID(rawValue: transaction.database.lastInsertedRowID), uuid: uuid,
                    name: name, site: site, timeZone: timeZone ?? "UTC")
            }
            let before = record
            record.timeZone = timeZone ?? record.timeZone
            record.site = site ?? record.site
            if record != before {
                try transaction.execute(
                    """
                    INSERT INTO feed_change (feed_id, changed_us, site, time_zone)
                    VALUES (?, ?, ?, ?)
                    """,
                    [
                        record.id.rawValue, transaction.now.microsecondsUTC, before.site,
                        before.timeZone,
                    ])
                try transaction.execute(
                    "UPDATE feed SET site = ?, time_zone = ? WHERE id = ?",
                    [record.site, record.timeZone, record.id.rawValue])
                transaction.publish(.feed(uuid: record.uuid))
            }
            return record
        }
    }

    /// All feeds, by name.
    public func feeds() throws(EventStoreError) -> [FeedRecord] {
        try read("reading the feeds") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM feed ORDER BY name").map(FeedRecord.init)
        }
    }

    /// The feed of that name, or `nil`.
    public func existingFeed(named name: String) throws(EventStoreError) -> FeedRecord? {
        try read("reading feed \(name)") { try FeedRecord.fetch(name: name, from: $0) }
    }
}

extension FeedRecord {
    init(_ row: Row) {
        self.init(
            id: row["id"], uuid: row["uuid"], name: row["name"], site: row["site"],
            timeZone: row["time_zone"])
    }

    static func fetch(name: String, from database: Database) throws -> FeedRecord? {
        try Row.fetchOne(database, sql: "SELECT * FROM feed WHERE name = ?", arguments: [name])
            .map(FeedRecord.init)
    }
}
