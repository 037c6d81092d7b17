import Footage
import Foundation

/// Moments as messages tell them.
enum AlertTime {
    /// `2026-12-01T02:10:14.123456Z`.
    static func iso(_ moment: WallTime) -> String {
        let (seconds, micros) = split(moment)
        let parts = calendar(.gmt).dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: Date(timeIntervalSince1970: Double(seconds)))
        let date = [pad(parts.year, 4), pad(parts.month), pad(parts.day)].joined(separator: "-")
        let time = [pad(parts.hour), pad(parts.minute), pad(parts.second)].joined(separator: ":")
        return "\(date)T\(time).\(pad(Int(micros), 6))Z"
    }

    /// `02:10:14` on the feed's wall.
    static func clock(_ moment: WallTime, in zone: TimeZone) -> String {
        let parts = calendar(zone).dateComponents(
            [.hour, .minute, .second],
            from: Date(timeIntervalSince1970: Double(split(moment).seconds)))
        return [pad(parts.hour), pad(parts.minute), pad(parts.second)].joined(separator: ":")
    }

    /// Rounded down, also before 1970.
    private static func split(_ moment: WallTime) -> (seconds: Int64, microseconds: Int64) {
        let micros = moment.microsecondsUTC
        let seconds = (micros >= 0 ? micros : micros - 999_999) / 1_000_000
        return (seconds, micros - seconds * 1_000_000)
    }

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private static func pad(_ number: Int?, _ digits: Int = 2) -> String {
        let text = String(number ?? 0)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
