import Footage
import Testing

@testable import MotionAnalysis

@Suite("What moves is reported")
struct MotionTests {
    @Test("A walker is one confirmed thing with a box that fits")
    func walker() throws {
        let result = SceneRun()({ time, _ in SceneRun.walker(time, start: 0.5) })
        #expect(result.moving(from: 0, to: 0.5).isEmpty)
        let seen = result.moving(from: 1.3, to: 3.8)
        #expect(seen.count == 63 || seen.count == 62)
        #expect(Set(seen.flatMap { $0.blobs.map(\.track) }).count == 1)
        let last = try #require(seen.last?.blobs.first)
        let expected = Region(x: 120.0 / 160, y: 30.0 / 96, width: 12.0 / 160, height: 30.0 / 96)
        #expect(last.region.overlap(expected) > 0.6)
        #expect(abs(last.pixels - 360) < 110)
    }

    @Test("Motion is a share of the watched area, and the grid says where")
    func measures() throws {
        let result = SceneRun()({ time, _ in SceneRun.walker(time, start: 0) })
        let metrics = try #require(result.moving(from: 2, to: 2.1).first)
        #expect(abs(metrics.motionPPM - 23_400) < 7_000)
        let grid = try #require(metrics.grid)
        for (index, cell) in grid.cells.enumerated() where cell > 0 {
            let x = (Double(index % ActivityGrid.columns) + 0.5) / Double(ActivityGrid.columns)
            #expect(abs(x - 76.0 / 160) < 0.1)
        }
        #expect(!grid.isEmpty)
    }

    @Test("Frame rates agree", arguments: [2.0, 5, 12.5, 60])
    func frameRates(_ rate: Double) {
        var run = SceneRun()
        run.framesPerSecond = rate
        run.seconds = 6
        let result = run({ time, _ in SceneRun.walker(time, start: 1, speed: 30) })
        let moving = result.moving(from: 0, to: 6)
        let first = moving.first?.time.seconds ?? 0
        #expect(first >= 1 && first <= max(1.9, 1 + 3 / rate))
        #expect(moving.last.map { $0.time.seconds > 5.4 } == true)
    }

    @Test("A grey picture is analysed as well as a coloured one")
    func grey() {
        var run = SceneRun()
        run.scene.hasChroma = false
        let result = run({ time, _ in SceneRun.walker(time, start: 0.5) })
        #expect(result.moving(from: 1.3, to: 3.8).count >= 60)
    }

    @Test("Without samples the first frame is the background")
    func unprimed() {
        var run = SceneRun()
        run.sampleCount = 0
        let result = run({ time, _ in SceneRun.walker(time, start: 0.5) })
        #expect(result.moving(from: 0, to: 0.5).isEmpty)
        #expect(result.moving(from: 1.3, to: 3.8).count >= 60)
    }

    @Test("Samples in which things pass give a background without them")
    func primedWithPassersBy() {
        let scene = SyntheticScene()
        let analyser = MotionAnalyser(size: scene.size)
        analyser.prime(
            with: (0..<11).map { index in
                scene.picture(
                    1000 + index, things: [.init(x: index * 14, y: 30, width: 12, height: 30)])
            })
        for frame in 0..<25 {
            let metrics = analyser.analyse(
                scene.picture(frame), at: MediaTime(seconds: Double(frame) / 25))
            #expect(metrics.motionPPM == 0)
        }
    }

    @Test("A gap in the recording is neither motion nor an end of the analysis")
    func gap() {
        let scene = SyntheticScene()
        let analyser = MotionAnalyser(size: scene.size)
        analyser.prime(with: (0..<9).map { scene.picture(1000 + $0) })
        var moving: [Double] = []
        for frame in 0..<150 {
            let time = Double(frame) / 25 + (frame < 50 ? 0 : 40)
            let things = SceneRun.walker(time, start: 41)
            let metrics = analyser.analyse(
                scene.picture(frame, things: things), at: MediaTime(seconds: time))
            if metrics.motionPPM > 0 { moving.append(time) }
        }
        #expect((moving.first ?? 0) > 41)
        #expect((moving.last ?? 0) > 44.5)
    }

    @Test(
        "Any size can be analysed",
        arguments: [(1, 1), (2, 1), (3, 5), (8, 8), (17, 9), (64, 1), (65, 33), (1, 200)])
    func sizes(_ width: Int, _ height: Int) {
        var run = SceneRun()
        run.scene.size = FrameSize(width: width, height: height)
        run.seconds = 1
        let result = run({ _, _ in [] })
        #expect(result.metrics.allSatisfy { $0.motionPPM == 0 })
    }
}
