public import Footage
import Foundation
import GRDB

/// How a feed that is watched live is, as of a moment: for other programs, and for after a crash.
public struct WatchedFeed: Sendable, Hashable {
    public var feed: FeedID
    /// `connecting`, `watching`, `waiting` (it cannot be watched and is tried again) or `stopped`.
    public var state: String
    /// Since when it is in this state.
    public var since: WallTime
    /// When this was true. Much earlier than now: the program that watches has ended.
    public var updated: WallTime
    /// How much of it is looked at: `every_frame`, `one_of_three` or `key_frames`.
    public var level: String
    /// What is wrong, a sentence each; no secrets.
    public var problems: [String]
    /// When its last picture arrived.
    public var lastPicture: WallTime?
    /// Counts and measures by name.
    public var facts: [String: Double]

    public init(
        feed: FeedID, state: String, since: WallTime, updated: WallTime, level: String,
        problems: [String] = [], lastPicture: WallTime? = nil, facts: [String: Double] = [:]
    ) {
        self.feed = feed
        self.state = state
        self.since = since
        self.updated = updated
        self.level = level
        self.problems = problems
        self.lastPicture = lastPicture
        self.facts = facts
    }
}

extension EventStore {
    /// Notes how the watched feeds are; feeds that are not among them are watched no more.
    public func setWatched(_ feeds: [WatchedFeed]) throws(EventStoreError) {
        try write("storing how the cameras are") { transaction in
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            for feed in feeds {
                let problems = String(
                    decoding: try encoder.encode(feed.problems), as: UTF8.self)
                let facts = String(decoding: try encoder.encode(feed.facts), as: UTF8.self)
                try transaction.execute(
                    """
                    INSERT OR REPLACE INTO watched (feed_id, state, since_us, updated_us, level,
                        problems, last_picture_us, facts)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        feed.feed.rawValue, feed.state, feed.since.microsecondsUTC,
                        feed.updated.microsecondsUTC, feed.level, problems,
                        feed.lastPicture?.microsecondsUTC, facts,
                    ])
            }
            let kept = feeds.map { String($0.feed.rawValue) }.joined(separator: ", ")
            try transaction.execute("DELETE FROM watched WHERE feed_id NOT IN (\(kept))")
        }
    }

    /// How the watched feeds were when that was last noted, by feed.
    public func watched() throws(EventStoreError) -> [WatchedFeed] {
        try read("reading how the cameras are") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM watched ORDER BY feed_id").map { row in
                let (problems, facts): (String, String) = (row["problems"], row["facts"])
                let decoder = JSONDecoder()
                return WatchedFeed(
                    feed: row["feed_id"], state: row["state"],
                    since: WallTime(microsecondsUTC: row["since_us"]),
                    updated: WallTime(microsecondsUTC: row["updated_us"]), level: row["level"],
                    problems: (try? decoder.decode([String].self, from: Data(problems.utf8)))
                        ?? [],
                    lastPicture: (row["last_picture_us"] as Int64?)
                        .map(WallTime.init(microsecondsUTC:)),
                    facts: (try? decoder.decode([String: Double].self, from: Data(facts.utf8)))
                        ?? [:])
            }
        }
    }
}
