import EventScoring
import Footage

/// A schedule while it is read.
struct ScheduleDraft {
    var windows: [ScheduleWindow]?
    var days: Set<ScheduleDay>?
    var hours: [HourWords.Hours]?
    var isOutside = false
    var holidays: [Holiday]?
}

/// Hours on some days while they are read.
struct WindowDraft {
    var days: Set<ScheduleDay>?
    var hours: [HourWords.Hours]?
}

enum ScheduleSection {
    static var section: Section<ScheduleDraft> {
        Section(
            name: "schedule", summary: "When rules count, by the clock of the feed's time zone.",
            keys: [
                days(\.days), hours(\.hours),
                Key(
                    "windows", .list(.section("window")),
                    "Several hours on several days; instead of days and hours.",
                    example: "[{days: weekdays, hours: 18:00–06:00}, {days: holidays}]",
                    synonyms: ["window", "times"]
                ) { value, schedule in
                    if let windows = value.windows() { schedule.windows = windows }
                },
                Key(
                    "outside", .flag, standard: "off",
                    "The hours are opening hours: the schedule holds outside of them.",
                    example: "on", synonyms: ["invert", "except"]
                ) { value, schedule in
                    if let flag = value.flag() { schedule.isOutside = flag }
                },
                Key(
                    "holidays", .list(.either([.date, .section("holiday")])),
                    standard: "the holidays of the file",
                    "Dates on which hours of weekdays do not count, only those of holidays.",
                    example: "[08-17, 2026-03-20]", synonyms: ["dates"]
                ) { value, schedule in
                    if let holidays = value.holidays() { schedule.holidays = holidays }
                },
            ])
    }

    static var window: Section<WindowDraft> {
        Section(
            name: "window", summary: "Hours on some days.", keys: [days(\.days), hours(\.hours)])
    }

    private static func days<Target>(
        _ place: WritableKeyPath<Target, Set<ScheduleDay>?>
    ) -> Key<Target> {
        Key(
            "days", .either([.days, .list(.days)]), standard: "every day",
            "On which days the hours begin: names in English or Indonesian, ranges of them, "
                + "weekdays, weekend, holidays, every day.", example: "weekdays",
            synonyms: ["day", "on", "hari"]
        ) { value, target in
            if let days = value.days() { target[keyPath: place] = days }
        }
    }

    private static func hours<Target>(
        _ place: WritableKeyPath<Target, [HourWords.Hours]?>
    ) -> Key<Target> {
        Key(
            "hours", .either([.hours, .list(.hours)]), standard: "all day",
            "From–to; an end that is not after its beginning is on the next day.",
            example: "18:00–06:00", synonyms: ["hour", "time", "from", "jam"]
        ) { value, target in
            if let hours = value.hours() { target[keyPath: place] = hours }
        }
    }

    static var holiday: Section<HolidayDraft> {
        Section(
            name: "holiday", summary: "A date, and what is celebrated.",
            keys: [
                Key(
                    "date", .date, "Which day it is.", example: "08-17", synonyms: ["day"],
                    isRequired: true
                ) { value, draft in draft.holiday = value.date() },
                Key(
                    "name", .text, "What it is called.", example: "Hari Kemerdekaan"
                ) { value, draft in draft.name = value.text() },
            ])
    }
}

struct HolidayDraft {
    var holiday: Holiday?
    var name: String?
}
