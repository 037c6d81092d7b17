import Footage
import Foundation

/// Wall-clock times as people and programs read them, in a feed's zone.
struct ClockText {
    let timeZone: TimeZone

    /// `timeZoneName` is an IANA name; an unknown one (an old database on a new machine) is UTC.
    init(timeZoneName: String) {
        timeZone = TimeZone(identifier: timeZoneName) ?? .gmt
    }

    /// `2026-11-20 02:10:14 WITA`.
    func table(_ time: WallTime) -> String {
        "\(style(separator: .space, fraction: false).format(date(time))) \(abbreviation(time))"
    }

    /// `2026-11-20T02:10:14.200+08:00`.
    func iso8601(_ time: WallTime) -> String {
        style(separator: .standard, fraction: true)
            .timeZone(separator: .colon).format(date(time))
    }

    private func date(_ time: WallTime) -> Date {
        // The formatter cuts fractions off; a fifth of a millisecond keeps a double's error from
        // taking a whole one.
        Date(timeIntervalSince1970: Double(time.microsecondsUTC) / 1_000_000 + 0.000_2)
    }

    private func style(
        separator: Date.ISO8601FormatStyle.DateTimeSeparator, fraction: Bool
    ) -> Date.ISO8601FormatStyle {
        Date.ISO8601FormatStyle(timeZone: timeZone).year().month().day()
            .dateTimeSeparator(separator).time(includingFractionalSeconds: fraction)
    }

    /// Indonesia's zones by the names that people there use; others as Foundation names them.
    private func abbreviation(_ time: WallTime) -> String {
        switch timeZone.identifier {
        case "Asia/Jakarta", "Asia/Pontianak": "WIB"
        case "Asia/Makassar", "Asia/Ujung_Pandang": "WITA"
        case "Asia/Jayapura": "WIT"
        case "GMT", "UTC", "Etc/UTC": "UTC"
        default: timeZone.abbreviation(for: date(time)) ?? timeZone.identifier
        }
    }
}
