public import EventScoring

/// A schedule in words: "weekdays 18:00–06:00, and all day on 17 August".
public enum ScheduleWords {
    public static func text(of schedule: Schedule) -> String {
        guard !schedule.windows.isEmpty else { return "never" }
        let parts = hourGroups(schedule).map { phrase($0.days, $0.hours, schedule.holidays) }
        let text =
            parts.count > 1
            ? "\(parts.dropLast().joined(separator: ", ")), and \(parts[parts.count - 1])"
            : parts[0]
        return schedule.isOutside ? "outside of \(text)" : text
    }

    /// Windows with the same hours, as they are listed.
    private static func hourGroups(
        _ schedule: Schedule
    ) -> [(days: Set<ScheduleDay>, hours: String)] {
        var groups: [(days: Set<ScheduleDay>, hours: String)] = []
        for window in schedule.windows {
            let hours = hours(window)
            if let index = groups.firstIndex(where: { $0.hours == hours }) {
                groups[index].days.formUnion(window.days)
            } else {
                groups.append((window.days, hours))
            }
        }
        return groups
    }

    private static func hours(_ window: ScheduleWindow) -> String {
        let length = window.to.minutes - window.from.minutes
        if length == 0 || length == 1440 {
            return window.from.minutes == 0 ? "all day" : "\(window.from)–\(window.to) (24 hours)"
        }
        return "\(window.from)–\(window.to)"
    }

    private static func phrase(
        _ days: Set<ScheduleDay>, _ hours: String, _ holidays: [Holiday]
    ) -> String {
        if days == ScheduleDay.everyDay { return hours == "all day" ? "always" : "daily \(hours)" }
        let week = weekText(days)
        let dates = days.contains(.holiday) && !holidays.isEmpty ? "on \(dateText(holidays))" : nil
        if hours == "all day" {
            let on = [week.map { "on \($0)" }, dates].compactMap { $0 }
            return on.isEmpty
                ? "all day on holidays" : "all day \(on.joined(separator: " and "))"
        }
        switch (week, dates) {
        case (let week?, let dates?): return "\(week) and \(dates) \(hours)"
        case (let week?, nil): return "\(week) \(hours)"
        case (nil, let dates?): return "\(hours) \(dates)"
        case (nil, nil): return "\(hours) on holidays"
        }
    }

    /// `weekdays`, `weekends`, `monday–thursday and saturday`; `nil` for holidays alone.
    private static func weekText(_ days: Set<ScheduleDay>) -> String? {
        let week = DayWords.week
        let present = week.map(days.contains)
        guard present.contains(true) else { return nil }
        if !present.contains(false) { return "monday–sunday" }
        if present == week.map({ week.prefix(5).contains($0) }) { return "weekdays" }
        if present == week.map({ week.suffix(2).contains($0) }) { return "weekends" }
        var parts: [String] = []
        var index = 0
        while index < 7 {
            guard present[index] else {
                index += 1
                continue
            }
            var end = index
            while end < 6, present[end + 1] { end += 1 }
            switch end - index {
            case 0: parts.append(week[index].rawValue)
            case 1: parts += [week[index].rawValue, week[end].rawValue]
            default: parts.append("\(week[index].rawValue)–\(week[end].rawValue)")
            }
            index = end + 1
        }
        return Quoted.list(parts, last: "and")
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// `17 August and 20 March 2026`; how many, where they are many.
    private static func dateText(_ holidays: [Holiday]) -> String {
        guard holidays.count <= 4 else { return "\(holidays.count) holidays" }
        let dates = holidays.map { holiday in
            "\(holiday.day) \(months[(holiday.month - 1) % 12])"
                + (holiday.year.map { " \($0)" } ?? "")
        }
        return Quoted.list(dates, last: "and")
    }
}
