import Footage
import KernelDispatch

/// Neighbourhood votes on the mask, and its dilation.
final class MaskCleaning {
    private let size: FrameSize
    let kernels: KernelTable
    /// Sums over seven rows, with a margin of three columns on both sides.
    private let columns: UnsafeMutablePointer<UInt8>
    private let margin = 3
    private let largest: UnsafeMutablePointer<UInt8>

    init(size: FrameSize, kernels: KernelTable) {
        self.size = size
        self.kernels = kernels
        columns = .allocate(capacity: size.width + 128)
        largest = .allocate(capacity: size.width + 64)
    }

    deinit {
        columns.deallocate()
        largest.deallocate()
    }

    /// Majority in 7 × 7: 255 where the levels (0, 1, 2) add up to at least `threshold` of 98. The
    /// picture's edge is repeated outwards.
    ///
    /// - Parameters:
    ///   - threshold: at least 1.
    ///   - loud: rows other than these are all 0.
    /// - Returns: the rows outside of which the mask is all 0.
    func vote(
        _ level: Plane, threshold: UInt8, into mask: Plane, loud: LoudRows
    ) -> Range<Int> {
        let (width, height) = (size.width, size.height)
        guard width > 0, height > 0 else { return 0..<0 }
        let inner = columns + margin
        func clamped(_ y: Int) -> Int { min(max(y, 0), height - 1) }
        inner.update(repeating: 0, count: width)
        var loudCount = 0
        for y in -3...3 where loud[clamped(y)] {
            loudCount += 1
            kernels.slideColumns(inner, level.row(clamped(y)), zeros, width)
        }
        var (first, end) = (height, 0)
        for y in 0..<height {
            if loudCount > 0 {
                repeatEdges()
                kernels.voteRow(columns, threshold, mask.row(y), width)
                (first, end) = (min(first, y), y + 1)
            } else {
                mask.row(y).update(repeating: 0, count: width)
            }
            let (entering, leaving) = (clamped(y + 4), clamped(y - 3))
            guard loud[entering] || loud[leaving] else { continue }
            kernels.slideColumns(inner, level.row(entering), level.row(leaving), width)
            loudCount += (loud[entering] ? 1 : 0) - (loud[leaving] ? 1 : 0)
        }
        return first < end ? first..<end : 0..<0
    }

    /// Takes away the halo that smoothing, and chroma at half resolution, lay round things: a
    /// pixel much less different than one within two pixels of it is the other's spill.
    ///
    /// - Parameters:
    ///   - misfit: the difference of what is foreground, else 0.
    ///   - loud: rows other than these are all 0.
    func thin(_ level: Plane, misfit: Plane, loud: LoudRows) {
        let (width, height) = (size.width, size.height)
        guard width > 0, height > 0 else { return }
        let inner = columns + 2
        for y in 0..<height where loud[y] {
            inner.update(from: misfit.row(max(y - 2, 0)), count: width)
            for other in max(y - 1, 0)...min(y + 2, height - 1) {
                kernels.formMaximum(inner, misfit.row(other), width)
            }
            (columns[0], columns[1]) = (inner[0], inner[0])
            (inner[width], inner[width + 1]) = (inner[width - 1], inner[width - 1])
            kernels.maximumAcross(columns, largest, width)
            kernels.thinRow(level.row(y), misfit.row(y), largest, width)
        }
    }

    /// Grows the mask by two pixels in every direction.
    ///
    /// - Parameters:
    ///   - blank: whether each row of the target is known to be all zero; is kept up to date.
    ///   - isEmpty: whether a row of the mask is all zero; `false` if that is not known.
    func dilate(
        _ mask: Plane, into target: Plane, blank: inout [Bool], isEmpty: (Int) -> Bool
    ) {
        let (width, height) = (size.width, size.height)
        guard width > 0, height > 0 else { return }
        let inner = columns + 2
        // Rows around that hold anything.
        var full = (0..<min(2, height)).count { !isEmpty($0) }
        for y in 0..<height {
            if y + 2 < height, !isEmpty(y + 2) { full += 1 }
            if y >= 3, !isEmpty(y - 3) { full -= 1 }
            if full == 0 {
                if !blank[y] { target.row(y).update(repeating: 0, count: width) }
                blank[y] = true
                continue
            }
            blank[y] = false
            inner.update(from: mask.row(max(y - 2, 0)), count: width)
            for other in max(y - 1, 0)...min(y + 2, height - 1) {
                kernels.formMaximum(inner, mask.row(other), width)
            }
            (columns[0], columns[1]) = (inner[0], inner[0])
            (inner[width], inner[width + 1]) = (inner[width - 1], inner[width - 1])
            kernels.maximumAcross(columns, target.row(y), width)
        }
    }

    /// Grows a mask of which nothing is known.
    func dilate(_ mask: Plane, into target: Plane) {
        var blank = [Bool](repeating: false, count: size.height)
        dilate(mask, into: target, blank: &blank) { _ in false }
    }

    private func repeatEdges() {
        let inner = columns + margin
        for i in 0..<margin {
            columns[i] = inner[0]
            inner[size.width + i] = inner[size.width - 1]
        }
    }

    private lazy var zeroRow = Plane(size: FrameSize(width: size.width, height: 1))
    private var zeros: UnsafeMutablePointer<UInt8> { zeroRow.base }
}
