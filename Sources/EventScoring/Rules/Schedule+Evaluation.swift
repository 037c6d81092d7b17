public import Footage
public import Foundation

/// A stretch of wall-clock time, `start ..< end`.
public struct WallRange: Hashable, Sendable {
    public var start: WallTime
    public var end: WallTime

    public init(start: WallTime, end: WallTime) {
        self.start = start
        self.end = end
    }

    public func contains(_ instant: WallTime) -> Bool { start <= instant && instant < end }
}

extension Schedule {
    /// Longer spans are told with a beginning of at most this long ago.
    private static let longestLookDays = 9

    /// Whether the rule counts at a moment, by the clock of a time zone.
    public func contains(_ instant: WallTime, in zone: TimeZone) -> Bool {
        let next = WallTime(microsecondsUTC: instant.microsecondsUTC + 1)
        return !spans(in: WallRange(start: instant, end: next), zone: zone).isEmpty
    }

    /// When the span of time began in which a moment lies: "after hours since 18:00".
    ///
    /// `nil` when the schedule does not hold at that moment, and when it began more than a week
    /// ago.
    public func began(before instant: WallTime, in zone: TimeZone) -> WallTime? {
        let first = WallTime(
            microsecondsUTC: instant.microsecondsUTC
                - Int64(Self.longestLookDays) * 86_400_000_000)
        let next = WallTime(microsecondsUTC: instant.microsecondsUTC + 1)
        let last = spans(in: WallRange(start: first, end: next), zone: zone).last
        guard let last, last.contains(instant), last.start > first else { return nil }
        return last.start
    }

    /// When the rule counts within a range, in order; spans that touch are one. Those that reach
    /// beyond the range are cut.
    public func spans(in range: WallRange, zone: TimeZone) -> [WallRange] {
        guard range.start < range.end else { return [] }
        let inside = windowSpans(in: range, CivilCalendar(zone: zone))
        guard isOutside else { return inside }
        var outside: [WallRange] = []
        var from = range.start
        for span in inside {
            if from < span.start { outside.append(WallRange(start: from, end: span.start)) }
            from = span.end
        }
        if from < range.end { outside.append(WallRange(start: from, end: range.end)) }
        return outside
    }

    /// The spans of single windows that touch a range, uncut, by start: the hours of each evening.
    func windows(touching range: WallRange, zone: TimeZone) -> [WallRange] {
        let calendar = CivilCalendar(zone: zone)
        var found: [WallRange] = []
        // A window that began on the day before may reach into the range.
        for day in calendar.day(at: range.start) - 1...calendar.day(at: range.end) {
            let kind = kind(ofDay: day)
            for window in windows where window.days.contains(kind) {
                let isNextDay = window.to <= window.from
                let span = WallRange(
                    start: calendar.instant(day: day, minutes: window.from.minutes),
                    end: calendar.instant(
                        day: day, minutes: window.to.minutes + (isNextDay ? 1440 : 0)))
                if span.start < range.end, span.end > range.start { found.append(span) }
            }
        }
        return found.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    private func windowSpans(in range: WallRange, _ calendar: CivilCalendar) -> [WallRange] {
        var spans: [WallRange] = []
        for window in windows(touching: range, zone: calendar.zone) {
            let span = WallRange(
                start: max(window.start, range.start), end: min(window.end, range.end))
            if let last = spans.last, span.start <= last.end {
                spans[spans.count - 1].end = max(last.end, span.end)
            } else {
                spans.append(span)
            }
        }
        return spans
    }

    /// What counts on a day: the weekday, unless it is a holiday.
    private func kind(ofDay day: Int) -> ScheduleDay {
        let date = CivilCalendar.date(ofDay: day)
        let isHoliday = holidays.contains {
            ($0.year ?? date.year) == date.year && $0.month == date.month && $0.day == date.day
        }
        return isHoliday ? .holiday : ScheduleDay.allCases[CivilCalendar.weekday(ofDay: day)]
    }
}
