import Footage
import KernelDispatch

/// Compares every eighth row of a picture with the same rows of the one that was measured before.
struct StillnessMeasure {
    /// A source that repeats its picture differs by less after it was encoded; a clock does not.
    private static let jump: UInt8 = 8
    private static let step = 8

    private let size: FrameSize
    private let rows: [Int]
    private let before: Plane
    private let scratch: Plane
    private var isPrimed = false

    init(size: FrameSize) {
        self.size = size
        rows = Array(
            stride(from: min(Self.step / 2, size.height - 1), to: size.height, by: Self.step))
        let kept = FrameSize(width: size.width, height: rows.count)
        before = Plane(size: kept)
        scratch = Plane(size: FrameSize(width: size.width, height: 1))
    }

    /// - Returns: `nil` for the first picture.
    mutating func change(
        to luma: Plane, keyFrames: Int, kernels: KernelTable
    ) -> PictureChange? {
        var (sum, jumps) = (0, 0)
        for (index, y) in rows.enumerated() {
            let kept = before.row(index)
            if isPrimed {
                kernels.absoluteDifference(luma.row(y), kept, scratch.row(0), size.width)
                sum += kernels.sumOfSamples(scratch.row(0), size.width)
                jumps += kernels.countAbove(scratch.row(0), Self.jump, size.width)
            }
            kept.update(from: luma.row(y), count: size.width)
        }
        defer { isPrimed = true }
        guard isPrimed else { return nil }
        return PictureChange(
            mean: sum * 256 / max(1, rows.count * size.width), jumps: jumps, keyFrames: keyFrames)
    }
}
