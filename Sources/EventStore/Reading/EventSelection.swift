import Footage
import GRDB

/// The SQL of an event query.
struct EventSelection {
    private(set) var conditions: [String] = []
    private(set) var arguments = StatementArguments()
    private let filter: EventFilter
    private let feeds: Set<FeedID>?

    static let columns = """
        SELECT event.*, feed.name AS feed_name, feed.time_zone AS feed_time_zone,
            start_recording.path AS start_path, peak_recording.path AS peak_path,
            end_recording.path AS end_path, end_recording.duration_us AS end_duration_us,
            EXISTS (SELECT 1 FROM thumbnail WHERE segment_id = event.peak_segment_id)
                OR EXISTS (SELECT 1 FROM event_picture WHERE event_id = event.id)
                AS has_thumbnail
        FROM event
        """

    static let joins = """
        JOIN feed ON feed.id = event.feed_id
        JOIN recording AS start_recording ON start_recording.id = event.start_recording_id
        JOIN recording AS peak_recording ON peak_recording.id = event.peak_recording_id
        JOIN recording AS end_recording ON end_recording.id = event.end_recording_id
        """

    /// - Parameter isCounting: whether events are to be counted by group, not listed.
    init(_ filter: EventFilter, isCounting: Bool = false) {
        self.filter = filter
        var feeds: Set<FeedID>? = filter.feeds.isEmpty ? nil : filter.feeds
        if let permitted = filter.permittedFeeds {
            feeds = feeds.map { $0.intersection(permitted) } ?? permitted
        }
        self.feeds = feeds
        if let feeds {
            if feeds.isEmpty { add("0", []) }
            restrict("event.feed_id", to: feeds.map(\.rawValue).sorted())
        }
        restrict("event.kind", to: filter.kinds.map(\.rawValue).sorted())
        restrict("event.severity", to: filter.severities.map(\.rawValue).sorted())
        // A `+` keeps the planner from seeing that a group has one state only: it would sort them.
        restrict(
            "\(isCounting ? "+" : "")event.review_state",
            to: filter.reviewStates.map(\.rawValue).sorted())
        restrict(toZones: filter.zones.sorted())
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
                "event.position_us < ? AND event.position_us >= ?",
                [until.microsecondsUTC, EventPosition.firstKnown])
        }
        if let score = filter.minimumScore { add("event.score >= ?", [score]) }
        if let recording = filter.recording {
            add(
                """
                (event.start_recording_id = ? OR event.end_recording_id = ? OR event.id IN
                    (SELECT event_id FROM segment WHERE recording_id = ?))
                """, [recording.rawValue, recording.rawValue, recording.rawValue])
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

    /// The index to read in the given order.
    ///
    /// Named, because without statistics the planner takes the index of any column that is
    /// compared, and then sorts what may be all events. `event_by_time` and `event_by_rank` hold
    /// every column that is filtered by: passing over an event reads nothing else. Where one value
    /// of one column is asked for, which may be rare, its own index leads straight to it.
    func index(for order: EventOrder) -> String {
        if filter.recording != nil { return "" }
        if order == .highestScoreFirst, feeds?.count != 1 { return "INDEXED BY event_by_rank" }
        if feeds?.count == 1 { return "INDEXED BY event_by_feed" }
        if feeds == nil, filter.severities.count == 1 { return "INDEXED BY event_by_severity" }
        if feeds == nil, filter.kinds.count == 1 { return "INDEXED BY event_by_kind" }
        if feeds == nil, filter.reviewStates.count == 1 { return "INDEXED BY event_by_review" }
        return "INDEXED BY event_by_time"
    }

    /// The index to count from, which holds all that is filtered by and counted. Over all times the
    /// one that is in the order of the groups; over a few days the one that leads to them.
    var countingIndex: String {
        if filter.recording != nil { return "" }
        let week: Int64 = 7 * 86_400_000_000
        if let since = filter.since?.microsecondsUTC, let until = filter.until?.microsecondsUTC,
            until.subtractingReportingOverflow(since).partialValue < week
        {
            return "INDEXED BY event_by_time"
        }
        return "INDEXED BY event_by_state"
    }

    /// The index to read days from.
    var dayIndex: String { filter.recording == nil ? "INDEXED BY event_by_time" : "" }

    private mutating func add(_ condition: String, _ more: StatementArguments) {
        conditions.append(condition)
        arguments += more
    }

    private mutating func restrict(_ column: String, to values: [some DatabaseValueConvertible]) {
        guard !values.isEmpty else { return }
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        add("\(column) IN (\(marks))", StatementArguments(values))
    }

    private mutating func restrict(toZones names: [String]) {
        guard !names.isEmpty else { return }
        // Looked up for these feeds alone: each row that is found costs as much as an event.
        let numbers = feeds.map { $0.map { "\($0.rawValue)" }.sorted().joined(separator: ", ") }
        let onFeeds = numbers.map { " AND feed_id IN (\($0))" } ?? ""
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        add(
            """
            (event.zone IN (\(marks)) OR event.id IN (SELECT event_id FROM zone_segment
                WHERE event_id IS NOT NULL
                    AND zone_id IN (SELECT id FROM zone WHERE name IN (\(marks))\(onFeeds))))
            """, StatementArguments(names) + StatementArguments(names))
    }
}
