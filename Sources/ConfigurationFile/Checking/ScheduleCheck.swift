import EventScoring

/// Whether schedules ever hold, and are used.
struct ScheduleCheck {
    let root: RootDraft
    let problems: ProblemList

    func run() {
        let drafts = [root.defaults] + root.feeds.map(\.value.draft)
        let used = Set(
            drafts.flatMap { ($0.rules?.present ?? []).compactMap { $0.value.schedule?.value } }
                + (root.alerts?.destinations.present ?? []).compactMap { $0.value.schedule?.value })
        for item in root.schedules.present {
            let name = item.name ?? ""
            let schedule = item.value.schedule(named: name, holidays: root.holidays)
            inside(name) { judge(schedule, at: item.position) }
        }
        // A rule that was refused, or whose name for it is wrong, might have meant one.
        guard problems.errorCount == 0 else { return }
        for item in root.schedules.present {
            guard let name = item.name, !used.contains(name) else { continue }
            inside(name) {
                problems.warning(
                    .unused, at: item.position,
                    "no rule and no destination uses schedule \(Quoted.text(name))",
                    meant: "name it in one, or remove it")
            }
        }
    }

    private func inside(_ name: String, _ body: () -> Void) {
        problems.inside("schedules") { problems.inside(name, body) }
    }

    private func judge(_ schedule: Schedule, at position: SourcePosition) {
        let quoted = Quoted.text(schedule.name)
        if schedule.windows.isEmpty {
            problems.error(
                .unreachable, at: position, "schedule \(quoted) has no hours",
                meant: "such as 18:00–06:00, or {days: weekdays, hours: 18:00–06:00}")
            return
        }
        if Set(schedule.windows.flatMap(\.days)) == [.holiday], schedule.holidays.isEmpty {
            problems.error(
                .unreachable, at: position,
                "schedule \(quoted) \(schedule.isOutside ? "always" : "never") holds: its hours "
                    + "are those of holidays, and there are none",
                meant: "list their dates under holidays")
            return
        }
        let hours = WeekHours(schedule)
        switch (hours.isEverything, schedule.isOutside) {
        case (true, true):
            problems.error(
                .unreachable, at: position,
                "schedule \(quoted) never holds: nothing lies outside of all hours of all days",
                meant: "remove 'outside', or some of the hours")
        case (true, false):
            problems.warning(
                .odd, at: position, "schedule \(quoted) holds all the time",
                meant: "a rule without a schedule does too")
        case (false, _): break
        }
        if Set(schedule.windows).count < schedule.windows.count {
            problems.warning(
                .odd, at: position, "schedule \(quoted) has the same hours twice",
                meant: "keep one of them")
        }
        if Set(schedule.holidays.map { [$0.year ?? 0, $0.month, $0.day] }).count
            < schedule.holidays.count
        {
            problems.warning(
                .odd, at: position, "schedule \(quoted) has the same holiday twice",
                meant: "keep one of them")
        }
    }
}

/// The minutes of a week that windows cover.
struct WeekHours {
    private static let day = 1440
    /// A week without holidays.
    private var minutes = [Bool](repeating: false, count: 7 * 1440)
    private var holiday = [Bool](repeating: false, count: 1440)
    private let hasHolidays: Bool

    init(_ schedule: Schedule) {
        hasHolidays = !schedule.holidays.isEmpty
        for window in schedule.windows {
            let length = window.to.minutes - window.from.minutes
            let end = window.from.minutes + (length > 0 ? length : length + Self.day)
            for minute in window.from.minutes..<end {
                for (index, day) in DayWords.week.enumerated() where window.days.contains(day) {
                    minutes[(index * Self.day + minute) % minutes.count] = true
                }
                if window.days.contains(.holiday), minute < Self.day { holiday[minute] = true }
            }
        }
    }

    /// Whether no minute is left out.
    var isEverything: Bool {
        !minutes.contains(false) && (!hasHolidays || !holiday.contains(false))
    }
}
