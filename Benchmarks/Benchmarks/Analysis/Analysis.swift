import Benchmark
import Footage
import KernelDispatch
import MotionAnalysis

/// The stages of the analysis on simulated scenes, at each CPU level; told per frame.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.cpuTotal, .wallClock], timeUnits: .microseconds, warmupIterations: 0,
        scalingFactor: .kilo, maxDuration: .seconds(4), maxIterations: 5)

    for level in KernelLevel.allCases where level <= .supported && level != .scalar {
        let kernels = KernelTable.table(for: level)

        Benchmark("downscale 1080p, \(level.rawValue)") { benchmark, scene in
            let size = FrameSize(width: 1920, height: 1080)
            let geometry = AnalysisGeometry(stored: size)
            let reducer = FrameReducer(geometry: geometry, kernels: kernels)
            let target = PlanarPicture(size: geometry.size)
            let view = scene.view(of: 0)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { reducer.reduce(view, into: target) }
        } setup: {
            try SceneFrames("yard-day", width: 1920, height: 1080, count: 1)
        }

        for scene in ["yard-day", "quiet-hours", "harbour-night-rain"] {
            Benchmark("analyse \(scene), \(level.rawValue)") { benchmark, frames in
                let analyser = frames.primedAnalyser(kernels: kernels)
                var number = 0
                benchmark.startMeasurement()
                for _ in benchmark.scaledIterations {
                    let picture = frames.pictures[number % frames.pictures.count]
                    blackHole(analyser.analyse(picture, at: frames.time(of: number)))
                    number += 1
                }
            } setup: {
                try SceneFrames(scene, width: 640, height: 360, count: 150)
            }
        }

        // The model is made of the samples when the first frame comes.
        Benchmark(
            "prime with 16 samples and analyse one frame, \(level.rawValue)",
            configuration: .init(
                metrics: [.cpuTotal, .wallClock], timeUnits: .microseconds, scalingFactor: .one,
                maxDuration: .seconds(2))
        ) { benchmark, frames in
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                let analyser = frames.primedAnalyser(kernels: kernels)
                blackHole(analyser.analyse(frames.pictures[0], at: .zero))
            }
        } setup: {
            try SceneFrames("yard-day", width: 640, height: 360, count: 16)
        }
    }
}
