import Footage
import SceneSimulator
import Testing

@testable import MotionAnalysis

@Suite("Each named suppressor has a scene that needs it, and lets someone in that scene be")
struct SuppressorSceneTests {
    /// The conditions of one suppressor.
    struct Case: CustomTestStringConvertible {
        var name: Suppressor
        /// Name of the scenes without the twins' endings.
        var scene: String
        var visitor = ActorKind.person
        /// What is switched off.
        var components: DisabledComponents
        var seed: UInt64 = 1
        var seconds = 20.0
        var framesPerSecond = 15
        var isPrimed = false

        var testDescription: String { "\(name.rawValue) in \(scene)" }

        func scene(_ twin: String) -> SimulatedScene {
            SimulatedScene(
                name: "\(scene)-\(twin)", seed: seed, seconds: seconds,
                framesPerSecond: framesPerSecond, isPrimed: isPrimed)
        }
    }

    static let cases: [Case] = [
        Case(name: .shadow, scene: "cast-shadow", components: .shadow, seed: 3),
        // Lamps are seen to in two places; either alone does most of it.
        Case(
            name: .lightChange, scene: "light-steps", components: [.lightChange, .lightPatches]),
        // The light of a lamp and that of a switch are known by much the same.
        Case(
            name: .infraredSwitch, scene: "ir-switch", components: [.infraredSwitch, .lightChange]),
        Case(
            name: .ripple, scene: "ripple", visitor: .boat, components: .ripple, seed: 4),
        Case(name: .ripple, scene: "foliage", components: .ripple, seed: 3),
        // At fewer frames a second nothing so quick is followed.
        Case(name: .rain, scene: "flurry", components: .rain, seed: 5, framesPerSecond: 30),
        Case(name: .insect, scene: "insects", components: .insect, seed: 3),
        Case(name: .shake, scene: "gusts", components: .shake, seed: 3),
        Case(
            name: .noise, scene: "blotches", components: .noise, seed: 5, seconds: 30,
            isPrimed: true),
        Case(name: .onScreenText, scene: "position", components: .onScreenText),
    ]

    @Test("It is quiet and counted by its name, and not without the suppressor", arguments: cases)
    func quiet(_ item: Case) throws {
        let scene = item.scene("empty")
        let with = try scene.run()
        #expect(with.events.isEmpty)
        #expect(with.movingFrames == 0)
        #expect(with.suppressed[item.name] > 0)
        let without = try scene.run(without: item.components)
        let isMotion = !without.events.isEmpty
        let isInMask =
            without.meanForeground > 0.003 && without.meanForeground > 10 * with.meanForeground
        #expect(isMotion || isInMask)
    }

    @Test("Someone in the same conditions is an event", arguments: cases)
    func thing(_ item: Case) throws {
        let scene = item.scene(item.visitor.rawValue)
        let truth = try #require(
            try scene.description().groundTruth().events.first { $0.kind == "motion" })
        let result = try scene.run()
        #expect(result.secondsFound(of: truth.range) >= 2)
    }

    @Test("Every name is covered but those of the mask and of ghosts")
    func names() {
        let covered = Set(Self.cases.map(\.name))
        #expect(Set(Suppressor.allCases).subtracting(covered) == [.masked, .ghost])
    }

    /// A vehicle that stood there from the first frame drives off; later a person comes.
    private static let departure = SimulatedScene(name: "parked-vehicle-leaves", seed: 1)

    @Test("The place that a vehicle left is a ghost, and empty soon after; without, it is not")
    func ghost() throws {
        let truth = try Self.departure.description().groundTruth().events
        let (gone, come) = (truth[0].range.end.seconds, truth[1].range.start.seconds)
        #expect(gone + 3 < come)
        let frames = Int((gone + 2) * 15)..<Int((come - 0.5) * 15)
        let with = try Self.departure.run()
        #expect(with.suppressed[.ghost] > 0)
        #expect(with.foreground[frames].allSatisfy { $0 < 0.001 })
        let without = try Self.departure.run(without: .ghost)
        #expect(without.suppressed[.ghost] == 0)
        #expect(without.foreground[frames].allSatisfy { $0 > 0.01 })
    }

    @Test("The vehicle that leaves a ghost, and who comes after it, are events")
    func ghostAndThings() throws {
        let result = try Self.departure.run()
        for event in try Self.departure.description().groundTruth().events {
            let length = event.range.end.seconds - event.range.start.seconds
            #expect(result.secondsFound(of: event.range) > 0.8 * length)
        }
    }
}
