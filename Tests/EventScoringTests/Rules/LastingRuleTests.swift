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
        #expect(found.facts.certainMicroseconds == RuleTrial.time(15.4))
    }

    @Test("What is taken up again at once was not left; what stood there for long is removed")
    func removed() throws {
        var trial = RuleTrial()
        trial.rule("object_left", zones: ["jetty"])
        trial.rule("object_removed", zones: ["jetty"])
        trial.watch(0...200)
        let bag = Region(x: 0.5, y: 0.55, width: 0.03, height: 0.05)
        trial.change(.came, at: 10, bag)
        trial.change(.gone, at: 14, bag)
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

    @Test("Somebody who stands for long is not a thing that was left, nor are parts of him")
    func standing() {
        var trial = RuleTrial()
        trial.rule("object_left")
        trial.rule("object_removed", parameters: ["there_for": .seconds(10)])
        trial.watch(0...100)
        trial.add(from: (0.1, 0.8), to: (0.5, 0.8), seconds: 0...8, width: 0.1, height: 0.5)
        trial.add(from: (0.5, 0.8), to: (0.501, 0.8), seconds: 8.2...40, width: 0.1, height: 0.5)
        trial.add(from: (0.5, 0.8), to: (0.9, 0.8), seconds: 40.2...46, width: 0.1, height: 0.5)
        trial.change(.came, at: 9, Region(x: 0.48, y: 0.6, width: 0.04, height: 0.15))
        trial.change(.came, at: 20, Region(x: 0.47, y: 0.35, width: 0.03, height: 0.05))
        trial.change(.gone, at: 41, Region(x: 0.455, y: 0.32, width: 0.09, height: 0.47))
        #expect(trial.incidents.isEmpty)
    }

    @Test("What lies there when who brought it has gone was left, whatever he was followed as")
    func brokenTrack() {
        var trial = RuleTrial()
        trial.rule("object_left")
        trial.watch(0...100)
        trial.add(from: (0.1, 0.8), to: (0.5, 0.8), seconds: 0...8, width: 0.1, height: 0.5)
        trial.change(.came, at: 8.5, Region(x: 0.52, y: 0.74, width: 0.03, height: 0.05))
        #expect(trial.incidents.isEmpty)
        trial.add(from: (0.5, 0.8), to: (0.9, 0.8), seconds: 17...23, width: 0.1, height: 0.5)
        #expect(trial.incidents.map(\.kind) == [.objectLeft])
    }

    @Test("What came as parts and goes as a whole is one thing, and lay there no longer")
    func partsAsWhole() throws {
        var trial = RuleTrial()
        trial.rule("object_left")
        trial.watch(0...100)
        let box = Region(x: 0.5, y: 0.5, width: 0.1, height: 0.2)
        trial.change(.came, at: 10, Region(x: 0.5, y: 0.6, width: 0.1, height: 0.08))
        trial.change(.gone, at: 40, box)
        let found = try #require(trial.incidents.first)
        #expect(abs(found.end - 39) < 0.01)
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

    @Test("Of two stretches of which one says came and the other gone the surer one is believed")
    func contradiction() {
        var trial = RuleTrial()
        trial.rule("object_left")
        trial.rule("object_removed")
        trial.watch(0...100)
        let place = Region(x: 0.6, y: 0.71, width: 0.054, height: 0.074)
        trial.change(.came, at: 18.5, before: 18.5, place)
        trial.change(.gone, at: 20, before: 18, place)
        #expect(trial.incidents.map(\.kind) == [.objectLeft])
    }

    @Test("What something came to stand over is hidden, not taken")
    func stoodOver() {
        var trial = RuleTrial()
        trial.rule("object_removed")
        trial.watch(0...100)
        trial.change(.gone, at: 20, Region(x: 0.48, y: 0.57, width: 0.01, height: 0.04))
        #expect(trial.incidents.map(\.kind) == [.objectRemoved])
        trial.add(from: (0.1, 0.65), to: (0.4, 0.65), seconds: 10...20, width: 0.25, height: 0.15)
        trial.add(
            from: (0.4, 0.65), to: (0.401, 0.65), seconds: 20.2...50, width: 0.25, height: 0.15)
        #expect(trial.incidents.isEmpty)
    }

    @Test("A change at the end of what was watched is not yet one that lasts")
    func notYet() {
        var trial = RuleTrial()
        trial.rule("object_left")
        trial.watch(0...14)
        trial.change(.came, at: 10, Region(x: 0.5, y: 0.55, width: 0.03, height: 0.05))
        #expect(trial.incidents.isEmpty)
        trial.watch(14...30)
        #expect(trial.incidents.count == 1)
    }
}
