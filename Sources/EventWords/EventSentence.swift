public import EventScoring
public import EventStore
public import Footage
import Foundation

/// Why an event was raised, in words, from what is stored of it.
public struct EventSentence: Sendable {
    /// One reason, with the name by which the pages know it.
    public struct Reason: Hashable, Sendable {
        public var key: String
        public var text: String
    }

    let event: EventRecord
    let suppressed: SuppressorCounts
    let language: IncidentLanguage

    /// - Parameter suppressed: what was discarded while it lasted; only reasons tell of it.
    public init(
        event: EventRecord, suppressed: SuppressorCounts = SuppressorCounts(),
        language: IncidentLanguage
    ) {
        self.event = event
        self.suppressed = suppressed
        self.language = language
    }

    /// What events of a kind are called within a sentence.
    public static func name(of kind: EventKind, in language: IncidentLanguage) -> String {
        SentenceWords(language: language).kind(kind)
    }

    /// One sentence: what, where, when, for how long.
    public var sentence: String {
        if let incident { return incident.prefix(1).uppercased() + incident.dropFirst() + "." }
        let kind = words.kind(event.kind)
        var text = kind.prefix(1).uppercased() + kind.dropFirst()
        if let health = event.health {
            return text + " \(place) "
                + HealthWords(language: language).lasting(words.duration(event.duration), health)
                + "; " + HealthWords(language: language).meaning(of: event.kind, health) + "."
        }
        if let zone = event.zone { text += " " + words.inZone(zone) }
        text += " " + place
        text += " " + words.lasting(words.duration(event.duration))
        return text + "; " + words.peak(words.percent(event.peakPPM)) + "."
    }

    /// What speaks for it, the strongest first, and what was left out of account.
    public var reasons: [Reason] {
        if event.health != nil { return healthReasons }
        if let facts = event.facts { return reasons(of: facts) }
        var reasons = [
            Reason(
                key: "motion",
                text: words.share(words.percent(event.peakPPM), at: clock(event.peak))),
            Reason(
                key: "active",
                text: words.active(
                    words.duration(event.active), of: words.duration(event.duration))),
        ]
        if let zone = event.zone {
            reasons.append(Reason(key: "zone", text: words.zone(zone)))
        }
        reasons.append(Reason(key: "score", text: words.score(event.score)))
        let discarded = suppressed.nonZero.sorted {
            ($1.pixels, $0.suppressor) < ($0.pixels, $1.suppressor)
        }
        if !discarded.isEmpty {
            let names = discarded.prefix(3).map { words.suppressor($0.suppressor) }
            reasons.append(Reason(key: "suppressed", text: words.discarded(names)))
        }
        if event.start.wall == nil {
            reasons.append(Reason(key: "clock", text: words.unknownClock))
        }
        return reasons
    }

    /// What a person should do about the camera.
    private var healthReasons: [Reason] {
        let remedy = HealthWords(language: language).remedy(for: event.kind)
        let unknown = Reason(key: "clock", text: words.unknownClock)
        return [Reason(key: "camera", text: remedy)] + (event.start.wall == nil ? [unknown] : [])
    }

    /// What a rule found, in words.
    private var incident: String? {
        guard let facts = event.facts else { return nil }
        return IncidentWords(
            facts, start: event.start.wall, media: event.start.media,
            timeZone: TimeZone(identifier: event.feedTimeZone) ?? .gmt, language: language
        ).sentence
    }

    /// Which rule it was, and how sure the time is.
    private func reasons(of facts: IncidentFacts) -> [Reason] {
        var reasons = [Reason(key: "rule", text: words.rule(facts.rule))]
        if event.start.wall == nil {
            reasons.append(Reason(key: "clock", text: words.unknownClock))
        }
        return reasons
    }

    private var words: SentenceWords { SentenceWords(language: language) }

    /// When it began: by the wall clock with its zone, or else by the recording.
    private var place: String {
        guard let start = event.start.wall else {
            return words.inRecording(at: event.start.media.description)
        }
        let clock = SentenceClock(timeZoneName: event.feedTimeZone, language: language)
        return words.onDay(clock.day(start), at: clock.time(start))
    }

    private func clock(_ moment: EventMoment) -> String {
        guard let wall = moment.wall else { return moment.media.description }
        return SentenceClock(timeZoneName: event.feedTimeZone, language: language).time(wall)
    }
}
