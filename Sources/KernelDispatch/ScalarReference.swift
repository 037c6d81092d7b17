import PixelKernels

/// The meaning of every kernel, written for reading: plain arithmetic on `Int`, one pixel at a
/// time. The vectorised kernels must agree bit by bit.
enum ScalarReference {
    typealias Bytes = UnsafePointer<UInt8>
    typealias MutableBytes = UnsafeMutablePointer<UInt8>

    @Sendable static func reduceRow(
        source: Bytes, strideBytes: Int, factorX: Int, factorY: Int,
        sums: UnsafeMutablePointer<UInt16>, output: MutableBytes, width: Int
    ) {
        let area = factorX * factorY
        for x in 0..<width {
            var sum = 0
            for j in 0..<factorY {
                for i in 0..<factorX { sum += Int(source[j * strideBytes + x * factorX + i]) }
            }
            output[x] = UInt8((sum + area / 2) / area)
        }
    }

    @Sendable static func smoothRow(
        above: Bytes, centre: Bytes, below: Bytes, sums: UnsafeMutablePointer<UInt16>,
        output: MutableBytes, width: Int
    ) {
        func column(_ x: Int) -> Int {
            let inside = min(max(x, 0), width - 1)
            return Int(above[inside]) + 2 * Int(centre[inside]) + Int(below[inside])
        }
        for x in 0..<width {
            output[x] = UInt8((column(x - 1) + 2 * column(x) + column(x + 1) + 8) / 16)
        }
    }

    @Sendable static func weighRows(
        first: Bytes, second: Bytes, third: Bytes, fourth: Bytes, weights: Weights,
        sums: UnsafeMutablePointer<UInt16>, count: Int
    ) {
        for x in 0..<count {
            sums[x] =
                UInt16(first[x]) * weights.a + UInt16(second[x]) * weights.b
                + UInt16(third[x]) * weights.c + UInt16(fourth[x]) * weights.d
        }
    }

    @Sendable static func weighColumns(
        sums: UnsafePointer<UInt16>, weights: Weights, output: MutableBytes, width: Int
    ) {
        for x in 0..<width {
            let left = Int(sums[x]) * Int(weights.a) + Int(sums[x + 1]) * Int(weights.b)
            let right = Int(sums[x + 2]) * Int(weights.c) + Int(sums[x + 3]) * Int(weights.d)
            output[x] = UInt8((left + right + 128) / 256)
        }
    }

    @Sendable static func doubleRow(source: Bytes, output: MutableBytes, width: Int) {
        for x in 0..<2 * width { output[x] = source[x / 2] }
    }

    @Sendable static func absoluteDifference(
        a: Bytes, b: Bytes, output: MutableBytes, count: Int
    ) {
        for i in 0..<count { output[i] = UInt8(abs(Int(a[i]) - Int(b[i]))) }
    }

    @Sendable static func countAbove(source: Bytes, threshold: UInt8, count: Int) -> Int {
        (0..<count).count { source[$0] > threshold }
    }

    @Sendable static func sumOfSamples(source: Bytes, count: Int) -> Int {
        (0..<count).reduce(0) { $0 + Int(source[$1]) }
    }

    @Sendable static func addRow(
        row: Bytes, sums: UnsafeMutablePointer<UInt32>, count: Int
    ) {
        for i in 0..<count { sums[i] += UInt32(row[i]) }
    }

    @Sendable static func applyGain(
        samples: MutableBytes, gain: Int32, offset: Int32, count: Int
    ) {
        for i in 0..<count {
            let value = (Int(samples[i]) * Int(gain) + Int(offset)) >> 12
            samples[i] = UInt8(min(max(value, 0), 255))
        }
    }

    @Sendable static func slideColumns(
        columns: MutableBytes, entering: Bytes, leaving: Bytes, count: Int
    ) {
        for i in 0..<count { columns[i] = columns[i] &+ entering[i] &- leaving[i] }
    }

    @Sendable static func thinRow(
        level: MutableBytes, misfit: Bytes, largest: Bytes, width: Int
    ) {
        for x in 0..<width where 3 * Int(misfit[x]) < Int(largest[x]) { level[x] = 0 }
    }

    @Sendable static func voteRow(
        columns: Bytes, threshold: UInt8, output: MutableBytes, width: Int
    ) {
        for x in 0..<width {
            let sum = (0..<7).reduce(UInt8(0)) { $0 &+ columns[x + $1] }
            output[x] = sum >= threshold ? 255 : 0
        }
    }

    @Sendable static func maximumAcross(source: Bytes, output: MutableBytes, width: Int) {
        for x in 0..<width {
            output[x] = (0..<5).reduce(UInt8(0)) { max($0, source[x + $1]) }
        }
    }

    @Sendable static func formMaximum(output: MutableBytes, row: Bytes, count: Int) {
        for i in 0..<count { output[i] = max(output[i], row[i]) }
    }

    @Sendable static func orderStatistic(
        planes: UnsafePointer<Bytes>, planeCount: Int, rank: Int, counts: MutableBytes,
        output: MutableBytes, tileCount: Int
    ) {
        for i in 0..<tileCount * 64 {
            output[i] = (0..<planeCount).map { planes[$0][i] }.sorted()[rank]
        }
    }
}
