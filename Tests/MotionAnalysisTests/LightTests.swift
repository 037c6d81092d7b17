import Footage
import Testing

@testable import MotionAnalysis

@Suite("Light is told from things")
struct LightTests {
    /// Runs frames of a scene, each changed by `change`, after samples of the scene itself.
    private func run(
        seconds: Double, scene: SyntheticScene = SyntheticScene(),
        things: (Double) -> [SyntheticScene.Thing] = { _ in [] },
        change: (Double, PlanarPicture) -> Void = { _, _ in }
    ) -> SceneRun.Result {
        let analyser = MotionAnalyser(size: scene.size)
        analyser.prime(with: (0..<9).map { scene.picture(100_000 + $0) })
        var result = SceneRun.Result()
        for frame in 0..<Int(seconds * 25) {
            let time = Double(frame) / 25
            let picture = scene.picture(frame, things: things(time))
            change(time, picture)
            result.metrics.append(analyser.analyse(picture, at: MediaTime(seconds: time)))
            let count = analyser.foreground.bytes.count { $0 == 255 }
            result.foreground.append(Double(count) / Double(scene.size.pixelCount))
        }
        return result
    }

    /// Multiplies the light within a rectangle.
    private func shade(_ picture: PlanarPicture, left: Int, width: Int, share: Double) {
        for y in 30..<66 {
            for x in max(left, 0)..<max(min(left + width, picture.size.width), max(left, 0)) {
                picture.luma[x, y] = UInt8(Double(picture.luma[x, y]) * share)
            }
        }
    }

    @Test("A hard shadow that crosses textured ground is no motion, and is counted by its name")
    func shadow() {
        let result = run(
            seconds: 6,
            change: { time, picture in
                shade(picture, left: Int((time - 1) * 40) - 48, width: 48, share: 0.6)
            })
        #expect(result.moving(from: 0, to: 6).count < 5)
        #expect(result.suppressed[.shadow] > 10_000)
    }

    @Test("A thing as dark as a shadow, without texture, is found")
    func darkThing() {
        var run = SceneRun()
        run.parameters.disabled = .lightPatches
        run.seconds = 4
        // As dark as the shadow, and without texture: it is found with and without the look.
        let dark = { (time: Double, _: inout SyntheticScene) -> [SyntheticScene.Thing] in
            let left = Int((time - 1) * 40) - 48
            return [.init(x: left, y: 30, width: 48, height: 36, luma: 55, cb: 120, cr: 136)]
        }
        #expect(!run(dark).moving(from: 1.8, to: 4).isEmpty)
        run.parameters.disabled = []
        let seen = run(dark)
        #expect(seen.moving(from: 1.8, to: 4).count > 40)
        #expect(seen.suppressed[.shadow] < 10_000)
    }

    @Test("A thing that comes close and covers most of the picture is no change of light")
    func close() {
        let result = run(
            seconds: 2,
            things: { $0 < 1 ? [] : [.init(x: 20, y: 0, width: 100, height: 96, luma: 25)] })
        #expect(result.suppressed[.lightChange] < 1000)
        let covered = result.foreground[30...].min() ?? 0
        #expect(covered > 0.5)
    }

    @Test("A light that was seen before is known again, and what came in meanwhile is found")
    func lamp() {
        let result = run(
            seconds: 10,
            things: { $0 < 6 ? [] : [.init(x: 70, y: 30, width: 20, height: 40)] },
            change: { time, picture in
                guard (3..<7).contains(time) else { return }
                for y in 0..<96 {
                    for x in 0..<160 {
                        // One lamp in a corner instead of light from everywhere.
                        let near = Double(max(0, 60 - x)) / 60
                        picture.luma[x, y] = UInt8(
                            Double(picture.luma[x, y]) * (0.1 + 0.3 * near) + 16)
                    }
                }
            })
        #expect(result.moving(from: 0, to: 6).isEmpty)
        // 20 × 40 pixels of 160 × 96 are 5 %.
        let after = result.foreground[(7 * 25 + 5)..<(8 * 25)]
        #expect(after.allSatisfy { $0 > 0.04 && $0 < 0.09 })
    }
}
