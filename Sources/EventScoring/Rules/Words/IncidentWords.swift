public import Footage
public import Foundation

/// A language in which incidents are told. Raw values are ISO 639-1 codes.
public enum IncidentLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case indonesian = "id"
}

/// What sentences about one incident are made of, in one language: its places, times and lengths in
/// words.
public struct IncidentWords: Sendable {
    public let facts: IncidentFacts
    public let language: IncidentLanguage
    private let start: WallTime?
    private let media: MediaTime
    private let timeZone: TimeZone

    /// - Parameters:
    ///   - start: when it began; `nil` if the recording's clock is unknown.
    ///   - media: the same in the recording.
    ///   - timeZone: of the feed.
    public init(
        _ facts: IncidentFacts, start: WallTime?, media: MediaTime, timeZone: TimeZone,
        language: IncidentLanguage
    ) {
        self.facts = facts
        self.start = start
        self.media = media
        self.timeZone = timeZone
        self.language = language
    }

    /// One sentence that explains why the incident was raised, without a full stop.
    public var sentence: String {
        guard let rule = RuleCatalogue.rules.first(where: { $0.type.name == facts.type }) else {
            return choose(
                "rule “\(facts.rule)” was met \(inZone) at \(time)",
                "aturan “\(facts.rule)” terpenuhi \(inZone) pukul \(time)") + because
        }
        return rule.sentence(self) + because
    }

    func choose(_ english: String, _ indonesian: String) -> String {
        switch language {
        case .english: english
        case .indonesian: indonesian
        }
    }

    /// `zone “jetty”`, or the picture.
    var zone: String {
        guard let zone = facts.zone else { return choose("the picture", "gambar") }
        return choose("zone “\(zone)”", "zona “\(zone)”")
    }

    var inZone: String { choose("in \(zone)", "di \(zone)") }

    var line: String { choose("line “\(facts.line ?? "")”", "garis “\(facts.line ?? "")”") }

    /// `from street to yard`, or by the sides of the line.
    var way: String {
        let isRight = facts.direction == CrossingDirection.leftToRight.rawValue
        let (left, right) = (choose("its left", "kirinya"), choose("its right", "kanannya"))
        let from = facts.from ?? (isRight ? left : right)
        let to = facts.to ?? (isRight ? right : left)
        return choose("from \(from) to \(to)", "dari \(from) ke \(to)")
    }

    /// When it began, by the clock of the feed or by the recording's own time.
    var time: String {
        start.map { clock($0, seconds: true) } ?? media.description
    }

    var lasted: String { duration(facts.lastedSeconds ?? 0) }

    var threshold: String { duration(facts.thresholdSeconds ?? 0) }

    /// The end of the hours in which something was to happen.
    var hours: (from: String, to: String) {
        func text(_ microseconds: Int64?) -> String {
            microseconds.map { clock(WallTime(microsecondsUTC: $0), seconds: false) } ?? "?"
        }
        return (text(facts.sinceMicroseconds), text(facts.untilMicroseconds))
    }

    /// `, after hours since 18:00`; nothing without a schedule.
    private var because: String {
        guard let schedule = facts.schedule, facts.untilMicroseconds == nil else { return "" }
        let since = facts.sinceMicroseconds.map { began in
            let text = clock(WallTime(microsecondsUTC: began), seconds: false)
            return choose(" since \(text)", " sejak \(text)")
        }
        let what =
            facts.isAfterHours == true
            ? choose("after hours", "di luar jam")
            : choose("within the hours “\(schedule)”", "dalam jam “\(schedule)”")
        return ", \(what)\(since ?? "")"
    }

    /// `45 s`, `3 min 12 s`, `2 h 05 min`.
    func duration(_ length: Double) -> String {
        let (second, minute, hour) = (choose("s", "dtk"), choose("min", "mnt"), choose("h", "j"))
        let seconds = Int(max(0, length).rounded())
        if seconds < 60 { return "\(seconds) \(second)" }
        if seconds < 3600 {
            return seconds % 60 == 0
                ? "\(seconds / 60) \(minute)"
                : "\(seconds / 60) \(minute) \(seconds % 60) \(second)"
        }
        let minutes = seconds % 3600 / 60
        return "\(seconds / 3600) \(hour) \(minutes < 10 ? "0" : "")\(minutes) \(minute)"
    }

    /// `02:10:14` on the feed's wall; with the date where that is not the day of the start.
    private func clock(_ moment: WallTime, seconds: Bool) -> String {
        let calendar = CivilCalendar(zone: timeZone)
        let passed = calendar.secondsOfDay(at: moment)
        func two(_ number: Int) -> String { "\(number < 10 ? "0" : "")\(number)" }
        var text = "\(two(passed / 3600)):\(two(passed / 60 % 60))"
        if seconds { text += ":\(two(passed % 60))" }
        // The evening before is told by its hour alone.
        if let start, abs(moment.microsecondsUTC - start.microsecondsUTC) >= 86_400_000_000 {
            let date = CivilCalendar.date(ofDay: calendar.day(at: moment))
            text = "\(date.year)-\(two(date.month))-\(two(date.day)) \(text)"
        }
        return text
    }
}
