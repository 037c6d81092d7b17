import Footage
import Foundation
import GRDB

extension EventStore {
    /// A page of events.
    ///
    /// - Parameter cursor: `next` of the page before, of the same filter and order; of another order
    ///   it is `invalid`.
    public func events(
        _ filter: EventFilter = EventFilter(), order: EventOrder = .newestFirst, limit: Int = 100,
        after cursor: EventCursor? = nil
    ) throws(EventStoreError) -> EventPage {
        guard cursor == nil || cursor?.order == order else {
            throw .invalid(path: path, what: "cursor", reason: "it belongs to another order")
        }
        var selection = EventSelection(filter)
        if let cursor { selection.restrict(after: cursor) }
        let limit = Self.pageSize(limit)
        return try read("reading events") { database in
            var rows = try Row.fetchAll(
                database,
                sql: """
                    \(EventSelection.columns) \(selection.index(for: order))
                    \(EventSelection.joins) \(selection.whereClause)
                    \(EventSelection.orderClause(order)) LIMIT \(limit + 1)
                    """, arguments: selection.arguments)
            let hasMore = rows.count > limit
            if hasMore { rows.removeLast() }
            let next = hasMore ? rows.last.map { EventCursor(order: order, row: $0) } : nil
            return EventPage(events: try rows.map { try event($0) }, next: next)
        }
    }

    /// What is asked for, within reason.
    static func pageSize(_ limit: Int) -> Int { min(max(1, limit), 100_000) }

    /// How many events there are.
    public func eventCount(_ filter: EventFilter = EventFilter()) throws(EventStoreError) -> Int {
        let selection = EventSelection(filter)
        return try read("counting events") { database in
            try Int.fetchOne(
                database,
                sql:
                    "SELECT count(*) FROM event \(selection.countingIndex) \(selection.whereClause)",
                arguments: selection.arguments) ?? 0
        }
    }

    /// One event, or `nil`.
    public func event(_ id: EventID) throws(EventStoreError) -> EventRecord? {
        try read("reading event \(id.rawValue)") { database in
            try Row.fetchOne(
                database,
                sql: "\(EventSelection.columns) \(EventSelection.joins) WHERE event.id = ?",
                arguments: [id.rawValue]
            ).map { try event($0) }
        }
    }

    /// The event with this UUID, or `nil`.
    public func event(uuid: String) throws(EventStoreError) -> EventRecord? {
        try read("reading event \(uuid)") { database in
            try Row.fetchOne(
                database,
                sql: "\(EventSelection.columns) \(EventSelection.joins) WHERE event.uuid = ?",
                arguments: [uuid]
            ).map { try event($0) }
        }
    }

    /// JPEG of the event's peak frame, or `nil`.
    public func thumbnail(of event: EventID) throws(EventStoreError) -> [UInt8]? {
        try read("reading the thumbnail of event \(event.rawValue)") { database in
            try Data.fetchOne(
                database,
                sql: """
                    SELECT jpeg FROM thumbnail
                    JOIN event ON event.peak_segment_id = thumbnail.segment_id
                    WHERE event.id = ?1
                    UNION ALL SELECT jpeg FROM event_picture WHERE event_id = ?1 LIMIT 1
                    """, arguments: [event.rawValue]
            ).map { [UInt8]($0) }
        }
    }

    private func event(_ row: Row) throws -> EventRecord {
        guard let event = EventRecord(row) else {
            throw EventStoreError.unreadable(path: path, column: "event.kind", row: row["id"])
        }
        return event
    }
}

extension EventCursor {
    fileprivate init(order: EventOrder, row: Row) {
        self.init(
            order: order, score: row["score"], position: row["position_us"], id: row["id"])
    }
}

extension EventRecord {
    /// `nil` if it has a kind, severity or state that is not known here.
    init?(_ row: Row) {
        guard let kind = EventKind(rawValue: row["kind"]),
            let severity = Severity(rawValue: row["severity"]),
            let reviewState = ReviewState(rawValue: row["review_state"])
        else { return nil }
        func moment(_ name: String) -> EventMoment {
            EventMoment(
                recording: row["\(name)_recording_id"], path: row["\(name)_path"],
                media: MediaTime(microseconds: row["\(name)_media_us"]),
                wall: (row["\(name)_us"] as Int64?).map(WallTime.init(microsecondsUTC:)))
        }
        let (start, end) = (moment("start"), moment("end"))
        let length =
            if let first = start.wall, let last = end.wall {
                last.microsecondsUTC - first.microsecondsUTC
            } else {
                (end.media - start.media).microseconds
            }
        self.init(
            id: row["id"], uuid: row["uuid"], feed: row["feed_id"], feedName: row["feed_name"],
            feedTimeZone: row["feed_time_zone"], kind: kind, severity: severity, start: start,
            peak: moment("peak"), end: end, duration: MediaTime(microseconds: length),
            score: row["score"], zone: row["zone"],
            active: MediaTime(microseconds: row["active_us"]), peakPPM: row["peak_ppm"],
            clipStart: max(.zero, start.media - MediaTime(microseconds: row["pre_roll_us"])),
            clipEnd: min(
                end.media + MediaTime(microseconds: row["post_roll_us"]),
                MediaTime(microseconds: row["end_duration_us"])),
            reviewState: reviewState, hasThumbnail: row["has_thumbnail"],
            facts: (row["facts"] as String?).flatMap(IncidentFacts.init(json:)),
            health: EventKind.cameraHealth.contains(kind)
                ? (row["facts"] as String?).flatMap(HealthFacts.init(json:)) : nil)
    }
}
