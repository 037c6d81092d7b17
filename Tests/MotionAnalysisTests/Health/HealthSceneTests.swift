import EventScoring
import Footage
import SceneSimulator
import Testing

@testable import MotionAnalysis

/// Camera health of whole simulated scenes, read in stretches as a scan does.
@Suite struct HealthSceneTests {
    private static let framesPerSecond = 2

    private static func findings(
        in scene: String, seed: UInt64
    ) throws -> (found: [HealthFinding], disturbances: [Disturbance]) {
        let renderer = try SceneRenderer(
            SceneCatalogue.scene(named: scene).description(
                seed: seed, frameRate: .init(framesPerSecond)))
        let count = renderer.description.groundTruth().frameCount
        let picture = PlanarPicture(size: renderer.size)
        var watch = HealthWatch()
        var found: [HealthFinding] = []
        var meter = HealthMeter(size: renderer.size)
        func endStretch(at time: MediaTime) {
            for reading in meter.finish(at: time) {
                found += watch.add(reading, parameters: HealthParameters()).ended
            }
            meter = HealthMeter(size: renderer.size)
        }
        for frame in 0..<count {
            let time = MediaTime(
                microseconds: Int64(frame) * 1_000_000 / Int64(framesPerSecond))
            let isKeyFrame = frame % (2 * framesPerSecond) == 0
            if frame > 0, frame % (14 * framesPerSecond) == 0 { endStretch(at: time) }
            renderer.render(frame: frame, into: picture)
            meter.add(picture, at: time, isKeyFrame: isKeyFrame)
        }
        endStretch(
            at: MediaTime(
                microseconds: Int64(count) * 1_000_000 / Int64(framesPerSecond)))
        return (found + watch.open, renderer.description.disturbances)
    }

    @Test(arguments: [
        ("camera-covered", EventKind.covered), ("camera-defocused", .defocused),
        ("camera-turned", .moved), ("camera-frozen", .frozen),
    ])
    func damageIsFoundFromItsStartToItsEnd(_ scene: String, _ kind: EventKind) throws {
        let (found, disturbances) = try Self.findings(in: scene, seed: 5)
        let damage = try #require(
            disturbances.first { $0.effect.healthEvent == kind })
        #expect(found.map(\.kind) == [kind])
        let finding = try #require(found.first)
        #expect(!finding.isOpen)
        #expect(abs(Double(finding.startMicroseconds) / 1e6 - damage.startSeconds) <= 6)
        #expect(abs(Double(finding.endMicroseconds) / 1e6 - damage.endSeconds) <= 4)
        if case .turned(let right, _) = damage.effect {
            #expect(finding.movement.map { abs($0.right - right) < 0.03 } == true)
        }
    }

    @Test(arguments: [
        "light-steps-empty", "yard-ir-switch", "gusts-empty", "rain-empty", "lightning-empty",
        "headlights-person", "quiet-hours", "flurry-empty",
    ])
    func weatherAndLightAreNoTroubleWithTheCamera(_ scene: String) throws {
        #expect(try Self.findings(in: scene, seed: 2).found.isEmpty)
    }
}
