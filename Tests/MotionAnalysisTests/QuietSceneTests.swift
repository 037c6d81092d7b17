import Footage
import Testing

@testable import MotionAnalysis

@Suite("What does not move is not reported, and counted by its reason")
struct QuietSceneTests {
    @Test("Grain is not motion", arguments: [0.0, 2, 6, 12])
    func grain(_ deviation: Double) {
        var run = SceneRun()
        run.scene.grain = deviation
        let result = run({ _, _ in [] })
        #expect(result.moving(from: 0, to: 4).isEmpty)
    }

    @Test("Thresholds rise with the grain, and a walker is still seen")
    func walkerInGrain() {
        var run = SceneRun()
        run.scene.grain = 10
        let result = run({ time, _ in SceneRun.walker(time, start: 0.5) })
        #expect(result.moving(from: 1.5, to: 3.8).count >= 50)
    }

    @Test("A step of exposure is not motion", arguments: [(1.25, 0.0), (0.75, 0), (1, 25)])
    func exposure(_ gain: Double, _ offset: Double) {
        let result = SceneRun()({ time, scene in
            if time >= 1 { (scene.gain, scene.offset) = (gain, offset) }
            return SceneRun.walker(time, start: 2.2, speed: 60)
        })
        #expect(result.moving(from: 0, to: 2.2).isEmpty)
        #expect(result.suppressed[.lightChange] > 0)
        #expect(result.moving(from: 2.9, to: 4).count >= 20)
    }

    @Test("A slow change of light is not motion")
    func dusk() {
        var run = SceneRun()
        run.seconds = 8
        let result = run({ time, scene in
            scene.gain = 1 - 0.06 * time
            return []
        })
        #expect(result.moving(from: 0, to: 8).isEmpty)
    }

    @Test("Light that fades in over a part of the picture is not motion")
    func patchOfLight() {
        var scene = SyntheticScene()
        scene.size = FrameSize(width: 320, height: 192)
        let analyser = MotionAnalyser(size: scene.size)
        analyser.prime(with: (0..<9).map { scene.picture(1000 + $0) })
        for frame in 0..<100 {
            let picture = scene.picture(frame)
            let strength = min(max(Double(frame - 25) / 5, 0), 1) * 25
            for y in 0..<192 {
                for x in 0..<320 {
                    let (dx, dy) = (Double(x - 160) / 120, Double(y - 96) / 80)
                    let share = max(0, 1 - dx * dx - dy * dy)
                    let value = Double(picture.luma[x, y]) + strength * share
                    picture.luma[x, y] = UInt8(min(255, value))
                }
            }
            let metrics = analyser.analyse(picture, at: MediaTime(seconds: Double(frame) / 25))
            #expect(metrics.motionPPM == 0)
        }
    }

    @Test("The switch to infrared is counted as such, and motion after it is seen")
    func infrared() {
        var run = SceneRun()
        run.seconds = 6
        let result = run({ time, scene in
            scene.isInfrared = time >= 1
            return SceneRun.walker(time, start: 3, speed: 50)
        })
        #expect(result.moving(from: 0, to: 3).isEmpty)
        #expect(result.suppressed[.infraredSwitch] > 0)
        #expect(result.suppressed[.lightChange] == 0)
        #expect(result.moving(from: 3.8, to: 5.8).count >= 40)
    }

    @Test("Samples from after the switch are used after it")
    func infraredWithSamples() {
        let day = SyntheticScene()
        var night = day
        night.isInfrared = true
        let analyser = MotionAnalyser(size: day.size)
        analyser.prime(
            with: (0..<6).map { day.picture(1000 + $0) } + (0..<6).map { night.picture(2000 + $0) })
        // Someone stands there when the lights go out; the samples know the place without them.
        var wasSeen = false
        for frame in 0..<100 {
            let isNight = frame >= 25
            let thing = SyntheticScene.Thing(x: 70 + frame / 6, y: 30, width: 12, height: 30)
            let picture = (isNight ? night : day).picture(frame, things: isNight ? [thing] : [])
            let time = Double(frame) / 25
            let metrics = analyser.analyse(picture, at: MediaTime(seconds: time))
            if time < 1 { #expect(metrics.motionPPM == 0) }
            if time > 2.6 && metrics.motionPPM > 0 { wasSeen = true }
        }
        #expect(wasSeen)
    }

    @Test("A shaken camera is not motion, and a walker before it is", arguments: [1, 2])
    func shake(_ reach: Int) {
        let result = SceneRun()({ time, scene in
            let phase = Int((time * 25).rounded())
            scene.shiftX = (phase / 2 % (2 * reach + 1)) - reach
            scene.shiftY = (phase / 3 % (2 * reach + 1)) - reach
            return SceneRun.walker(time, start: 2, speed: 60)
        })
        #expect(result.moving(from: 0, to: 2).isEmpty)
        #expect(result.suppressed[.shake] > 0)
        #expect(result.moving(from: 2.8, to: 4).count >= 20)
    }

    @Test("A small light that blinks on the spot is not motion")
    func blinker() {
        let result = SceneRun()({ time, _ in
            Int(time * 4) % 2 == 0 ? [.init(x: 100, y: 20, width: 6, height: 5)] : []
        })
        #expect(result.moving(from: 0, to: 4).isEmpty)
        #expect(result.suppressed[.noise] + result.suppressed[.ripple] > 0)
    }
}
