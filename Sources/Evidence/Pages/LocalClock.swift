import Footage
import Foundation

/// Wall-clock times as they are written in a document, in a camera's zone and with its name.
struct LocalClock {
    private let timeZone: TimeZone
    private let formatter: DateFormatter

    /// - Parameter timeZoneName: an IANA name; an unknown one (an old database on a new machine)
    ///   is UTC.
    init(timeZoneName: String, language: EvidenceLanguage) {
        timeZone = TimeZone(identifier: timeZoneName) ?? .gmt
        formatter = DateFormatter()
        formatter.timeZone = timeZone
        formatter.calendar = Calendar(identifier: .gregorian)
        switch language {
        case .english:
            formatter.locale = Locale(identifier: "en_GB")
            formatter.dateFormat = "d MMMM yyyy, HH:mm:ss"
        case .indonesian:
            formatter.locale = Locale(identifier: "id_ID")
            formatter.dateFormat = "d MMMM yyyy 'pukul' HH.mm.ss"
        }
    }

    /// `20 November 2026, 02:10:14 WITA (UTC+08:00)`.
    func text(_ time: WallTime) -> String {
        "\(formatter.string(from: date(time))) \(zone(time))"
    }

    /// `2026-11-20T02:10:14.200+08:00`.
    func iso8601(_ time: WallTime) -> String {
        Date.ISO8601FormatStyle(timeZone: timeZone).year().month().day()
            .dateTimeSeparator(.standard).time(includingFractionalSeconds: true)
            .timeZone(separator: .colon).format(date(time))
    }

    private func zone(_ time: WallTime) -> String {
        let offset = timeZone.secondsFromGMT(for: date(time)) / 60
        func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let text =
            "UTC\(offset < 0 ? "−" : "+")\(padded(abs(offset) / 60)):\(padded(abs(offset) % 60))"
        return name(time).map { "\($0) (\(text))" } ?? text
    }

    /// Indonesia's zones by the names that people there use; others as Foundation names them,
    /// unless it has nothing better than the offset.
    private func name(_ time: WallTime) -> String? {
        switch timeZone.identifier {
        case "Asia/Jakarta", "Asia/Pontianak": return "WIB"
        case "Asia/Makassar", "Asia/Ujung_Pandang": return "WITA"
        case "Asia/Jayapura": return "WIT"
        case "GMT", "UTC", "Etc/UTC": return nil
        default:
            let name = timeZone.abbreviation(for: date(time)) ?? ""
            return name.isEmpty || name.hasPrefix("GMT") ? nil : name
        }
    }

    private func date(_ time: WallTime) -> Date {
        // Formatters cut fractions off; a fifth of a millisecond keeps a double's error from
        // taking a whole one.
        Date(timeIntervalSince1970: Double(time.microsecondsUTC) / 1_000_000 + 0.000_2)
    }
}
