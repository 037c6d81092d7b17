import EventScoring
import Footage
import Testing

@Suite("Incidents from what comes to stay and what goes")
struct LastingRuleTests {
    @Test("What somebody sets down is left; he who brought it is not")
    func objectLeft() throws {
        var trial = RuleTrial()
        trial.rule("object_left", zones: ["jetty"])
        trial.rule("stopped", zones: ["jetty"])
        trial.watch(0...100)
        trial.add(from: (0.1, 0.6), to: (0.5, 0.6), seconds: 0...8)
        trial.add(from: (0.5, 0.6), to: (0.9, 0.6), seconds: 10...18)
        trial.change(.came, at: 10.4, Region(x: 0.5, y: 0.55, width: 0.03, height: 0.05))
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.map(\.kind) == [.objectLeft])
        #expect(abs(found.start - 10.4) < 0.01)
        #expect(found.facts.isOpen == true)
        #expect(found.facts.certainMicroseconds == RuleTrial.time(20.4))
    }

    @Test("What is taken up again at once was not left; what stood there for long is removed")
    func removed() throws {
        var trial = RuleTrial()
        trial.rule("object_left", zones: ["jetty"])
        trial.rule("object_removed", zones: ["jetty"])
        trial.watch(0...200)
        let bag = Region(x: 0.5, y: 0.55, width: 0.03, height: 0.05)
        trial.change(.came, at: 10, bag)
        trial.change(.gone, at: 16, bag)
        #expect(trial.incidents.isEmpty)
        trial.change(.gone, at: 100, Region(x: 0.45, y: 0.7, width: 0.03, height: 0.05))
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.map(\.kind) == [.objectRemoved])
        #expect(abs(found.start - 99) < 0.01)
    }

    @Test("What somebody carries off does not go by itself")
    func carriedOff() throws {
        var trial = RuleTrial()
        trial.rule("object_removed")
        trial.watch(0...100)
        trial.change(.gone, at: 21, Region(x: 0.53, y: 0.64, width: 0.056, height: 0.078))
        // The crate is followed on its way, and so is who carries it.
        trial.add(
            from: (0.558, 0.718), to: (0.8, 0.6), seconds: 20...24, width: 0.056, height: 0.078)
        #expect(trial.incidents.isEmpty)
        trial.add(
            from: (0.506, 0.702), to: (0.76, 0.702), seconds: 20...24, width: 0.072, height: 0.42)
        #expect(trial.incidents.map(\.kind) == [.objectRemoved])
    }

    @Test("Parts of a vehicle that has arrived are not things that were left")
    func parts() {
        var trial = RuleTrial()
        trial.rule("object_left")
        trial.watch(0...100)
        trial.add(from: (0.9, 0.76), to: (0.667, 0.76), seconds: 0...4, width: 0.259, height: 0.178)
        trial.change(.came, at: 4.5, Region(x: 0.538, y: 0.583, width: 0.156, height: 0.178))
        trial.change(.came, at: 4.5, Region(x: 0.719, y: 0.728, width: 0.047, height: 0.033))
        #expect(trial.incidents.isEmpty)
    }

    @Test("A change that two stretches tell of is one, as close in time as both know it")
    func toldTwice() throws {
        var trial = RuleTrial()
        trial.rule("object_removed")
        trial.watch(0...100)
        let place = Region(x: 0.6, y: 0.71, width: 0.054, height: 0.074)
        trial.change(.gone, at: 19.6, before: 19.4, place)
        trial.change(
            .gone, at: 20, before: 16, Region(x: 0.6, y: 0.71, width: 0.054, height: 0.081))
        let found = try #require(trial.incidents.first)
        #expect(trial.incidents.count == 1)
        #expect(abs(found.start - 19.4) < 0.01)
    }

    @Test("A change at the end of what was watched is not yet one that lasts")
    func notYet() {
        var trial = RuleTrial()
        trial.rule("object_left")
        trial.watch(0...18)
        trial.change(.came, at: 10, Region(x: 0.5, y: 0.55, width: 0.03, height: 0.05))
        #expect(trial.incidents.isEmpty)
        trial.watch(18...30)
        #expect(trial.incidents.count == 1)
    }
}
