import EventScoring

extension KeyValue {
    /// Schedules by name.
    func schedules() -> NamedItems<ScheduleDraft>? {
        named("schedule", mayBeOff: false) { name, value in value.schedule(named: name) }
    }

    private func schedule(named name: String) -> ScheduleDraft? {
        var draft = ScheduleDraft()
        switch node.content {
        case .empty:
            draft.windows = []
        case .scalar:
            guard let hours = hours() else { return nil }
            draft.hours = hours
        case .list:
            guard let windows = windows() else { return nil }
            draft.windows = windows
        case .mapping:
            let errors = problems.errorCount
            ScheduleSection.section.read(node, into: &draft, context)
            // What was refused must not look like a schedule that holds at other times.
            guard problems.errorCount == errors else { return nil }
        }
        if draft.windows != nil, draft.days != nil || draft.hours != nil {
            refuse(
                .odd, "schedule \(Quoted.text(name)) has 'windows' and 'days' or 'hours'",
                "put the days and hours among the windows")
            return nil
        }
        return draft
    }

    func windows() -> [ScheduleWindow]? {
        guard let list = node.list else {
            refuseType()
            return nil
        }
        let errors = problems.errorCount
        let windows = list.flatMap { element -> [ScheduleWindow] in
            var draft = WindowDraft()
            if element.text != nil {
                draft.hours = with(element, .hours).hours()
            } else {
                ScheduleSection.window.read(element, into: &draft, context)
            }
            return ScheduleWindow.all(days: draft.days, hours: draft.hours)
        }
        return problems.errorCount == errors ? windows : nil
    }

    func days() -> Set<ScheduleDay>? {
        guard let texts = texts() else { return nil }
        var days: Set<ScheduleDay> = []
        for text in texts {
            switch DayWords.read(text.value) {
            case .success(let found): days.formUnion(found)
            case .failure(.unknown(let word, let nearest)):
                problems.error(
                    .wrongValue, at: text.position, "\(Quoted.text(word)) is not a day",
                    meant: nearest.map { "did you mean '\($0)'?" }
                        ?? "write monday … sunday, senin … minggu, weekdays, weekend, holidays or "
                        + "every day")
                return nil
            case .failure(.noRange(let word)):
                problems.error(
                    .wrongValue, at: text.position,
                    "\(Quoted.text(word)) is not a range of days of the week",
                    meant: "such as monday–friday")
                return nil
            }
        }
        return days
    }

    func hours() -> [HourWords.Hours]? {
        guard let texts = texts() else { return nil }
        var hours: [HourWords.Hours] = []
        for text in texts {
            for part in text.value.split(separator: ",", omittingEmptySubsequences: false) {
                switch HourWords.read(String(part)) {
                case .success(let found):
                    hours.append(found)
                    if found.from == found.to {
                        problems.warning(
                            .odd, at: text.position,
                            "hours from \(found.from) to \(found.to) are 24 hours",
                            meant: "write all day where that is meant")
                    }
                case .failure(let trouble):
                    problems.error(
                        .wrongTime, at: text.position, trouble.what, meant: trouble.meant)
                    return nil
                }
            }
        }
        return hours
    }

    /// Dates as a list, or by the name of what is celebrated.
    func holidays() -> [Holiday]? {
        if let entries = node.mapping {
            return entries.compactMap { entry in
                guard isGood(entry.key, of: "holiday", at: entry.keyPosition) else { return nil }
                var holiday = with(entry.value, .date).date()
                holiday?.name = entry.key
                return holiday
            }
        }
        guard let list = node.list else {
            refuseType("such as [08-17, 2026-03-20]")
            return nil
        }
        return list.compactMap { element in
            guard element.mapping != nil else { return with(element, .date).date() }
            var draft = HolidayDraft()
            ScheduleSection.holiday.read(element, into: &draft, context)
            draft.holiday?.name = draft.name
            return draft.holiday
        }
    }

    func date() -> Holiday? {
        guard let text = node.text else {
            refuseType()
            return nil
        }
        switch DateWords.read(text) {
        case .success(let holiday): return holiday
        case .failure(let trouble):
            refuse(.wrongTime, trouble.what, trouble.meant)
            return nil
        }
    }

    /// One text or a list of them.
    private func texts() -> [Placed<String>]? {
        if let text = node.text { return [Placed(value: text, position: node.position)] }
        guard let list = node.list, list.allSatisfy({ $0.text != nil }) else {
            refuseType()
            return nil
        }
        return list.compactMap { element in
            element.text.map { Placed(value: $0, position: element.position) }
        }
    }
}

extension ScheduleWindow {
    /// A window for each of the hours; all day where none are stated, every day likewise.
    static func all(days: Set<ScheduleDay>?, hours: [HourWords.Hours]?) -> [ScheduleWindow] {
        let days = days ?? ScheduleDay.everyDay
        guard let midnight = ClockTime(hour: 0, minute: 0),
            let end = ClockTime(hour: 24, minute: 0)
        else { return [] }
        return (hours ?? [HourWords.Hours(from: midnight, to: end)]).map {
            ScheduleWindow(days: days, from: $0.from, to: $0.to)
        }
    }
}
