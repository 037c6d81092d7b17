extension TextScanner {
    /// A date: `YYYYMMDD`, or the same with one kind of separator (`-`, `_`, `.`, `/`).
    package mutating func date() -> (date: CivilDate, isCompact: Bool)? {
        let start = position
        if let year = number(digits: 4) {
            let separator = skip(oneOf: "-_./")
            if let month = number(digits: 2), separator == nil || skip(separator ?? 0),
                let day = number(digits: 2),
                let date = CivilDate(year: year, month: month, day: day)
            {
                return (date, separator == nil)
            }
        }
        position = start
        return nil
    }

    /// A time of day: `hhmmss`, the same with one kind of separator (`-`, `_`, `.`, `:`), or
    /// `23h59m59s`. No fraction.
    package mutating func timeOfDay() -> (time: TimeOfDay, isCompact: Bool)? {
        let start = position
        if let hour = number(digits: 2) {
            let separator = skip(oneOf: "-_.:hH")
            let usesUnits = separator.map { Ascii.isLetter($0) } ?? false
            let second = usesUnits ? UInt8(ascii: "m") : separator
            if let minute = number(digits: 2), second.map({ skip($0) }) ?? true,
                let seconds = number(digits: 2),
                let time = TimeOfDay(hour: hour, minute: minute, second: seconds)
            {
                if usesUnits { _ = skip(UInt8(ascii: "s")) }
                return (time, separator == nil)
            }
        }
        position = start
        return nil
    }

    /// What stands between a date and a time, or between a start and an end: one of `_ - . ~ @ T`,
    /// a space, or a comma and a space.
    package mutating func join() -> UInt8? {
        if let comma = skip(oneOf: ",") {
            if skip(UInt8(ascii: " ")) { return comma }
            position -= 1
        }
        return skip(oneOf: "_-.~@Tt +")
    }

    /// A date and a time of day with whatever precision is written: `20260131235959`,
    /// `20260131235959123`, `2026-01-31_23-59-59`, `20260131T235959.5Z`,
    /// `2026-01-31 23:59:59+0800` …
    package mutating func moment() -> CivilTime? {
        let start = position
        guard let (date, isDateCompact) = date() else { return nil }
        let joint = join()
        guard joint != nil || isDateCompact, let (time, isTimeCompact) = timeOfDay(),
            joint != nil || isTimeCompact
        else {
            position = start
            return nil
        }
        var microsecond = 0
        if isTimeCompact, digitCount == 3, let milliseconds = number(digits: 3) {
            microsecond = milliseconds * 1000
        } else {
            microsecond = fraction() ?? 0
        }
        let isISO = joint == UInt8(ascii: "T") || joint == UInt8(ascii: "t")
        let offset = offset(acceptsMinus: isISO)
        guard !isDigit(),
            let exact = TimeOfDay(
                hour: time.hour, minute: time.minute, second: time.second,
                microsecond: microsecond)
        else {
            position = start
            return nil
        }
        return CivilTime(date: date, time: exact, offsetSeconds: offset)
    }

    /// A date and a time to the minute, both with separators: `2026-01-31_23-59`.
    package mutating func momentToTheMinute() -> CivilTime? {
        let start = position
        if let (date, isCompact) = date(), !isCompact, join() != nil, let hour = number(digits: 2),
            skip(oneOf: "-_.:hH") != nil, let minute = number(digits: 2), !isDigit(),
            let time = TimeOfDay(hour: hour, minute: minute, second: 0)
        {
            return CivilTime(date: date, time: time)
        }
        position = start
        return nil
    }

    /// `.` or `,` and one to six digits, in microseconds.
    private mutating func fraction() -> Int? {
        let start = position
        if skip(oneOf: ".,") != nil {
            let count = digitCount
            if (1...6).contains(count), let value = number(digits: count) {
                return (count..<6).reduce(value) { value, _ in value * 10 }
            }
        }
        position = start
        return nil
    }

    /// `Z`, `+0800`, `+08:00`, `+08`, each perhaps after `UTC` or `GMT`, in seconds.
    ///
    /// A minus is read only where `acceptsMinus`: elsewhere `-0001` is a sequence number.
    package mutating func offset(acceptsMinus: Bool) -> Int? {
        let start = position
        if skip(UInt8(ascii: "Z")) {
            if peek().map({ !Ascii.isLetter($0) && !Ascii.isDigit($0) }) ?? true { return 0 }
            position = start
            return nil
        }
        let isNamed = skip(text: "UTC") || skip(text: "GMT")
        guard let sign = acceptsMinus || isNamed ? skip(oneOf: "+-") : skip(oneOf: "+") else {
            if isNamed, peek().map({ !Ascii.isLetter($0) }) ?? true { return 0 }
            position = start
            return nil
        }
        let hourDigits = min(digitCount, 2)
        if hourDigits == 2 || (isNamed && hourDigits == 1), let hour = number(digits: hourDigits),
            hour <= 14
        {
            var minute = 0
            let afterHour = position
            _ = skip(UInt8(ascii: ":"))
            if digitCount == 2, let minutes = number(digits: 2), minutes < 60 {
                minute = minutes
            } else {
                position = afterHour
            }
            if !isDigit() {
                let seconds = hour * 3600 + minute * 60
                return sign == UInt8(ascii: "-") ? -seconds : seconds
            }
        }
        position = start
        return nil
    }
}
