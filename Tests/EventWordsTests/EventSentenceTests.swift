import EventScoring
import Footage
import Testing

@testable import EventStore
@testable import EventWords

@Suite struct EventSentenceTests {
    /// 2026-11-20 18:05:00 in Makassar.
    private static let start = WallTime(microsecondsUTC: 1_795_169_100_000_000)

    private func event(zone: String? = nil, wall: WallTime? = Self.start) -> EventRecord {
        func moment(_ seconds: Double) -> EventMoment {
            EventMoment(
                recording: RecordingID(rawValue: 1), path: "/r/a.mp4",
                media: MediaTime(seconds: seconds),
                wall: wall.map { $0 + MediaTime(seconds: seconds) })
        }
        return EventRecord(
            id: EventID(rawValue: 1), uuid: "u", feed: FeedID(rawValue: 1), feedName: "harbour",
            feedTimeZone: "Asia/Makassar", kind: .intrusion, severity: .alert, start: moment(5),
            peak: moment(15), end: moment(77), duration: MediaTime(seconds: 72), score: 61,
            zone: zone, active: MediaTime(seconds: 40.04), peakPPM: 24_000, clipStart: .zero,
            clipEnd: .zero, reviewState: .unreviewed, hasThumbnail: true)
    }

    @Test func `An event is told in one sentence, in both languages`() {
        let suppressed = SuppressorCounts()
        let english = EventSentence(event: event(), suppressed: suppressed, language: .english)
        #expect(
            english.sentence
                == "Intrusion on 20 November 2026 at 18:05:05 WITA for 1 min 12 s; "
                + "up to 2.4 % of the picture moved.")
        let indonesian = EventSentence(
            event: event(zone: "dermaga"), suppressed: suppressed, language: .indonesian)
        #expect(
            indonesian.sentence
                == "Masuk zona di zona “dermaga” pada 20 November 2026 pukul 18:05:05 WITA selama "
                + "1 mnt 12 dtk; hingga 2,4 % gambar bergerak.")
    }

    @Test func `What a rule raised is told by its facts, and which rule it was`() {
        var intrusion = event(zone: "dermaga")
        var facts = IncidentFacts(rule: "malam", type: "intrusion")
        facts.zone = "dermaga"
        facts.schedule = "buka"
        facts.isAfterHours = true
        facts.sinceMicroseconds = Self.start.microsecondsUTC - 300_000_000
        intrusion.facts = facts
        let english = EventSentence(
            event: intrusion, suppressed: SuppressorCounts(), language: .english)
        #expect(
            english.sentence
                == "Entered zone “dermaga” at 18:05:05, after hours since 18:00.")
        #expect(english.reasons.map(\.key) == ["rule"])
        let indonesian = EventSentence(
            event: intrusion, suppressed: SuppressorCounts(), language: .indonesian)
        #expect(
            indonesian.sentence
                == "Masuk zona “dermaga” pukul 18:05:05, di luar jam sejak 18:00.")
        #expect(indonesian.reasons.first?.text == "Dilaporkan oleh aturan “malam”.")
    }

    @Test func `Where the clock is unknown, the recording's own time is told, and that it is`() {
        let sentence = EventSentence(
            event: event(wall: nil), suppressed: SuppressorCounts(), language: .english)
        #expect(sentence.sentence.contains("at 0:00:05.000 of a recording whose clock is unknown"))
        #expect(sentence.reasons.map(\.key).contains("clock"))
    }

    @Test func `Reasons name what was not counted, the most of it first`() throws {
        var suppressed = SuppressorCounts()
        suppressed[.rain] = 10
        suppressed[.infraredSwitch] = 900
        let words = EventSentence(event: event(), suppressed: suppressed, language: .english)
        let reason = try #require(words.reasons.first { $0.key == "suppressed" })
        #expect(reason.text == "Not counted as motion: the switch to infrared, rain.")
    }

    @Test func `Every kind and every suppressor has its own words in both languages`() {
        for language in IncidentLanguage.allCases {
            let words = SentenceWords(language: language)
            #expect(Set(EventKind.allCases.map(words.kind)).count == EventKind.allCases.count)
            #expect(
                Set(Suppressor.allCases.map(words.suppressor)).count == Suppressor.allCases.count)
        }
    }

    @Test(arguments: [
        (0.04, "0.0 s"), (4.26, "4.3 s"), (9.99, "10 s"), (59.96, "1 min 0 s"),
        (3599, "59 min 59 s"),
        (7500, "2 h 5 min"),
    ])
    func `A length of time is short to read`(seconds: Double, text: String) {
        #expect(SentenceWords(language: .english).duration(MediaTime(seconds: seconds)) == text)
    }
}
