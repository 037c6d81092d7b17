public import Footage
public import Foundation
import GRDB

/// The events of one day.
public struct EventDay: Sendable, Hashable {
    public var year: Int
    public var month: Int
    public var day: Int
    /// The day in its zone: 23 or 25 hours where clocks were changed.
    public var start: WallTime
    public var end: WallTime
    /// Events that begin on it.
    public var events: Int
    public var unreviewed: Int
    /// Severities without events are absent.
    public var bySeverity: [Severity: Int]

    /// As `2026-11-03`.
    public var date: String {
        func padded(_ number: Int, _ digits: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

/// The events of one month.
public struct EventMonth: Sendable, Hashable {
    /// Days with events, in order.
    public var days: [EventDay]
    /// Events that the filter gives but whose day is unknown.
    public var unknownClock: Int
}

extension EventStore {
    /// Events by day. `since` and `until` of the filter are passed over.
    ///
    /// - Parameters:
    ///   - year: of the Gregorian calendar, 1…9999.
    ///   - month: 1…12.
    ///   - timeZone: whose days are meant.
    public func eventDays(
        _ filter: EventFilter = EventFilter(), year: Int, month: Int, timeZone: TimeZone
    ) throws(EventStoreError) -> EventMonth {
        guard (1...9999).contains(year), (1...12).contains(month) else {
            throw .invalid(path: path, what: "month", reason: "\(year)-\(month) is none")
        }
        var filter = filter
        (filter.since, filter.until) = (nil, nil)
        let selection = EventSelection(filter)
        let days = Self.days(year: year, month: month, timeZone: timeZone)
        return try read("reading the days of \(year)-\(month)") { database in
            let empty = days.enumerated().map { number, bounds in
                EventDay(
                    year: year, month: month, day: number + 1, start: bounds.start,
                    end: bounds.end, events: 0, unreviewed: 0, bySeverity: [:])
            }
            let tally = DayTally(selection: selection, database: database)
            let isByRow = !filter.zones.isEmpty || filter.recording != nil
            let days = isByRow ? try tally.rowByRow(empty) : try tally.dayByDay(empty)
            return EventMonth(
                days: days.filter { $0.events > 0 }, unknownClock: try tally.unknownClock())
        }
    }

    /// The first moment of each day and of the day after, by the rules of the zone: clocks may be
    /// changed at midnight.
    private static func days(
        year: Int, month: Int, timeZone: TimeZone
    ) -> [(start: WallTime, end: WallTime)] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let components = DateComponents(year: year, month: month, day: 1, hour: 12)
        guard let first = calendar.date(from: components),
            let count = calendar.range(of: .day, in: .month, for: first)?.count
        else { return [] }
        let starts = (0...count).compactMap { offset in
            calendar.date(byAdding: .day, value: offset, to: first).map {
                WallTime(calendar.startOfDay(for: $0))
            }
        }
        return zip(starts, starts.dropFirst()).map { ($0, $1) }
    }
}

extension WallTime {
    init(_ date: Date) {
        self.init(microsecondsUTC: Int64((date.timeIntervalSince1970 * 1_000_000).rounded()))
    }
}

/// Counts the events of each day, from the index.
private struct DayTally {
    let selection: EventSelection
    let database: Database

    /// Days that follow each other, each by a query of its own: nothing has to be sorted, and no row
    /// is handed over.
    func dayByDay(_ days: [EventDay]) throws -> [EventDay] {
        let statement = try database.makeStatement(
            sql: """
                SELECT count(*), sum(review_state = 'unreviewed'), sum(severity = 'alert'),
                    sum(severity = 'detection')
                FROM event INDEXED BY event_by_time \(clause)
                """)
        return try days.map { day in
            var day = day
            let row = try Row.fetchOne(
                statement, arguments: selection.arguments + Self.bounds(day, day))
            guard let row, row[0] > 0 else { return day }
            (day.events, day.unreviewed) = (row[0], row[1])
            let (alerts, detections): (Int, Int) = (row[2], row[3])
            day.bySeverity = [
                .alert: alerts, .detection: detections,
                .motion: day.events - alerts - detections,
            ].filter { $0.value > 0 }
            return day
        }
    }

    /// The same in one query: where the filter itself has to look something up, which would be done
    /// for every day anew.
    func rowByRow(_ days: [EventDay]) throws -> [EventDay] {
        guard let first = days.first, let last = days.last else { return [] }
        var days = days
        var index = 0
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT position_us, review_state = 'unreviewed', severity
                FROM event \(selection.dayIndex) \(clause)
                ORDER BY position_us
                """, arguments: selection.arguments + Self.bounds(first, last))
        while let row = try rows.next() {
            let position = WallTime(microsecondsUTC: row[0])
            while index < days.count - 1, position >= days[index].end { index += 1 }
            days[index].events += 1
            if row[1] { days[index].unreviewed += 1 }
            if let severity = Severity(rawValue: row[2]) {
                days[index].bySeverity[severity, default: 0] += 1
            }
        }
        return days
    }

    func unknownClock() throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM event \(selection.dayIndex) \(clause)",
            arguments: selection.arguments + [Int64.min, EventPosition.firstKnown]) ?? 0
    }

    /// The bounds come after the arguments of the selection.
    private var clause: String {
        let conditions =
            selection.conditions + ["event.position_us >= ?", "event.position_us < ?"]
        return "WHERE " + conditions.joined(separator: " AND ")
    }

    private static func bounds(_ first: EventDay, _ last: EventDay) -> StatementArguments {
        [first.start.microsecondsUTC, last.end.microsecondsUTC]
    }
}
