import EventScoring

/// Days as people write them, in English and Indonesian.
enum DayWords {
    enum Trouble: Error {
        /// Not a day; perhaps a similar word is.
        case unknown(String, nearest: String?)
        /// A range of something else than two days of the week.
        case noRange(String)
    }

    static let week: [ScheduleDay] = [
        .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
    ]

    /// `weekdays`, `saturday`, `senin–jumat`, `sabtu, minggu dan hari libur`.
    static func read(_ text: String) -> Result<Set<ScheduleDay>, Trouble> {
        var days: Set<ScheduleDay> = []
        for part in parts(text) {
            switch one(part) {
            case .success(let found): days.formUnion(found)
            case .failure(let trouble): return .failure(trouble)
            }
        }
        return .success(days)
    }

    /// All that can be written.
    static var known: [String] { Array(single.keys) + Array(groups.keys) }

    private static func parts(_ text: String) -> [String] {
        var text = text.lowercased().replacing(",", with: "\n")
        for word in [" and ", " dan ", " & "] { text = text.replacing(word, with: "\n") }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.split { $0.isWhitespace }.joined(separator: " ")
        }
    }

    private static func one(_ word: String) -> Result<Set<ScheduleDay>, Trouble> {
        if let day = single[word] { return .success([day]) }
        if let group = groups[word] { return .success(group) }
        guard let (from, to) = RangeWords.split(word) else {
            return .failure(
                .unknown(word, nearest: NearestName.among(known.sorted(), to: word)))
        }
        for end in [from, to] where single[end] == nil {
            if groups[end] != nil { return .failure(.noRange(word)) }
            return .failure(
                .unknown(end, nearest: NearestName.among(single.keys.sorted(), to: end)))
        }
        guard let first = single[from].flatMap(week.firstIndex),
            let last = single[to].flatMap(week.firstIndex)
        else { return .failure(.noRange(word)) }
        // `friday–monday` goes over the end of the week.
        let count = (last - first + 7) % 7 + 1
        return .success(Set((0..<count).map { week[(first + $0) % 7] }))
    }

    private static let single: [String: ScheduleDay] = [
        "monday": .monday, "mon": .monday, "senin": .monday, "sen": .monday,
        "tuesday": .tuesday, "tue": .tuesday, "tues": .tuesday, "selasa": .tuesday,
        "sel": .tuesday,
        "wednesday": .wednesday, "wed": .wednesday, "rabu": .wednesday, "rab": .wednesday,
        "thursday": .thursday, "thu": .thursday, "thur": .thursday, "thurs": .thursday,
        "kamis": .thursday, "kam": .thursday,
        "friday": .friday, "fri": .friday, "jumat": .friday, "jum'at": .friday, "jum": .friday,
        "saturday": .saturday, "sat": .saturday, "sabtu": .saturday, "sab": .saturday,
        "sunday": .sunday, "sun": .sunday, "minggu": .sunday, "ahad": .sunday, "min": .sunday,
        "holiday": .holiday, "holidays": .holiday, "libur": .holiday, "hari libur": .holiday,
    ]

    private static let groups: [String: Set<ScheduleDay>] = {
        let weekdays = Set(week.prefix(5))
        let weekend = Set(week.suffix(2))
        let daily = ScheduleDay.everyDay
        return [
            "weekdays": weekdays, "weekday": weekdays, "workdays": weekdays, "hari kerja": weekdays,
            "weekend": weekend, "weekends": weekend, "akhir pekan": weekend,
            "every day": daily, "everyday": daily, "daily": daily, "all": daily,
            "setiap hari": daily, "tiap hari": daily,
        ]
    }()
}

/// `from–to`, with any of the dashes and words that people write between.
enum RangeWords {
    static func split(_ text: String) -> (from: String, to: String)? {
        for joint in ["–", "—", "-", "..", " to ", " until ", " sampai ", " hingga ", "s/d"] {
            let parts = text.split(separator: joint, maxSplits: 2, omittingEmptySubsequences: false)
                .map { $0.split { $0.isWhitespace }.joined(separator: " ") }
            if parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) { return (parts[0], parts[1]) }
        }
        return nil
    }
}
