import Footage
import Foundation
import Testing

@testable import SceneSimulator

@Suite struct ValidationTests {
    private static let faults: [(String, @Sendable (inout SceneDescription) -> Void)] = [
        ("width", { $0.width = 0 }), ("height", { $0.height = 100_000 }),
        ("frame rate", { $0.frameRate = .init(0) }),
        ("frame rate", { $0.frameRate = .init(25, per: 0) }),
        ("duration", { $0.durationSeconds = 0 }),
        ("duration", { $0.durationSeconds = .nan }),
        ("duration", { $0.durationSeconds = .infinity }),
        ("grain", { $0.grain.sigma = -1 }),
        ("clock", { $0.clockStartSeconds = -1 }),
        ("disturbance", { $0.disturbances = [.init(.rain(streaks: -5), from: 0, to: 1)] }),
        ("disturbance", { $0.disturbances = [.init(.freeze, from: 2, to: 1)] }),
        ("disturbance", { $0.disturbances = [.init(.lightStep(gain: .nan), from: 0, to: 1)] }),
        (
            "disturbance",
            { $0.disturbances = [.init(.shake(amplitudePixels: 1e9), from: 0, to: 1)] }
        ),
        ("actor", { $0.actors[0].id = 0 }), ("actor", { $0.actors[0].path = [] }),
        ("actor", { $0.actors[0].sizeShare = 0 }), ("actor", { $0.actors[0].contrast = 1e9 }),
        ("actor", { $0.actors.append($0.actors[0]) }),
        ("actor", { $0.actors[0].path.reverse() }),
        ("actor", { $0.actors[0].path[0].x = .nan }),
        ("actor", { $0.actors[0].path[1].scale = 0 }),
        ("actor", { $0.actors[0].path[1].seconds = 1e300 }),
        ("actor", { $0.actors[0].sizeShare = 1e-300 }),
        ("disturbance", { $0.disturbances = [.init(.freeze, from: 1e300, to: 1e300)] }),
        (
            "disturbance",
            {
                $0.durationSeconds = 3e7
                $0.frameRate = .init(1)
                $0.disturbances = [.init(.insects(perMinute: 600), from: 0, to: 3e7)]
            }
        ),
    ]

    @Test("a value out of range is refused, and the message says which")
    func refusals() throws {
        for (field, spoil) in Self.faults {
            var scene = plainScene(actors: [walker()])
            spoil(&scene)
            do {
                _ = try SceneRenderer(scene)
                Issue.record("\(field) was accepted")
            } catch {
                #expect("\(error)".contains(field), "\(error)")
            }
        }
    }

    @Test("JSON that is no description is refused")
    func unreadable() {
        for text in ["", "{}", "[1", "{\"name\": 3}"] {
            #expect(throws: SceneError.self) {
                try SceneDescription(jsonData: Data(text.utf8))
            }
            #expect(throws: SceneError.self) { try GroundTruth(jsonData: Data(text.utf8)) }
        }
    }

    @Test("frame times are the exact fraction, rounded to the microsecond")
    func frameTimes() {
        var scene = plainScene()
        scene.frameRate = .init(30_000, per: 1001)
        #expect(scene.time(ofFrame: 1).microseconds == 33_367)
        #expect(scene.time(ofFrame: 30_000).microseconds == 1_001_000_000)
        #expect(scene.time(ofFrame: 100_000_000).microseconds == 3_336_666_666_667)
    }
}
