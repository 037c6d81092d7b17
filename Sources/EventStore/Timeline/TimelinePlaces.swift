import Footage
import GRDB

/// A recording on the axis of a timeline.
struct TimelinePlace {
    let recording: RecordingID
    let range: Range<Int64>
}

/// Recordings on an axis: a feed's wall clock, or one recording's media time.
///
/// As a part of SQL, so that what hangs on them is read in one query: a feed may have a recording
/// for each minute.
struct TimelinePlaces {
    /// Selects `id`, `origin_us` (the axis' time of its first frame) and `duration_us`.
    let sql: String
    private let id: Int64
    private let range: Range<Int64>

    /// Recordings of known clock that have any moment of a range in them.
    static func feed(_ feed: FeedID, within range: Range<Int64>) -> TimelinePlaces {
        TimelinePlaces(
            sql: """
                SELECT id, start_us AS origin_us, duration_us
                FROM recording INDEXED BY recording_by_start
                WHERE feed_id = :id AND start_us < :until AND start_us > :from
                        - (SELECT longest_recording_us FROM feed WHERE id = :id) - 1
                    AND start_us + duration_us > :from AND duration_us > 0
                """, id: feed.rawValue, range: range)
    }

    /// One recording, from zero to its duration.
    static func recording(
        _ recording: RecordingID, within range: Range<Int64>
    ) -> TimelinePlaces {
        TimelinePlaces(
            sql: """
                SELECT id, 0 AS origin_us, duration_us FROM recording
                WHERE id = :id AND duration_us > 0
                """, id: recording.rawValue, range: range)
    }

    /// For `sql`, and for what is joined with it: `:from` and `:until` are of the axis.
    var arguments: StatementArguments {
        ["id": id, "from": range.lowerBound, "until": range.upperBound]
    }

    /// By start.
    func all(in database: Database) throws -> [TimelinePlace] {
        let rows = try Row.fetchCursor(
            database,
            // The range is mentioned for the sake of those that do not need it.
            sql: """
                SELECT id, origin_us, origin_us + duration_us FROM (\(sql))
                WHERE :from < :until ORDER BY origin_us, id
                """, arguments: arguments)
        var places: [TimelinePlace] = []
        while let row = try rows.next() {
            let (start, end): (Int64, Int64) = (row[1], row[2])
            places.append(
                TimelinePlace(recording: RecordingID(rawValue: row[0]), range: start..<end))
        }
        return places
    }
}
