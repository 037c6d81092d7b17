import Footage
import Testing

@testable import MotionAnalysis

@Suite("Things that stand still, and places they have left")
struct StationaryThingTests {
    /// Drives in within a second and stays.
    private static func parking(_ time: Double) -> [SyntheticScene.Thing] {
        let x = min(60, Int(time * 60) - 24)
        return [.init(x: x, y: 40, width: 24, height: 16)]
    }

    @Test("What has parked stops being motion and at last becomes background")
    func parked() {
        var run = SceneRun()
        run.seconds = 12
        run.framesPerSecond = 10
        run.parameters.objects.absorptionSeconds = 6
        let result = run({ time, _ in Self.parking(time) })
        #expect(!result.moving(from: 0.8, to: 1.6).isEmpty)
        #expect(result.moving(from: 4.5, to: 12).isEmpty)
        #expect(result.foreground[60] > 0.015)
        #expect(result.foreground[110] < 0.002)
    }

    @Test("What barely moves is not absorbed")
    func standingPerson() {
        var run = SceneRun()
        run.seconds = 14
        run.framesPerSecond = 10
        run.parameters.objects.absorptionSeconds = 6
        let result = run({ time, _ in
            // Comes in, then shifts a hand's breadth every other second.
            let sway = Int(time / 2) % 2 * 2
            return [
                .init(x: min(70, Int(time * 60) - 12) + sway, y: 30, width: 12, height: 32)
            ]
        })
        #expect(result.foreground[130] > 0.015)
    }

    @Test("The place that something left from the start is found out as a ghost")
    func ghost() {
        var run = SceneRun()
        run.sampleCount = 0
        run.seconds = 6
        let result = run({ time, _ in
            [.init(x: 60 + Int(max(0, time - 0.5) * 50), y: 40, width: 20, height: 20)]
        })
        #expect(result.suppressed[.ghost] > 0)
        // The thing is out of the picture after some three seconds; nothing may be left then.
        #expect(result.moving(from: 4, to: 6).isEmpty)
        #expect((result.foreground.last ?? 1) < 0.002)
    }

    @Test("What was only pushed aside becomes background long before what has come")
    func pushedAside() {
        var run = SceneRun()
        run.sampleCount = 0
        run.seconds = 14
        run.framesPerSecond = 10
        func crate(_ time: Double) -> SyntheticScene.Thing {
            let pushed = min(max(time - 5, 0) * 24, 12)
            return .init(x: 60 + Int(pushed), y: 30, width: 24, height: 30)
        }
        let result = run({ time, _ in [crate(time)] })
        #expect(!result.moving(from: 5, to: 6).isEmpty)
        #expect(result.foreground[80] > 0.015)
        #expect(result.foreground[120] < 0.002)
    }

    @Test("The shades of a place tell what was moved in it from what has come")
    func shades() {
        let size = FrameSize(width: 60, height: 1)
        let (empty, before, after) = (Plane(size: size), Plane(size: size), Plane(size: size))
        for x in 0..<60 {
            let ground = UInt8(100 + x % 7)
            empty.base[x] = ground
            before.base[x] = 10..<30 ~= x ? 40 : ground
            after.base[x] = 24..<44 ~= x ? 40 : ground
        }
        let run = MaskRun(row: 0, start: 10, end: 44, component: 0)
        var (moved, arrived) = (Rearrangement(), Rearrangement())
        moved.add(run, frame: after, background: before)
        arrived.add(run, frame: after, background: empty)
        #expect(moved.newShare < 0.1)
        #expect(arrived.newShare > 0.9)
    }
}
