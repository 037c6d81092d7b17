public import Footage
public import Foundation

/// Times as a person types them: lengths such as `90`, `1.5s`, `5m`, `00:01:30.5`, and moments in
/// ISO 8601.
public enum CommandLineTime {
    /// A length of time: plain seconds, a number with `ms`, `s`, `m`, `h`, `d` or `w`, several of these
    /// in falling order (`1h30m`), or `MM:SS` and `HH:MM:SS` with a fraction.
    ///
    /// Never negative; at most ten years.
    public static func duration(_ text: String) throws(IntakeError) -> MediaTime {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        func refused(_ hint: String) -> IntakeError { .duration(text: text, hint: hint) }
        if trimmed.isEmpty { throw refused(durationForms) }
        if trimmed.hasPrefix("-") { throw refused("it must not be negative") }
        let seconds: Double
        if trimmed.contains(":") {
            guard let value = clock(trimmed) else {
                throw refused(
                    "as a clock it is MM:SS or HH:MM:SS, minutes and seconds below 60, "
                        + "such as 00:01:30.5")
            }
            seconds = value
        } else if let value = decimal(trimmed) {
            seconds = value
        } else if let value = withUnits(trimmed) {
            seconds = value
        } else if (try? moment(text, zone: .gmt)) != nil {
            throw refused("it is a date; here a length of time is wanted, such as 90, 1.5s or 5m")
        } else {
            throw refused(durationForms)
        }
        guard seconds <= 10 * 366 * 86_400 else { throw refused("it is longer than ten years") }
        return MediaTime(seconds: seconds)
    }

    private static let durationForms = "use 90, 1.5s, 5m, 2h, 1h30m or 00:01:30.5"

    /// A moment in ISO 8601: a date, perhaps with a time (`T` or a space between) to the minute,
    /// the second or finer, perhaps with `Z` or an offset such as `+08:00`.
    ///
    /// - Parameter zone: what a time without an offset is told in; a date alone is its midnight.
    public static func moment(_ text: String, zone: TimeZone) throws(IntakeError) -> WallTime {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        guard let civil = civilTime(trimmed) else {
            throw .moment(text: text, hint: momentHint(trimmed))
        }
        return civil.resolved(in: zone).time
    }

    private static func civilTime(_ text: String) -> CivilTime? {
        var scanner = TextScanner(text)
        if let exact = scanner.moment(), scanner.isAtEnd { return exact }
        scanner.position = 0
        if var minute = scanner.momentToTheMinute() {
            minute.offsetSeconds = scanner.offset(acceptsMinus: true)
            if scanner.isAtEnd { return minute }
        }
        scanner.position = 0
        if let (date, _) = scanner.date(), scanner.isAtEnd,
            let midnight = TimeOfDay(hour: 0, minute: 0, second: 0)
        {
            return CivilTime(date: date, time: midnight)
        }
        return nil
    }

    private static func momentHint(_ text: String) -> String {
        var scanner = TextScanner(text)
        if let year = scanner.number(digits: 4), scanner.skip(oneOf: "-_./") != nil,
            let month = scanner.number(digits: 2), scanner.skip(oneOf: "-_./") != nil,
            let day = scanner.number(digits: 2)
        {
            if !CivilDate.plausibleYears.contains(year) {
                return "the year must lie in 1990…2100"
            }
            if !(1...12).contains(month) { return "there is no month \(month)" }
            let count = CivilDate.dayCount(year: year, month: month)
            if !(1...count).contains(day) {
                return "month \(month) of \(year) has \(count) days"
            }
            return "after the date comes a time such as T23:59:59, perhaps with Z or +08:00"
        }
        let fields = text.split(whereSeparator: { !$0.isNumber }).prefix(3)
        if fields.count == 3, fields[2].count == 4 {
            return "write the year first: \(fields[2])-\(fields[1])-\(fields[0])"
        }
        return "use 2026-01-31T23:59:59, with Z or +08:00 for a fixed zone"
    }

    /// Digits with at most one point; not what `Double` also takes (`1e3`, `inf`, `0x10`).
    private static func decimal(_ text: some StringProtocol) -> Double? {
        guard text.utf8.allSatisfy({ Ascii.isDigit($0) || $0 == Ascii.dot }),
            text.utf8.contains(where: Ascii.isDigit)
        else { return nil }
        return Double(text)
    }

    private static func clock(_ text: String) -> Double? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count),
            fields.dropLast().allSatisfy({ $0.utf8.allSatisfy(Ascii.isDigit) })
        else { return nil }
        let values = fields.compactMap { decimal($0) }
        guard values.count == fields.count, values.dropFirst().allSatisfy({ $0 < 60 }) else {
            return nil
        }
        return values.reduce(0) { $0 * 60 + $1 }
    }

    private static let units: [(names: [String], seconds: Double)] = [
        (["w", "week", "weeks"], 604_800),
        (["d", "day", "days"], 86_400),
        (["h", "hr", "hour", "hours"], 3600),
        (["m", "min", "minute", "minutes"], 60),
        (["s", "sec", "second", "seconds"], 1),
        (["ms"], 0.001),
    ]

    private static func withUnits(_ text: String) -> Double? {
        var rest = Substring(text.lowercased())
        var total = 0.0
        var previousUnit = -1
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count).drop { $0 == " " }
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count).drop { $0 == " " }
            guard let value = decimal(number),
                let unit = units.firstIndex(where: { $0.names.contains(String(name)) }),
                unit > previousUnit
            else { return nil }
            total += value * units[unit].seconds
            previousUnit = unit
        }
        return total
    }
}
