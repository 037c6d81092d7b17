/// When a rule counts: hours of weekdays and of holidays, by the clock of the feed's time zone.
///
/// On a date that `holidays` names, only windows of `.holiday` begin, whatever weekday it is. A
/// window that passes midnight belongs to the day on which it began.
public struct Schedule: Sendable, Codable, Hashable {
    /// Unique within the feed.
    public var name: String
    /// Empty: never.
    public var windows: [ScheduleWindow]
    public var holidays: [Holiday]
    /// Counts outside the windows instead of inside: the windows are opening hours, and the
    /// schedule is "after hours".
    public var isOutside: Bool

    public init(
        name: String, windows: [ScheduleWindow], holidays: [Holiday] = [], isOutside: Bool = false
    ) {
        self.name = name
        self.windows = windows
        self.holidays = holidays
        self.isOutside = isOutside
    }
}

/// From one time of day to another, on some days.
public struct ScheduleWindow: Sendable, Codable, Hashable {
    public var days: Set<ScheduleDay>
    public var from: ClockTime
    /// First moment that is no longer inside. Not after `from`: on the next day, so that equal
    /// times are 24 hours and `18:00`–`06:00` is a night.
    public var to: ClockTime

    public init(days: Set<ScheduleDay>, from: ClockTime, to: ClockTime) {
        self.days = days
        self.from = from
        self.to = to
    }
}

/// A kind of day. Raw values are the names in configurations.
public enum ScheduleDay: String, Sendable, Codable, Hashable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday, holiday

    public static let everyDay = Set(allCases)
    public static let weekdays: Set<ScheduleDay> = [
        .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
    ]
}

/// A time of day on the wall, whole minutes; `24:00` is the end of the day.
public struct ClockTime: Sendable, Codable, Hashable, Comparable, CustomStringConvertible {
    /// 0…1440.
    public var minutes: Int

    /// `nil` unless it is within `00:00` … `24:00`.
    public init?(hour: Int, minute: Int) {
        guard (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0 else {
            return nil
        }
        minutes = hour * 60 + minute
    }

    public static func < (left: Self, right: Self) -> Bool { left.minutes < right.minutes }

    /// `HH:MM`.
    public var description: String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}

/// A date on which windows of weekdays do not count.
public struct Holiday: Sendable, Codable, Hashable {
    /// `nil`: every year.
    public var year: Int?
    /// 1…12.
    public var month: Int
    /// 1…31.
    public var day: Int
    /// "Hari Kemerdekaan"; `nil`: none was given.
    public var name: String?

    public init(year: Int? = nil, month: Int, day: Int, name: String? = nil) {
        self.year = year
        self.month = month
        self.day = day
        self.name = name
    }
}
