import EventScoring
import Footage
import Testing

@Suite("Incidents from tracks")
struct RuleTests {
    @Test("Somebody in a zone after hours is an intrusion that begins when he enters")
    func intrusion() throws {
        var trial = RuleTrial()
        trial.rule("intrusion", zones: ["jetty"], schedule: "night")
        // 0.1 of the width a second; enters at x = 0.4, leaves at 0.6.
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 7814...7822)
        let found = trial.incidents
        #expect(found.count == 1)
        let first = try #require(found.first)
        #expect(abs(first.start - 7817) < 0.21)
        #expect(abs(first.end - 7819) < 0.41)
        #expect(first.kind == .intrusion && first.severity == .alert)
        #expect(first.facts.zone == "jetty" && first.facts.schedule == "night")
        #expect(first.facts.isAfterHours == false)
        #expect(first.facts.sinceMicroseconds == RuleTrial.midnight - 6 * 3_600_000_000)
        #expect(!first.path.isEmpty)
    }

    @Test("In opening hours, too small, too short, or beside the zone it is none")
    func noIntrusion() {
        var trial = RuleTrial()
        trial.rule("intrusion", zones: ["jetty"], schedule: "night")
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 43_200...43_208)
        #expect(trial.incidents.isEmpty)

        trial = RuleTrial()
        trial.rule(
            "intrusion", zones: ["jetty"], size: ObjectSize(smallest: 0.01, largest: 1))
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 0...8)
        #expect(trial.incidents.isEmpty)

        trial = RuleTrial()
        trial.rule("intrusion", zones: ["jetty"], parameters: ["longer_than": .seconds(3)])
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 0...8)
        #expect(trial.incidents.isEmpty)

        trial = RuleTrial()
        trial.rule("intrusion", zones: ["jetty"])
        trial.add(from: (0.1, 0.25), to: (0.9, 0.25), seconds: 0...8)
        #expect(trial.incidents.isEmpty)
    }

    @Test("Who joins raises no second event; who comes later does")
    func occupancy() {
        var trial = RuleTrial()
        trial.rule("intrusion", zones: ["jetty"])
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 0...8)
        trial.add(from: (0.9, 0.5), to: (0.1, 0.5), seconds: 3...11)
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 60...68)
        #expect(trial.incidents.map { $0.start.rounded() } == [3, 63])
    }

    @Test("Who is inside when the hours begin is an intruder from then on")
    func hoursBegin() throws {
        var trial = RuleTrial()
        trial.rule("intrusion", zones: ["jetty"], schedule: "night")
        let six = 18 * 3600.0
        trial.add(from: (0.5, 0.6), to: (0.5, 0.6), seconds: six - 20...six + 20)
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.count == 1)
        #expect(found.start == six)
    }

    @Test("Without a clock no rule with hours says anything, and one without does")
    func unknownClock() {
        var trial = RuleTrial()
        trial.observations.isWallClock = false
        trial.rule("intrusion", zones: ["jetty"], schedule: "night")
        trial.rule("intrusion", zones: ["jetty"])
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 7814...7822)
        #expect(trial.incidents.count == 1)
        #expect(trial.incidents.first?.facts.schedule == nil)
    }

    @Test("A way over a seam between stretches is one thing's, in whatever order they come")
    func seam() {
        var trial = RuleTrial()
        trial.rule("loitering", zones: [], parameters: ["longer_than": .seconds(20)])
        // One walker in three stretches, another crosses his way at a seam.
        trial.add(from: (0.1, 0.6), to: (0.4, 0.6), seconds: 0...10)
        trial.add(from: (0.406, 0.6), to: (0.7, 0.6), seconds: 10.2...20)
        trial.add(from: (0.706, 0.6), to: (0.9, 0.6), seconds: 20.2...26)
        trial.add(from: (0.5, 0.5), to: (0.405, 0.58), seconds: 8...10)
        trial.add(from: (0.395, 0.59), to: (0.3, 0.7), seconds: 10.2...12)
        let expected = trial.incidents
        #expect(expected.map(\.start) == [0])
        #expect(expected.allSatisfy { abs($0.end - 26.2) < 0.01 })
        for _ in 0..<20 {
            trial.observations.tracks.shuffle()
            #expect(trial.incidents == expected)
        }
    }

    @Test("Loitering needs one thing that stays, not many that pass")
    func loitering() throws {
        var trial = RuleTrial()
        trial.rule("loitering", zones: ["jetty"], parameters: ["longer_than": .seconds(30)])
        for start in stride(from: 0.0, to: 60, by: 4) {
            trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: start...start + 8)
        }
        #expect(trial.incidents.isEmpty)
        trial.add(from: (0.45, 0.8), to: (0.55, 0.8), seconds: 100...140)
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.count == 1)
        #expect(found.start == 100 && abs(found.end - 140.2) < 0.01)
        #expect(found.facts.certainMicroseconds == RuleTrial.time(130))
    }

    @Test("A line is crossed once, in the right direction, however the box trembles on it")
    func lineCrossing() throws {
        var trial = RuleTrial()
        trial.rule("line_crossing", lines: ["quay"])
        trial.add(from: (0.2, 0.6), to: (0.8, 0.6), seconds: 0...12)
        for index in trial.observations.tracks[0].points.indices {
            let tremble = index % 2 == 0 ? 0.008 : -0.008
            trial.observations.tracks[0].points[index].region.x += tremble
        }
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.count == 1)
        #expect(abs(found.start - 6) < 0.5)
        // Along the line downwards, the left of the picture lies at the right hand.
        #expect(found.facts.direction == "right_to_left")
        #expect(found.facts.from == "land" && found.facts.to == "water")
    }

    @Test("Who only steps on the line, or goes round its end, has not crossed it")
    func notCrossed() {
        var trial = RuleTrial()
        trial.rule("line_crossing", lines: ["quay"])
        trial.add(from: (0.3, 0.6), to: (0.503, 0.6), seconds: 0...8)
        trial.add(from: (0.503, 0.6), to: (0.3, 0.6), seconds: 8.2...16)
        #expect(trial.incidents.isEmpty)
        trial = RuleTrial()
        trial.set.lines[0].points[1].y = 0.5
        trial.rule("line_crossing", lines: ["quay"])
        trial.add(from: (0.2, 0.6), to: (0.8, 0.6), seconds: 0...8)
        #expect(trial.incidents.isEmpty)
    }

    @Test("Only the wanted direction counts, and the wrong way is the other one")
    func directions() {
        var trial = RuleTrial()
        trial.rule(
            "line_crossing", lines: ["quay"], parameters: ["direction": .choice("left_to_right")])
        trial.rule("wrong_way", lines: ["quay"], parameters: ["allowed": .choice("left_to_right")])
        trial.add(from: (0.2, 0.6), to: (0.8, 0.6), seconds: 0...8)
        trial.add(from: (0.8, 0.6), to: (0.2, 0.6), seconds: 20...28)
        let found = trial.incidents
        #expect(found.map(\.kind) == [.wrongWay, .lineCrossing])
        #expect(found.map { $0.start.rounded() } == [4, 24])
    }

    @Test("A boat that stands and bobs has stopped; one that creeps has not")
    func stopped() throws {
        var trial = RuleTrial()
        trial.rule("stopped", zones: ["jetty"], parameters: ["longer_than": .seconds(10)])
        trial.add(from: (0.1, 0.6), to: (0.5, 0.6), seconds: 0...8)
        trial.add(from: (0.5, 0.6), to: (0.505, 0.6), seconds: 8.2...30)
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.count == 1)
        #expect(abs(found.start - 8) < 0.5 && abs(found.end - 30.2) < 0.3)
        trial.observations.tracks = []
        trial.add(from: (0.4, 0.6), to: (0.6, 0.6), seconds: 0...30)
        #expect(trial.incidents.isEmpty)
    }

    @Test("A vehicle that became part of the background stands until it is gone")
    func parked() throws {
        var trial = RuleTrial()
        trial.rule("stopped", zones: ["jetty"], parameters: ["longer_than": .seconds(30)])
        trial.rule("object_left", zones: ["jetty"])
        trial.rule("object_removed", zones: ["jetty"])
        trial.watch(0...400)
        trial.add(from: (0.1, 0.6), to: (0.5, 0.6), seconds: 0...8, width: 0.2, height: 0.2)
        trial.change(.came, at: 8.5, Region(x: 0.41, y: 0.41, width: 0.18, height: 0.19))
        trial.change(.gone, at: 200, Region(x: 0.4, y: 0.4, width: 0.19, height: 0.2))
        trial.add(from: (0.5, 0.6), to: (0.9, 0.6), seconds: 200...208, width: 0.2, height: 0.2)
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.map(\.kind) == [.stopped])
        #expect(abs(found.start - 8) < 1 && abs(found.end - 199) < 2)
    }

    @Test("A patrol that did not come is absent, once all its hours were watched")
    func absence() throws {
        var trial = RuleTrial()
        trial.rule("absence", zones: ["gate"], schedule: "patrol")
        trial.watch(20 * 3600...22 * 3600)
        #expect(trial.incidents.isEmpty)
        trial.watch(22 * 3600...24 * 3600)
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.count == 1)
        #expect(found.start == 21 * 3600 && found.end == 23 * 3600)
        // Elsewhere it does not count, at the gate it does.
        trial.add(from: (0.5, 0.6), to: (0.9, 0.6), seconds: 22 * 3600...22 * 3600 + 10)
        #expect(trial.incidents.count == 1)
        trial.add(from: (0.05, 0.6), to: (0.3, 0.6), seconds: 22 * 3600...22 * 3600 + 10)
        #expect(trial.incidents.isEmpty)
    }

    @Test("A rule that cannot be meant is told of, and is no reason to stop the others")
    func problems() {
        var trial = RuleTrial()
        trial.set.rules = [
            RuleDefinition(name: "a", type: "intrusio"),
            RuleDefinition(name: "b", type: "intrusion", zones: ["jety"], schedule: "nigt"),
            RuleDefinition(name: "b", type: "line_crossing"),
            RuleDefinition(
                name: "c", type: "loitering",
                parameters: ["longer_than": .seconds(0), "speed": .share(1)]),
            RuleDefinition(name: "d", type: "absence", size: ObjectSize(smallest: 2, largest: 1)),
        ]
        let problems = trial.set.problems
        #expect(problems.map(\.rule) == [0, 1, 1, 2, 2, 3, 3, 4, 4])
        #expect(problems.first?.description.contains("intrusion") == true)
        trial.set.rules.append(RuleDefinition(name: "e", type: "intrusion", zones: ["jetty"]))
        trial.add(from: (0.1, 0.6), to: (0.9, 0.6), seconds: 0...8)
        let engine = RuleEngine(trial.set, timeZone: trial.timeZone)
        // "c" falls back to its standard, which nobody stays long enough for.
        #expect(engine.incidents(in: trial.observations).map(\.facts.rule) == ["e"])
    }
}
