/// The pixel kernels of one CPU level. What each does is written at its function in
/// `PixelKernels`; arguments are in the same order.
public struct KernelTable: Sendable {
    public typealias Bytes = UnsafePointer<UInt8>
    public typealias MutableBytes = UnsafeMutablePointer<UInt8>

    public let level: KernelLevel
    /// source, strideBytes, factorX, factorY, sums, output, width
    public let reduceRow:
        @Sendable (Bytes, Int, Int, Int, UnsafeMutablePointer<UInt16>, MutableBytes, Int) -> Void
    /// above, centre, below, sums, output, width
    public let smoothRow:
        @Sendable (Bytes, Bytes, Bytes, UnsafeMutablePointer<UInt16>, MutableBytes, Int) -> Void
    /// first, second, third, fourth, weights, sums, count
    public let weighRows:
        @Sendable (Bytes, Bytes, Bytes, Bytes, Weights, UnsafeMutablePointer<UInt16>, Int) -> Void
    /// sums, weights, output, width
    public let weighColumns: @Sendable (UnsafePointer<UInt16>, Weights, MutableBytes, Int) -> Void
    /// source, output, width
    public let doubleRow: @Sendable (Bytes, MutableBytes, Int) -> Void
    /// a, b, output, count
    public let absoluteDifference: @Sendable (Bytes, Bytes, MutableBytes, Int) -> Void
    /// source, threshold, count
    public let countAbove: @Sendable (Bytes, UInt8, Int) -> Int
    /// source, count
    public let sumOfSamples: @Sendable (Bytes, Int) -> Int
    /// row, sums, count
    public let addRow: @Sendable (Bytes, UnsafeMutablePointer<UInt32>, Int) -> Void
    /// samples, gain, offset, count
    public let applyGain: @Sendable (MutableBytes, Int32, Int32, Int) -> Void
    /// columns, entering, leaving, count
    public let slideColumns: @Sendable (MutableBytes, Bytes, Bytes, Int) -> Void
    /// columns, threshold, output, width
    public let voteRow: @Sendable (Bytes, UInt8, MutableBytes, Int) -> Void
    /// source, output, width
    public let maximumAcross: @Sendable (Bytes, MutableBytes, Int) -> Void
    /// output, row, count
    public let formMaximum: @Sendable (MutableBytes, Bytes, Int) -> Void
    /// level, misfit, largest, width
    public let thinRow: @Sendable (MutableBytes, Bytes, Bytes, Int) -> Void
    /// now, before, stride, count, thresholds, scratch, sums
    public let addSurface:
        @Sendable (
            Bytes, Bytes, Int, Int, Bytes, MutableBytes, UnsafeMutablePointer<Int32>
        ) -> Void
    /// mask, now, before, stride, white, scratch, sums
    public let measureCell:
        @Sendable (
            Bytes, Bytes, Bytes, Int, UInt8, MutableBytes, UnsafeMutablePointer<Int32>
        ) -> Void
    /// planes, sampleCount, start, reach, groups
    public let findLikenesses:
        @Sendable (UnsafePointer<Bytes>, Int, Int, Bytes, UnsafeMutablePointer<UInt32>) -> Void
    /// planes, planeCount, rank, counts, output, tileCount
    public let orderStatistic:
        @Sendable (UnsafePointer<Bytes>, Int, Int, MutableBytes, MutableBytes, Int) -> Void
    /// model, notes, tileCount, luma, cb, cr, protected, level, misfit, rates
    public let classifyTiles:
        @Sendable (
            MutableBytes, MutableBytes, Int, Bytes, Bytes, Bytes, Bytes, MutableBytes, MutableBytes,
            ClassifyRates
        ) -> Void
    /// model, notes, width, height, background, luma, cb, cr, level, misfit, leastBlinking, scratch
    public let forgiveSwaying:
        @Sendable (
            Bytes, Bytes, Int, Int, Bytes, Bytes, Bytes, Bytes, MutableBytes, MutableBytes, UInt8,
            MutableBytes
        ) -> Int
    /// model, notes, firstTile, tileStride, tileCount, luma, cb, cr, command, background, rates
    public let learnTiles:
        @Sendable (
            MutableBytes, MutableBytes, Int, Int, Int, Bytes, Bytes, Bytes, Bytes, MutableBytes,
            LearnRates
        ) -> Void
}
