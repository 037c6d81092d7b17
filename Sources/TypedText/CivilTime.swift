package import Footage
package import Foundation

/// A calendar date in the proleptic Gregorian calendar, checked: it exists.
package struct CivilDate: Hashable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Years in which a recording or an event can plausibly lie.
    package static let plausibleYears = 1990...2100

    /// `nil` when there is no such day, or the year is not plausible.
    package init?(year: Int, month: Int, day: Int) {
        guard Self.plausibleYears.contains(year), (1...12).contains(month), day >= 1,
            day <= Self.dayCount(year: year, month: month)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    package static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }

    /// Days since 1970-01-01.
    package var daysSinceEpoch: Int {
        // Count years from March, so that the leap day comes last.
        let shiftedYear = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return shiftedYear * 365 + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
            + dayOfYear - 719_468
    }
}

/// A time of day, 00:00:00 …< 24:00:00, checked.
package struct TimeOfDay: Hashable {
    package let hour: Int
    package let minute: Int
    package let second: Int
    package let microsecond: Int

    /// `nil` when a field is out of range.
    package init?(hour: Int, minute: Int, second: Int, microsecond: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
            (0..<1_000_000).contains(microsecond)
        else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
    }

    package var seconds: Int { hour * 3600 + minute * 60 + second }
}

/// What a clock on a wall shows: a date and a time of day, with its offset from UTC where it is
/// written beside them.
package struct CivilTime: Hashable {
    package var date: CivilDate
    package var time: TimeOfDay
    /// Offset from UTC in seconds, when it is stated; otherwise the feed's zone applies.
    package var offsetSeconds: Int?

    package init(date: CivilDate, time: TimeOfDay, offsetSeconds: Int? = nil) {
        self.date = date
        self.time = time
        self.offsetSeconds = offsetSeconds
    }

    /// The moment, and a remark when the zone's clocks were changed right then.
    package func resolved(in zone: TimeZone) -> (time: WallTime, note: String?) {
        let local = date.daysSinceEpoch * 86_400 + time.seconds
        func wallTime(_ secondsUTC: Int) -> WallTime {
            WallTime(microsecondsUTC: Int64(secondsUTC) * 1_000_000 + Int64(time.microsecond))
        }
        if let offsetSeconds { return (wallTime(local - offsetSeconds), nil) }
        func offset(at secondsUTC: Int) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(secondsUTC)))
        }
        // No zone changes its clocks twice within two days, so that these two offsets are all
        // that can apply.
        let before = offset(at: local - 86_400)
        let after = offset(at: local + 86_400)
        if before == after { return (wallTime(local - before), nil) }
        let holdsBefore = offset(at: local - before) == before
        let holdsAfter = offset(at: local - after) == after
        switch (holdsBefore, holdsAfter) {
        case (true, false): return (wallTime(local - before), nil)
        case (false, true): return (wallTime(local - after), nil)
        case (true, true):
            return (
                wallTime(local - before),
                "\(self) came twice in \(zone.identifier), when clocks went back: "
                    + "taken as the first"
            )
        case (false, false):
            return (
                wallTime(local - before),
                "\(self) did not exist in \(zone.identifier), when clocks went forward: "
                    + "taken as if they had not"
            )
        }
    }
}

extension CivilTime: CustomStringConvertible {
    package var description: String {
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        let day = "\(date.year)-\(padded(date.month))-\(padded(date.day))"
        return "\(day) \(padded(time.hour)):\(padded(time.minute)):\(padded(time.second))"
    }
}
