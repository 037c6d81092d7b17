public import Footage
import GRDB

/// A feed, and what there is of it.
public struct FeedSummary: Sendable, Hashable {
    public var feed: FeedRecord
    public var recordings: Int
    public var events: Int
    public var unreviewed: Int
    /// Wall clock of the first and the last frame of all its recordings; `nil` if all are unknown.
    public var first: WallTime?
    public var last: WallTime?
    /// How the newest recording is shown; `nil` if none was indexed.
    public var displaySize: FrameSize?
    public var hasUnknownClock: Bool
    public var latestEvent: EventID?
    /// The newest recording that was indexed: where to take a picture from.
    public var latestRecording: RecordingID?
}

extension RecordingFacts {
    /// Pixels of the picture as it is shown: upright, with square pixels.
    public var displayedSize: FrameSize {
        let width =
            sampleAspectNumerator > 0 && sampleAspectDenominator > 0
            ? storedSize.width * sampleAspectNumerator / sampleAspectDenominator
            : storedSize.width
        return orientation.displayed(FrameSize(width: width, height: storedSize.height))
    }
}

extension EventStore {
    /// One feed, or `nil`.
    public func feed(_ id: FeedID) throws(EventStoreError) -> FeedRecord? {
        try read("reading feed \(id.rawValue)") { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM feed WHERE id = ?", arguments: [id.rawValue]
            ).map(FeedRecord.init)
        }
    }

    /// All feeds with what there is of them, by name.
    public func feedSummaries() throws(EventStoreError) -> [FeedSummary] {
        try read("reading the feeds") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT feed.*,
                        (SELECT count(*) FROM recording INDEXED BY recording_by_start
                            WHERE feed_id = feed.id) AS recordings,
                        (SELECT count(*) FROM recording INDEXED BY recording_by_start
                            WHERE feed_id = feed.id AND start_us IS NULL
                                AND duration_us IS NOT NULL) AS unknown,
                        (SELECT min(start_us) FROM recording WHERE feed_id = feed.id) AS first_us,
                        (SELECT max(start_us + duration_us) FROM recording
                            INDEXED BY recording_by_start
                            WHERE feed_id = feed.id AND start_us >= (
                                SELECT max(start_us) FROM recording WHERE feed_id = feed.id
                            ) - feed.longest_recording_us) AS last_us,
                        (SELECT count(*) FROM event INDEXED BY event_by_state
                            WHERE feed_id = feed.id) AS events,
                        (SELECT count(*) FROM event INDEXED BY event_by_state
                            WHERE feed_id = feed.id AND review_state = 'unreviewed')
                            AS unreviewed,
                        (SELECT id FROM event INDEXED BY event_by_feed WHERE feed_id = feed.id
                            ORDER BY position_us DESC, id DESC LIMIT 1) AS latest_event,
                        (SELECT id FROM recording INDEXED BY recording_by_start
                            WHERE feed_id = feed.id AND duration_us > 0
                            ORDER BY start_us DESC LIMIT 1) AS latest_recording
                    FROM feed ORDER BY name
                    """
            ).map { try FeedSummary($0, in: database) }
        }
    }
}

extension FeedSummary {
    fileprivate init(_ row: Row, in database: Database) throws {
        let latest: RecordingID? = row["latest_recording"]
        let facts = try latest.flatMap { recording in
            try Row.fetchOne(
                database, sql: "SELECT * FROM recording WHERE id = ?",
                arguments: [recording.rawValue]
            ).flatMap(RecordingFacts.init)
        }
        self.init(
            feed: FeedRecord(row), recordings: row["recordings"], events: row["events"],
            unreviewed: row["unreviewed"],
            first: (row["first_us"] as Int64?).map(WallTime.init(microsecondsUTC:)),
            last: (row["last_us"] as Int64?).map(WallTime.init(microsecondsUTC:)),
            displaySize: facts?.displayedSize, hasUnknownClock: row["unknown"] > 0,
            latestEvent: row["latest_event"], latestRecording: latest)
    }
}
