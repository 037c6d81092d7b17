import Footage
import Testing

@testable import MotionAnalysis

@Suite("Ground that goes back and forth")
struct RestlessGroundTests {
    /// Leaves of 5×5 before the ground, each now here and now gone, five times a second.
    private func leaves(_ time: Double) -> [SyntheticScene.Thing] {
        let moment = UInt64(time * 5)
        var things: [SyntheticScene.Thing] = []
        for row in 0..<8 {
            for column in 0..<10 {
                var chance = SplitMix(
                    state: UInt64(row * 31 + column) &* 7907 &+ moment &* 104_729)
                guard chance.next() % 2 == 0 else { continue }
                things.append(
                    .init(
                        x: 60 + 5 * column, y: 30 + 5 * row, width: 5, height: 5, luma: 190,
                        cb: 118, cr: 134))
            }
        }
        return things
    }

    /// Mean share of foreground pixels in a part of the time.
    private func share(
        _ result: SceneRun.Result, from start: Double, to end: Double
    ) -> Double {
        let part = zip(result.metrics, result.foreground)
            .filter { $0.0.time.seconds >= start && $0.0.time.seconds < end }.map(\.1)
        return part.reduce(0, +) / Double(max(1, part.count))
    }

    private func run(
        without parts: DisabledComponents = [], seconds: Double = 14,
        _ draw: (Double, inout SyntheticScene) -> [SyntheticScene.Thing]
    ) -> SceneRun.Result {
        var run = SceneRun()
        run.sampleCount = 0
        run.seconds = seconds
        run.framesPerSecond = 10
        run.parameters.disabled = parts
        return run(draw)
    }

    @Test("Leaves that never rest are learnt within seconds")
    func leavesAreLearnt() {
        let learnt = run { time, _ in leaves(time) }
        let plain = run(without: .restlessGround) { time, _ in leaves(time) }
        #expect(share(plain, from: 9, to: 14) > 0.01)
        #expect(share(learnt, from: 9, to: 14) < share(plain, from: 9, to: 14) / 4)
    }

    @Test("Leaves are still known in another light")
    func lightChange() {
        let learnt = run(seconds: 18) { time, scene in
            scene.gain = time < 10 ? 1 : 0.85
            return leaves(time)
        }
        let plain = run(without: .restlessGround, seconds: 18) { time, scene in
            scene.gain = time < 10 ? 1 : 0.85
            return leaves(time)
        }
        #expect(share(learnt, from: 13, to: 18) < share(plain, from: 13, to: 18) / 4)
    }

    @Test("A person walks before learnt leaves and is seen")
    func walkerBeforeLeaves() {
        let empty = run { time, _ in leaves(time) }
        let walked = run { time, _ in
            leaves(time) + [.init(x: Int((time - 9) * 30) - 10, y: 35, width: 14, height: 34)]
        }
        let person = 14.0 * 34 / (160 * 96)
        #expect(
            share(walked, from: 10.5, to: 13.5) - share(empty, from: 10.5, to: 13.5)
                > 0.7 * person)
    }

    @Test("What swings to and fro in one piece is not learnt")
    func swingingThing() {
        let size = (width: 20, height: 34)
        let result = run { time, _ in
            let swing = Int(24 * abs((time * 1.1).truncatingRemainder(dividingBy: 2) - 1))
            return [.init(x: 50 + swing, y: 35, width: size.width, height: size.height)]
        }
        let thing = Double(size.width * size.height) / (160 * 96)
        // Without the look at a pixel's neighbours, less than a tenth is left.
        #expect(share(result, from: 8, to: 14) > 0.5 * thing)
    }
}
