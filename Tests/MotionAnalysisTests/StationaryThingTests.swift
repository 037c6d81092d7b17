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

    /// Someone comes in, stops at 3 s and goes back at 4 s.
    private static func visitor(_ time: Double) -> SyntheticScene.Thing {
        let x = 70 - 40 * max(0, 2 - time) - 40 * max(0, time - 3)
        return .init(x: Int(x.rounded()), y: 30, width: 12, height: 36)
    }

    /// Too small to count for its size alone.
    private static let bag = SyntheticScene.Thing(x: 76, y: 58, width: 7, height: 8, luma: 30)

    @Test("What a person has put down stays in the mask, at rest, until it is background")
    func putDown() {
        var run = SceneRun()
        run.seconds = 18
        run.framesPerSecond = 10
        run.parameters.objects.absorptionSeconds = 8
        let result = run({ time, _ in
            [Self.visitor(time)] + (time < 2.5 ? [] : [Self.bag])
        })
        let share = Double(Self.bag.width * Self.bag.height) / (160 * 96)
        #expect(abs(result.foreground[90] - share) < 0.4 * share)
        #expect(result.moving(from: 8, to: 18).isEmpty)
        #expect(result.foreground[170] < 0.1 * share)
    }

    @Test("What stands there all at once with nobody near is no thing that was put down")
    func appeared() {
        var run = SceneRun()
        run.seconds = 10
        run.framesPerSecond = 10
        let result = run({ time, _ in
            var bag = Self.bag
            bag.x = 130
            return [Self.visitor(time)] + (time < 2.5 ? [] : [bag])
        })
        #expect(result.foreground[90] < 0.002)
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
