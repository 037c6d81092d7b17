import EventStore
import Footage
import Foundation

/// Events as lists and numbers.
enum EventListRoutes {
    static let all: [Route] = [
        Route(.get, "/api/events") { call in
            let (asked, order, cursor, limit) = try call.readQuery { query throws(APIError) in
                let filter = try EventFilter(reading: &query)
                let order = try query.choice("order", of: EventOrder.self) ?? .newestFirst
                let cursor = try EventCursor(reading: &query, order: order)
                let limit = try query.integer("limit", in: Limits.eventsPerPage) ?? 100
                return (filter, order, cursor, Int(limit))
            }
            let filter = try call.permitted.narrow(asked)
            let page = try call.store.events(filter, order: order, limit: limit, after: cursor)
            return .json([
                "events": .list(page.events.map { JSONValue($0) }),
                "next": JSONValue(page.next?.description),
            ])
        },
        Route(.get, "/api/events/counts") { call in
            let asked = try call.readQuery { query throws(APIError) in
                try EventFilter(reading: &query)
            }
            return .json(try call.store.eventCounts(call.permitted.narrow(asked)).json)
        },
        Route(.get, "/api/events/calendar") { call in try calendar(call) },
    ]

    private static func calendar(_ call: Call) throws -> Answer {
        let (asked, year, month, zone) = try call.readQuery { query throws(APIError) in
            let filter = try EventFilter(reading: &query)
            let (year, month) = try Self.month(&query)
            return (filter, year, month, try Self.zone(&query))
        }
        let found = try call.store.eventDays(
            call.permitted.narrow(asked), year: year, month: month, timeZone: zone)
        let days = found.days.map { day -> JSONValue in
            [
                "date": .text(day.date), "events": JSONValue(day.events),
                "unreviewed": JSONValue(day.unreviewed),
                "alert": JSONValue(day.bySeverity[.alert, default: 0]),
                "detection": JSONValue(day.bySeverity[.detection, default: 0]),
                "motion": JSONValue(day.bySeverity[.motion, default: 0]),
            ]
        }
        return .json(["days": .list(days), "unknown_clock": JSONValue(found.unknownClock)])
    }

    /// `2026-11`.
    private static func month(_ query: inout InputReader) throws(APIError) -> (Int, Int) {
        guard let text = try query.text("month", length: 7...7) else {
            throw query.refusal("month", "is missing")
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDigits = parts.joined().utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard parts.count == 2, isDigits, parts[0].count == 4, parts[1].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), (1970...2200).contains(year),
            (1...12).contains(month)
        else { throw query.refusal("month", "must be written as 2026-11") }
        return (year, month)
    }

    private static func zone(_ query: inout InputReader) throws(APIError) -> TimeZone {
        guard let name = try query.text("time_zone", length: 1...64) else {
            throw query.refusal("time_zone", "is missing")
        }
        // Foundation takes some abbreviations for whatever zone it likes.
        guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else {
            throw query.refusal("time_zone", "must be an IANA name such as Asia/Makassar")
        }
        return zone
    }
}

extension EventFilter {
    /// The filter that the query keys of event lists describe; not yet narrowed to what may be
    /// seen.
    init(reading query: inout InputReader) throws(APIError) {
        self.init()
        if let text = try query.text("feed", length: 0...2000) {
            for part in text.split(separator: ",") {
                guard let id = Int64(part), id >= 0, !part.hasPrefix("+") else {
                    throw query.refusal("feed", "must be a comma list of row numbers")
                }
                feeds.insert(FeedID(rawValue: id))
            }
        }
        kinds = try query.choices("kind", of: EventKind.self)
        severities = try query.choices("severity", of: Severity.self)
        reviewStates = try query.choices("review", of: ReviewState.self)
        if let zone = try query.text("zone", length: 1...100) { zones = [zone] }
        since = try query.time("since_us")
        until = try query.time("until_us")
        minimumScore = try query.integer("min_score", in: 0...100).map(Int.init)
        recording = try query.integer("recording").map(RecordingID.init(rawValue:))
    }
}

extension EventCursor {
    init?(reading query: inout InputReader, order: EventOrder) throws(APIError) {
        guard let text = try query.text("cursor", length: 1...100) else { return nil }
        guard let cursor = EventCursor(text), text.hasPrefix(order.rawValue + ":") else {
            throw query.refusal("cursor", "must be the next of a page in the same order")
        }
        self = cursor
    }
}
