import Footage
import GRDB

/// The timeline on which incidents of a feed are told: its wall clock, or the media time of one
/// recording whose clock is unknown.
struct FeedTimeline: Hashable {
    let feed: FeedID
    /// `nil`: the wall clock.
    let recording: RecordingID?

    /// A recording that lies on the timeline.
    struct Piece {
        let recording: RecordingID
        /// Its media time zero on the timeline.
        let start: Int64
        let duration: Int64
        /// Height of the displayed picture divided by its width.
        let aspect: Double

        var end: Int64 { start + duration }
    }

    /// The recordings that touch a range, by start; of equal ones the longest comes first.
    func pieces(in range: Range<Int64>, _ database: Database) throws -> [Piece] {
        let columns = """
            SELECT id, coalesce(start_us, 0) AS start_us, duration_us, stored_width, stored_height,
                sample_aspect_numerator, sample_aspect_denominator, rotation_degrees
            FROM recording
            """
        let rows =
            if let recording {
                try Row.fetchAll(
                    database, sql: columns + " WHERE id = ? AND duration_us > 0",
                    arguments: [recording.rawValue])
            } else {
                try Row.fetchAll(
                    database,
                    sql: columns + """
                         INDEXED BY recording_by_start WHERE feed_id = ?1 AND start_us < ?3
                            AND start_us > ?2 - (SELECT longest_recording_us FROM feed WHERE id = ?1)
                            AND start_us + duration_us > ?2
                        ORDER BY start_us, duration_us DESC, path
                        """,
                    arguments: [feed.rawValue, range.lowerBound, range.upperBound])
            }
        return rows.map { row in
            let width: Double = row["stored_width"] ?? 16
            let height: Double = row["stored_height"] ?? 9
            let numerator: Double = row["sample_aspect_numerator"] ?? 1
            let denominator: Double = row["sample_aspect_denominator"] ?? 1
            let shown = max(1, width * max(1, numerator) / max(1, denominator))
            let isTurned = [90, 270].contains(row["rotation_degrees"] as Int? ?? 0)
            return Piece(
                recording: row["id"], start: row["start_us"], duration: row["duration_us"],
                aspect: isTurned ? shown / max(1, height) : max(1, height) / shown)
        }
    }

    /// The moment of a recording; of one between recordings the nearest. `nil` without recordings.
    static func moment(at time: Int64, in pieces: [Piece]) -> ChainMember.Moment? {
        func distance(_ piece: Piece) -> Int64 { max(piece.start - time, time - piece.end, 0) }
        let piece =
            pieces.last { $0.start <= time && time < $0.end }
            ?? pieces.min { distance($0) < distance($1) }
        return piece.map {
            ChainMember.Moment(
                recording: $0.recording,
                mediaMicroseconds: min(max(time - $0.start, 0), $0.duration))
        }
    }

    /// SQL that holds for rows of a table that lie on the timeline: its feed or recording is
    /// argument 1.
    func condition(time: String) -> String {
        recording == nil
            ? "feed_id = ?1 AND \(time) IS NOT NULL" : "recording_id = ?1 AND \(time) IS NULL"
    }

    var key: Int64 { recording?.rawValue ?? feed.rawValue }
}
