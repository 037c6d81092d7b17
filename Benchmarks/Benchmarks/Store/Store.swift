import Benchmark
import EventScoring
import EventStore
import Footage
import Foundation

/// What a stretch costs in the database, alone and after a thousand others.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.cpuTotal, .wallClock, .throughput], timeUnits: .microseconds,
        warmupIterations: 5, maxDuration: .seconds(3), maxIterations: 1000)

    for earlier in [0, 1000] {
        Benchmark("commit a stretch after \(earlier) others") { benchmark in
            var store = try MeasuredStore(stretchCount: earlier + 2000)
            for _ in 0..<earlier { try store.commitNext() }
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { try store.commitNext() }
            benchmark.stopMeasurement()
            try store.remove()
        }
    }
}
