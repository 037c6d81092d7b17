import Footage
import GRDB

/// The SQL of an event query.
struct EventSelection {
    private(set) var conditions: [String] = []
    private(set) var arguments = StatementArguments()

    static let columns = """
        SELECT event.*, feed.name AS feed_name, feed.time_zone AS feed_time_zone,
            start_recording.path AS start_path, peak_recording.path AS peak_path,
            end_recording.path AS end_path, end_recording.duration_us AS end_duration_us,
            EXISTS (SELECT 1 FROM thumbnail WHERE segment_id = event.peak_segment_id)
                AS has_thumbnail
        FROM event
        JOIN feed ON feed.id = event.feed_id
        JOIN recording AS start_recording ON start_recording.id = event.start_recording_id
        JOIN recording AS peak_recording ON peak_recording.id = event.peak_recording_id
        JOIN recording AS end_recording ON end_recording.id = event.end_recording_id
        """

    init(_ filter: EventFilter) {
        restrict("event.feed_id", to: filter.feeds.map(\.rawValue).sorted())
        // A `+` keeps the planner from the column's index: a feed's own is the better one.
        let mark = filter.feeds.isEmpty ? "" : "+"
        restrict("\(mark)event.kind", to: filter.kinds.map(\.rawValue).sorted())
        restrict("\(mark)event.severity", to: filter.severities.map(\.rawValue).sorted())
        restrict("event.review_state", to: filter.reviewStates.map(\.rawValue).sorted())
        restrict("event.zone", to: filter.zones.sorted())
        if let since = filter.since {
            // What ends after `since` begins no earlier than the longest event before it.
            add(
                """
                event.end_us > ? AND event.position_us
                    > ? - (SELECT coalesce(max(longest_event_us), 0) FROM feed) - 1
                """, [since.microsecondsUTC, since.microsecondsUTC])
        }
        if let until = filter.until {
            add(
                "event.start_us < ? AND event.position_us < ?",
                [until.microsecondsUTC, until.microsecondsUTC])
        }
        if let score = filter.minimumScore { add("event.score >= ?", [score]) }
        if let recording = filter.recording {
            add(
                """
                (event.start_recording_id = ? OR event.id IN
                    (SELECT event_id FROM segment WHERE recording_id = ?))
                """, [recording.rawValue, recording.rawValue])
        }
    }

    /// Only what comes after the cursor in its order.
    mutating func restrict(after cursor: EventCursor) {
        switch cursor.order {
        case .oldestFirst:
            add("(event.position_us, event.id) > (?, ?)", [cursor.position, cursor.id])
        case .newestFirst:
            add("(event.position_us, event.id) < (?, ?)", [cursor.position, cursor.id])
        case .highestScoreFirst:
            add(
                "(event.score, event.position_us, event.id) < (?, ?, ?)",
                [cursor.score, cursor.position, cursor.id])
        }
    }

    var whereClause: String {
        conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    }

    static func orderClause(_ order: EventOrder) -> String {
        switch order {
        case .oldestFirst: "ORDER BY event.position_us, event.id"
        case .newestFirst: "ORDER BY event.position_us DESC, event.id DESC"
        case .highestScoreFirst:
            "ORDER BY event.score DESC, event.position_us DESC, event.id DESC"
        }
    }

    private mutating func add(_ condition: String, _ more: StatementArguments) {
        conditions.append(condition)
        arguments += more
    }

    private mutating func restrict(_ column: String, to values: [some DatabaseValueConvertible]) {
        guard !values.isEmpty else { return }
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        add("\(column) IN (\(marks))", StatementArguments(values))
    }
}
