public import EventScoring
public import EventStore
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
        return "\(place): \(KindWords.text(of: event.kind, in: language)) "
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

    static func choose(
        _ language: IncidentLanguage, _ english: String, _ indonesian: String
    ) -> String {
        switch language {
        case .english: english
        case .indonesian: indonesian
        }
    }
}

/// What kinds of events are called, as the review calls them.
enum KindWords {
    static func text(of kind: EventKind, in language: IncidentLanguage) -> String {
        let (english, indonesian) = words(of: kind)
        return AlertSentence.choose(language, english, indonesian)
    }

    private static func words(of kind: EventKind) -> (String, String) {
        switch kind {
        case .motion: ("motion", "gerakan")
        case .intrusion: ("intrusion", "masuk zona")
        case .lineCrossing: ("line crossing", "melintasi garis")
        case .loitering: ("loitering", "berlama-lama")
        case .objectLeft: ("object left", "barang ditinggal")
        case .objectRemoved: ("object removed", "barang hilang")
        case .stopped: ("stopped", "berhenti")
        case .wrongWay: ("wrong way", "salah arah")
        case .unusual: ("unusual", "tidak biasa")
        case .absence: ("absence", "tidak ada kegiatan")
        case .covered: ("camera covered", "kamera tertutup")
        case .defocused: ("camera out of focus", "kamera tidak fokus")
        case .moved: ("camera moved", "kamera bergeser")
        case .frozen: ("picture frozen", "gambar beku")
        case .dark: ("picture dark", "gambar gelap")
        case .blinded: ("camera blinded", "kamera silau")
        case .infraredFailed: ("infrared lamp failed", "lampu inframerah mati")
        case .clockDrift: ("clock goes wrong", "jam meleset")
        case .signalLost: ("signal lost", "sinyal hilang")
        }
    }
}
