import EventScoring

/// Hours as people write them: `18:00–06:00`, `18.00-06.00`, `all day`.
enum HourWords {
    struct Trouble: Error {
        var what: String
        var meant: String
    }

    struct Hours: Hashable {
        var from: ClockTime
        /// Not after `from`: on the next day.
        var to: ClockTime
    }

    private static let allDay: Set<String> = [
        "all day", "allday", "24 hours", "24h", "24 jam", "sepanjang hari", "always",
    ]

    static func read(_ text: String) -> Result<Hours, Trouble> {
        let words = text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
        if allDay.contains(words), let from = ClockTime(hour: 0, minute: 0),
            let to = ClockTime(hour: 24, minute: 0)
        {
            return .success(Hours(from: from, to: to))
        }
        guard let ends = RangeWords.split(words) else {
            if case .success(let time) = clock(words) {
                return .failure(
                    Trouble(
                        what: "\(Quoted.text(text)) is one time of day, not hours",
                        meant: "write from–to, such as \(time)–06:00"))
            }
            return .failure(
                Trouble(
                    what: "\(Quoted.text(text)) is not hours",
                    meant: "write from–to, such as 18:00–06:00, or all day"))
        }
        switch (clock(ends.from), clock(ends.to)) {
        case (.failure(let trouble), _), (_, .failure(let trouble)): return .failure(trouble)
        case (.success(let from), .success(let to)):
            guard from.minutes < 1440 else {
                return .failure(
                    Trouble(
                        what: "hours cannot begin at 24:00", meant: "write 00:00 of the next day"))
            }
            return .success(Hours(from: from, to: to))
        }
    }

    private static func clock(_ text: String) -> Result<ClockTime, Trouble> {
        func refused(_ what: String, _ meant: String) -> Result<ClockTime, Trouble> {
            .failure(Trouble(what: "'\(text)' \(what)", meant: meant))
        }
        for suffix in ["am", "pm"] where text.hasSuffix(suffix) {
            let digits = text.dropLast(2).filter(\.isNumber)
            let hour = Int(digits.prefix(2)) ?? 0
            let meant = (hour % 12) + (suffix == "pm" ? 12 : 0)
            return refused(
                "has \(suffix)",
                "hours go from 00:00 to 24:00"
                    + (digits.count <= 2
                        ? ": write \(meant < 10 ? "0" : "")\(meant):00" : ""))
        }
        let fields = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard (1...3).contains(fields.count),
            fields.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isASCII) })
        else { return refused("is not a time of day", "write hours and minutes, such as 18:00") }
        let numbers = fields.compactMap { Int($0) }
        guard numbers.count == fields.count, numbers.allSatisfy({ $0 >= 0 }) else {
            return refused("is not a time of day", "write hours and minutes, such as 18:00")
        }
        if numbers.count == 3 {
            return refused("has seconds", "schedules go by whole minutes, such as 18:00")
        }
        let minute = numbers.count == 2 ? numbers[1] : 0
        if minute > 59 {
            return refused("is not a time of day", "minutes go from 00 to 59")
        }
        guard let time = ClockTime(hour: numbers[0], minute: minute) else {
            return refused("is not a time of day", "hours go from 00:00 to 24:00")
        }
        return .success(time)
    }
}
