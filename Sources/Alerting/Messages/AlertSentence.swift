public import EventScoring
public import EventStore
import EventWords
import Footage
import Foundation

/// One sentence that tells a person of an event, without a full stop.
public enum AlertSentence {
    public static func text(of event: AlertFacts, in language: IncidentLanguage) -> String {
        let zone = TimeZone(identifier: event.feed.timeZone) ?? .gmt
        let place = event.feed.site.map { "\(event.feed.name) (\($0))" } ?? event.feed.name
        switch event.closing {
        case .merged(let id, _):
            return choose(
                language, "\(place): event \(event.event) is part of event \(id) now",
                "\(place): peristiwa \(event.event) kini bagian dari peristiwa \(id)")
        case .withdrawn:
            return choose(
                language, "\(place): event \(event.event) turned out to be none",
                "\(place): peristiwa \(event.event) ternyata bukan peristiwa")
        case nil: break
        }
        if let incident = event.incident {
            let words = IncidentWords(
                incident, start: event.start, media: event.startMedia, timeZone: zone,
                language: language)
            return "\(place): \(words.sentence)"
        }
        return "\(place): \(EventSentence.name(of: event.kind, in: language)) "
            + time(of: event, in: zone, language)
    }

    private static func time(
        of event: AlertFacts, in zone: TimeZone, _ language: IncidentLanguage
    ) -> String {
        guard let start = event.start else {
            return choose(
                language, "at \(event.startMedia) of the recording",
                "pada \(event.startMedia) dalam rekaman")
        }
        let from = AlertTime.clock(start, in: zone)
        guard !event.goesOn, let end = event.end, end > start else {
            return choose(language, "since \(from)", "sejak \(from)")
        }
        let until = AlertTime.clock(end, in: zone)
        return choose(language, "from \(from) to \(until)", "dari \(from) sampai \(until)")
    }

    private static func choose(
        _ language: IncidentLanguage, _ english: String, _ indonesian: String
    ) -> String {
        switch language {
        case .english: english
        case .indonesian: indonesian
        }
    }
}
