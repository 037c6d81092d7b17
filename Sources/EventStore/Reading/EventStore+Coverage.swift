public import Footage
import GRDB

/// One stretch of a feed's wall clock with one state.
public struct FeedCoverageSpan: Sendable, Hashable {
    public var start: WallTime
    public var end: WallTime
    public var state: CoverageState
    public var reason: String?
    /// `nil` where nothing was recorded.
    public var recording: RecordingID?
}

/// A stretch of wall clock that more than one recording of a feed covers.
public struct FeedOverlap: Sendable, Hashable {
    public var start: WallTime
    public var end: WallTime
}

extension EventStore {
    /// What is known of each moment of a recording: tiles of its whole duration, in order. Empty
    /// if it was never indexed.
    public func coverage(of recording: RecordingID) throws(EventStoreError) -> [CoverageSpan] {
        try read("reading the coverage of recording \(recording.rawValue)") { database in
            let spans = try Row.fetchAll(
                database,
                sql: """
                    SELECT start_media_us, end_media_us, state, reason FROM coverage
                    WHERE recording_id = ? ORDER BY start_media_us
                    """, arguments: [recording.rawValue]
            ).map(CoverageSpan.init)
            return CoverageTiling.joined(spans)
        }
    }

    /// Coverage of a feed's wall clock, with the time between its recordings as `absent`, by
    /// start. Recordings whose clock is unknown have no place in it.
    public func coverage(
        of feed: FeedID, since: WallTime? = nil, until: WallTime? = nil
    ) throws(EventStoreError) -> [FeedCoverageSpan] {
        try read("reading the coverage of feed \(feed.rawValue)") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT recording.start_us + start_media_us AS first_us,
                        recording.start_us + end_media_us AS last_us, state, reason, recording_id
                    FROM recording JOIN coverage ON coverage.recording_id = recording.id
                    WHERE feed_id = ?1 AND start_us IS NOT NULL
                        AND (?2 IS NULL OR last_us > ?2) AND (?3 IS NULL OR first_us < ?3)
                    UNION ALL
                    SELECT start_us, end_us, state, NULL, NULL FROM feed_gap
                    WHERE feed_id = ?1 AND state = 'absent'
                        AND (?2 IS NULL OR end_us > ?2) AND (?3 IS NULL OR start_us < ?3)
                    ORDER BY first_us, recording_id
                    """, arguments: [feed.rawValue, since?.microsecondsUTC, until?.microsecondsUTC]
            ).map { row in
                FeedCoverageSpan(
                    start: WallTime(microsecondsUTC: row["first_us"]),
                    end: WallTime(microsecondsUTC: row["last_us"]),
                    state: CoverageState(rawValue: row["state"]) ?? .pending,
                    reason: row["reason"], recording: row["recording_id"])
            }
        }
    }

    /// Where recordings of a feed overlap, by start.
    public func overlaps(of feed: FeedID) throws(EventStoreError) -> [FeedOverlap] {
        try read("reading the overlaps of feed \(feed.rawValue)") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT start_us, end_us FROM feed_gap
                    WHERE feed_id = ? AND state = 'overlap' ORDER BY start_us, end_us
                    """, arguments: [feed.rawValue]
            ).map { row in
                FeedOverlap(
                    start: WallTime(microsecondsUTC: row["start_us"]),
                    end: WallTime(microsecondsUTC: row["end_us"]))
            }
        }
    }
}

extension CoverageSpan {
    init(_ row: Row) {
        self.init(
            range: MediaRange(
                start: MediaTime(microseconds: row["start_media_us"]),
                end: MediaTime(microseconds: row["end_media_us"])),
            state: CoverageState(rawValue: row["state"]) ?? .pending, reason: row["reason"])
    }
}
