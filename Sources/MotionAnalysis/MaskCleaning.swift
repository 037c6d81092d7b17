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
    func vote(_ level: Plane, threshold: UInt8, into mask: Plane) {
        let (width, height) = (size.width, size.height)
        guard width > 0, height > 0 else { return }
        let inner = columns + margin
        func row(_ y: Int) -> UnsafeMutablePointer<UInt8> {
            level.row(min(max(y, 0), height - 1))
        }
        inner.update(repeating: 0, count: width)
        for y in -3...3 { kernels.slideColumns(inner, row(y), zeros, width) }
        for y in 0..<height {
            repeatEdges()
            kernels.voteRow(columns, threshold, mask.row(y), width)
            kernels.slideColumns(inner, row(y + 4), row(y - 3), width)
        }
    }

    /// Takes away the halo that smoothing, and chroma at half resolution, lay round things: a
    /// pixel much less different than one within two pixels of it is the other's spill.
    ///
    /// - Parameter misfit: the difference of what is foreground, else 0.
    func thin(_ level: Plane, misfit: Plane) {
        let (width, height) = (size.width, size.height)
        guard width > 0, height > 0 else { return }
        let inner = columns + 2
        for y in 0..<height where kernels.sumOfSamples(misfit.row(y), width) > 0 {
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
    /// - Parameter isEmpty: whether a row of the mask is all zero; `false` if that is not known.
    func dilate(_ mask: Plane, into target: Plane, isEmpty: (Int) -> Bool) {
        let (width, height) = (size.width, size.height)
        guard width > 0, height > 0 else { return }
        let inner = columns + 2
        // Rows around that hold anything.
        var full = (0..<min(2, height)).count { !isEmpty($0) }
        for y in 0..<height {
            if y + 2 < height, !isEmpty(y + 2) { full += 1 }
            if y >= 3, !isEmpty(y - 3) { full -= 1 }
            if full == 0 {
                target.row(y).update(repeating: 0, count: width)
                continue
            }
            inner.update(from: mask.row(max(y - 2, 0)), count: width)
            for other in max(y - 1, 0)...min(y + 2, height - 1) {
                kernels.formMaximum(inner, mask.row(other), width)
            }
            (columns[0], columns[1]) = (inner[0], inner[0])
            (inner[width], inner[width + 1]) = (inner[width - 1], inner[width - 1])
            kernels.maximumAcross(columns, target.row(y), width)
        }
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
