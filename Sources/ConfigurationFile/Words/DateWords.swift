import EventScoring
import TypedText

/// Dates of holidays as a configuration writes them.
enum DateWords {
    struct Trouble: Error {
        var what: String
        var meant: String
    }

    /// `2026-08-17`, or `08-17` for every year.
    static func read(_ text: String) -> Result<Holiday, Trouble> {
        let fields = text.split(omittingEmptySubsequences: false) { "-/".contains($0) }
        let numbers = fields.compactMap { field in
            field.allSatisfy { $0.isASCII && $0.isNumber } ? Int(field) : nil
        }
        guard numbers.count == fields.count, (2...3).contains(fields.count) else {
            return .failure(
                Trouble(
                    what: "\(Quoted.text(text)) is not a date",
                    meant: "write 2026-08-17, or 08-17 for every year"))
        }
        if numbers.count == 3, fields[0].count != 4 {
            let swapped =
                fields[2].count == 4
                ? ": \(fields[2])-\(padded(numbers[1]))-\(padded(numbers[0]))"
                : ", such as 2026-08-17"
            return .failure(
                Trouble(
                    what: "\(Quoted.text(text)) is not a date",
                    meant: "write the year first\(swapped)"))
        }
        let year = numbers.count == 3 ? numbers[0] : nil
        let (month, day) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
        if let year, !CivilDate.plausibleYears.contains(year) {
            return .failure(
                Trouble(
                    what: "\(Quoted.text(text)) is not a date",
                    meant: "the year must lie in \(CivilDate.plausibleYears.lowerBound)…"
                        + "\(CivilDate.plausibleYears.upperBound)"))
        }
        guard (1...12).contains(month) else {
            let isSwapped = (1...12).contains(day) && (1...31).contains(month)
            return .failure(
                Trouble(
                    what: "\(Quoted.text(text)) is not a date: there is no month \(month)",
                    meant: isSwapped
                        ? "write the month first: \(year.map { "\($0)-" } ?? "")"
                            + "\(padded(day))-\(padded(month))"
                        : "months go from 01 to 12"))
        }
        // 29 February comes in some years.
        let count = CivilDate.dayCount(year: year ?? 2000, month: month)
        guard (1...count).contains(day) else {
            return .failure(
                Trouble(
                    what: "\(Quoted.text(text)) is not a date",
                    meant: "month \(month)\(year.map { " of \($0)" } ?? "") has \(count) days"))
        }
        return .success(Holiday(year: year, month: month, day: day))
    }

    static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
