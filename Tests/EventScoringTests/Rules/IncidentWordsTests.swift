import EventScoring
import Footage
import Foundation
import Testing

@Suite("Incidents in words")
struct IncidentWordsTests {
    private func sentence(
        _ draft: IncidentDraft, _ language: IncidentLanguage = .english, isClockKnown: Bool = true
    ) -> String {
        IncidentWords(
            draft.facts,
            start: isClockKnown ? WallTime(microsecondsUTC: draft.startMicroseconds) : nil,
            media: MediaTime(seconds: 75.5), timeZone: TimeZone(identifier: "Asia/Makassar")!,
            language: language
        ).sentence
    }

    @Test("An intrusion after hours, in both languages")
    func intrusion() throws {
        var trial = RuleTrial()
        trial.set.schedules.append(
            Schedule(
                name: "open",
                windows: [
                    ScheduleWindow(
                        days: ScheduleDay.everyDay, from: ClockTime(hour: 6, minute: 0)!,
                        to: ClockTime(hour: 18, minute: 0)!)
                ], isOutside: true))
        trial.rule("intrusion", zones: ["jetty"], schedule: "open")
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 7811...7819)
        let found = try #require(trial.incidents.first)
        #expect(
            sentence(found) == "entered zone “jetty” at 02:10:14, after hours since 18:00")
        #expect(
            sentence(found, .indonesian)
                == "masuk zona “jetty” pukul 02:10:14, di luar jam sejak 18:00")
        #expect(
            sentence(found, isClockKnown: false)
                == "entered zone “jetty” at 0:01:15.500, after hours since 18:00")
    }

    @Test("A crossing names the sides of the line, and which way was wrong")
    func crossing() throws {
        var trial = RuleTrial()
        trial.rule("line_crossing", lines: ["quay"])
        trial.rule("wrong_way", lines: ["quay"])
        trial.add(from: (0.2, 0.6), to: (0.8, 0.6), seconds: 0...8)
        let found = trial.incidents
        #expect(
            found.map { sentence($0) } == [
                "crossed line “quay” from land to water at 00:00:04",
                "crossed line “quay” the wrong way, from land to water, at 00:00:04",
            ])
        trial.set.lines[0].left = nil
        #expect(
            sentence(try #require(trial.incidents.first), .indonesian)
                == "melintasi garis “quay” dari land ke kirinya pukul 00:00:04")
    }

    @Test("A patrol that did not come is told by its hours")
    func absence() throws {
        var trial = RuleTrial()
        trial.rule("absence", zones: ["gate"], schedule: "patrol")
        trial.watch(20 * 3600...24 * 3600)
        #expect(
            sentence(try #require(trial.incidents.first))
                == "nothing came to zone “gate” between 21:00 and 23:00")
    }

    @Test("Every type of rule has a sentence in both languages, with its place")
    func everyType() {
        for type in RuleCatalogue.types {
            var facts = IncidentFacts(rule: "r", type: type.name)
            facts.zone = type.binding == .zones ? "pasar" : nil
            facts.line = type.binding == .lines ? "pasar" : nil
            let texts = IncidentLanguage.allCases.map { language in
                IncidentWords(
                    facts, start: nil, media: .zero, timeZone: .gmt, language: language
                ).sentence
            }
            #expect(Set(texts).count == 2)
            #expect(texts.allSatisfy { $0.contains("“pasar”") })
        }
    }
}
