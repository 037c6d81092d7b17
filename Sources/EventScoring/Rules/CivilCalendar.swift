import Footage
import Foundation

/// Turns moments into days and times on the wall of one place, and back.
struct CivilCalendar {
    let zone: TimeZone

    static let daySeconds = 86_400

    /// Days since 1970-01-01 that the calendar on the wall shows.
    func day(at instant: WallTime) -> Int {
        let seconds = Self.seconds(of: instant)
        return Self.floor(seconds + offset(at: seconds), Self.daySeconds)
    }

    /// Seconds since midnight that the clock on the wall shows.
    func secondsOfDay(at instant: WallTime) -> Int {
        let seconds = Self.seconds(of: instant)
        return seconds + offset(at: seconds) - day(at: instant) * Self.daySeconds
    }

    /// The moment at which the wall shows a time of a day; minutes may go on into the next day.
    ///
    /// A time that clocks skip when they are put forward stands for the same length of time after
    /// midnight; of a time that they show twice the first is meant.
    func instant(day: Int, minutes: Int) -> WallTime {
        let civil = day * Self.daySeconds + minutes * 60
        let (before, after) = (
            offset(at: civil - Self.daySeconds), offset(at: civil + Self.daySeconds)
        )
        let candidates = [civil - max(before, after), civil - min(before, after)]
        let found = candidates.first { $0 + offset(at: $0) == civil } ?? civil - before
        return WallTime(microsecondsUTC: Int64(found) * 1_000_000)
    }

    /// Monday is 0.
    static func weekday(ofDay day: Int) -> Int {
        // 1970-01-01 was a Thursday.
        ((day + 3) % 7 + 7) % 7
    }

    /// Year, month and day of a number of days since 1970-01-01 (Hinnant, *chrono-Compatible
    /// Low-Level Date Algorithms*, `civil_from_days`).
    static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = floor(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * part + 2) / 5 + 1)
    }

    private func offset(at seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    private static func seconds(of instant: WallTime) -> Int {
        Int(instant.microsecondsUTC.quotientAndRemainder(dividingBy: 1_000_000).quotient)
            - (instant.microsecondsUTC % 1_000_000 < 0 ? 1 : 0)
    }

    private static func floor(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }
}
