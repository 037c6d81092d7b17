import Footage
import GRDB

/// A trouble with a camera, as it is stored.
struct StoredTrouble {
    let event: Int64
    let range: Range<Int64>
    let kind: String

    /// The kinds of camera health, for SQL.
    static let kinds = EventKind.cameraHealth.map { "'\($0.rawValue)'" }.sorted()
        .joined(separator: ", ")

    /// Those that touch a range of a timeline, by start.
    static func touching(
        _ range: Range<Int64>, of timeline: FeedTimeline, in database: Database
    ) throws -> [StoredTrouble] {
        let rows =
            if let recording = timeline.recording {
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT id, kind, start_media_us AS first, end_media_us AS last
                        FROM event INDEXED BY event_by_start_recording
                        WHERE start_recording_id = ? AND start_us IS NULL
                            AND kind IN (\(kinds)) AND start_media_us <= ? AND end_media_us >= ?
                        ORDER BY start_media_us, id
                        """,
                    arguments: [recording.rawValue, range.upperBound, range.lowerBound])
            } else {
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT id, kind, start_us AS first, end_us AS last FROM event
                        WHERE feed_id = ? AND kind IN (\(kinds)) AND start_us IS NOT NULL
                            AND start_us <= ? AND end_us >= ?
                        ORDER BY start_us, id
                        """,
                    arguments: [timeline.feed.rawValue, range.upperBound, range.lowerBound])
            }
        return rows.map { row in
            let (first, last): (Int64, Int64) = (row["first"], row["last"])
            return StoredTrouble(
                event: row["id"], range: first..<max(last, first + 1), kind: row["kind"])
        }
    }

    /// Takes the stored trouble that a draft tells of again: the one that began then, or else the
    /// one with the most time in common.
    static func match(_ draft: HealthDraft, _ stored: inout [StoredTrouble]) -> Int64? {
        let range =
            draft.startMicroseconds..<max(draft.endMicroseconds, draft.startMicroseconds + 1)
        func common(_ other: StoredTrouble) -> Int64 {
            other.range.lowerBound == range.lowerBound
                ? .max
                : min(range.upperBound, other.range.upperBound)
                    - max(range.lowerBound, other.range.lowerBound)
        }
        let best = stored.indices
            .filter { stored[$0].kind == draft.kind.rawValue && common(stored[$0]) > 0 }
            .max { common(stored[$0]) < common(stored[$1]) }
        return best.map { stored.remove(at: $0).event }
    }
}
