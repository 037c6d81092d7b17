import EventScoring
import Footage
import Foundation

/// Wall-clock times in a feed's zone, as people there write them.
struct SentenceClock {
    let timeZone: TimeZone
    let language: IncidentLanguage

    /// `timeZoneName` is an IANA name; an unknown one is UTC.
    init(timeZoneName: String, language: IncidentLanguage) {
        timeZone = TimeZone(identifier: timeZoneName) ?? .gmt
        self.language = language
    }

    /// `02:10:14 WITA`.
    func time(_ time: WallTime) -> String {
        let parts = parts(time)
        let clock = [parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0].map { number in
            number < 10 ? "0\(number)" : "\(number)"
        }
        return clock.joined(separator: ":") + " " + abbreviation(time)
    }

    /// `3 November 2026`.
    func day(_ time: WallTime) -> String {
        let parts = parts(time)
        let month = months[max(0, min(11, (parts.month ?? 1) - 1))]
        return "\(parts.day ?? 1) \(month) \(parts.year ?? 0)"
    }

    private func parts(_ time: WallTime) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        return calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: date(time))
    }

    private func date(_ time: WallTime) -> Date {
        // Whole seconds, so that a double's error takes none away.
        Date(timeIntervalSince1970: (Double(time.microsecondsUTC) / 1_000_000).rounded(.down))
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

    private var months: [String] {
        switch language {
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December",
            ]
        case .indonesian:
            [
                "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
                "September", "Oktober", "November", "Desember",
            ]
        }
    }
}
