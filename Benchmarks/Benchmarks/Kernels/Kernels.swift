import Benchmark
import KernelDispatch

private let width = 640
private let height = 360

/// One kernel over memory that was filled before: a thousand times a sample, told per time.
private func measure(
    _ name: String, count: Int = width * height, body: @escaping (KernelBytes) -> Void
) {
    Benchmark(name) { benchmark, bytes in
        for _ in benchmark.scaledIterations {
            body(bytes)
            blackHole(bytes.output[0])
        }
    } setup: {
        KernelBytes(count: count)
    }
}

/// Each kernel of each CPU level that this machine has, over one analysis frame (640×360), or for
/// the downscale over one 1080p frame; and a plain copy of an analysis frame for scale.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.cpuTotal, .wallClock], timeUnits: .microseconds, warmupIterations: 1,
        scalingFactor: .kilo, maxDuration: .seconds(1), maxIterations: 100)

    measure("copy") { $0.output.update(from: $0.first, count: width * height) }

    for level in KernelLevel.allCases where level <= .supported {
        let kernels = KernelTable.table(for: level)
        let name = level.rawValue

        measure("downscale of 1080p by 3, \(name)", count: 1920 * 1080) { bytes in
            for row in 0..<height {
                kernels.reduceRow(
                    bytes.first + row * 3 * 1920, 1920, 3, 3, bytes.sums,
                    bytes.output + row * width, width)
            }
        }
        measure("absolute difference, \(name)") { bytes in
            kernels.absoluteDifference(bytes.first, bytes.second, bytes.output, width * height)
        }
        measure("count above, \(name)") { bytes in
            blackHole(kernels.countAbove(bytes.first, 100, width * height))
        }
        measure("smooth 3×3, \(name)") { bytes in
            for row in 1..<height - 1 {
                let centre = bytes.first + row * width
                kernels.smoothRow(
                    centre - width, centre, centre + width, bytes.sums,
                    bytes.output + row * width, width)
            }
        }
        measure("vote of columns, \(name)") { bytes in
            for row in 7..<height {
                let entering = bytes.first + row * width
                kernels.slideColumns(bytes.scratch, entering, entering - 7 * width, width)
                kernels.voteRow(bytes.scratch, 24, bytes.output + row * width, width)
            }
        }
        measure("order statistic of 12 planes, \(name)", count: 12 * width * height) { bytes in
            let planes = (0..<12).map { KernelTable.Bytes(bytes.first + $0 * width * height) }
            planes.withUnsafeBufferPointer {
                guard let base = $0.baseAddress else { return }
                kernels.orderStatistic(
                    base, 12, 6, bytes.scratch, bytes.output, width * height / 64)
            }
        }
    }
}
