import Footage
import KernelDispatch

@testable import MotionAnalysis

/// Runs an analyser over drawn frames.
struct SceneRun {
    var scene = SyntheticScene()
    var framesPerSecond = 25.0
    var seconds = 4.0
    var parameters = AnalysisParameters()
    var kernels = KernelTable.forThisMachine
    var watched: WatchedArea?
    /// Empty scenes to prime with.
    var sampleCount = 9

    struct Result {
        var metrics: [MotionMetrics] = []
        /// Share of foreground pixels per frame.
        var foreground: [Double] = []

        func moving(from start: Double, to end: Double) -> [MotionMetrics] {
            metrics.filter {
                $0.time.seconds >= start && $0.time.seconds < end && $0.motionPPM > 0
            }
        }

        var suppressed: SuppressorCounts {
            metrics.reduce(into: SuppressorCounts()) { $0.add($1.suppressed) }
        }
    }

    /// - Parameter draw: the scene and the things in it at a time in seconds.
    func callAsFunction(
        _ draw: (Double, inout SyntheticScene) -> [SyntheticScene.Thing]
    ) -> Result {
        let analyser = MotionAnalyser(
            size: scene.size, parameters: parameters, watched: watched, kernels: kernels)
        if sampleCount > 0 {
            analyser.prime(with: (0..<sampleCount).map { scene.picture(100_000 + $0) })
        }
        var result = Result()
        for frame in 0..<Int((seconds * framesPerSecond).rounded()) {
            let time = Double(frame) / framesPerSecond
            var current = scene
            let things = draw(time, &current)
            let picture = current.picture(frame, things: things)
            result.metrics.append(analyser.analyse(picture, at: MediaTime(seconds: time)))
            let count = analyser.foreground.bytes.count { $0 == 255 }
            result.foreground.append(Double(count) / Double(scene.size.pixelCount))
        }
        return result
    }

    /// A person-sized thing that walks to the right from the left edge at `start`.
    static func walker(
        _ time: Double, start: Double, speed: Double = 40, y: Int = 30
    ) -> [SyntheticScene.Thing] {
        guard time >= start else { return [] }
        let x = Int((time - start) * speed) - 10
        return [.init(x: x, y: y, width: 12, height: 30)]
    }
}
