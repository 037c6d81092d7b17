import Footage
import KernelDispatch

/// Reads cells of 8 × 8 pixels of a mask, and of frame and background there.
final class CellReader {
    /// Sums over the mask's pixels in one cell.
    struct Sums {
        var pixels: Int
        /// Pixels whose slopes were looked at: not those near the contour, whose slopes are the
        /// edge's.
        var inner: Int
        var now: Int
        var before: Int
        /// About the mean slope of either: what remains is texture, without the smooth rise and
        /// fall of the light.
        var agreement = SlopeAgreement()
    }

    static let side = 8
    /// What the kernel reads around a cell.
    private static let margin = 2
    private static let patchSide = side + 2 * margin

    private let size: FrameSize
    private let kernels: KernelTable
    private let scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: 768)
    private let sums = UnsafeMutablePointer<Int32>.allocate(capacity: 11)
    /// Mask, frame and background of a cell at the border, with what lies around it.
    private let patches = UnsafeMutablePointer<UInt8>.allocate(
        capacity: 3 * patchSide * patchSide)

    init(size: FrameSize, kernels: KernelTable) {
        self.size = size
        self.kernels = kernels
    }

    deinit {
        scratch.deallocate()
        sums.deallocate()
        patches.deallocate()
    }

    /// Whether the mask is set anywhere in a cell.
    func isMarked(_ mask: Plane, column: Int, row: Int) -> Bool {
        let (x, y) = (column &* Self.side, row &* Self.side)
        var line = UnsafeRawPointer(mask.base + (y &* size.width &+ x))
        var found: UInt64 = 0
        // A plane can be read beyond its end by more than a cell's width.
        for _ in 0..<min(Self.side, size.height &- y) {
            found |= line.loadUnaligned(as: UInt64.self)
            line += size.width
        }
        return found != 0
    }

    /// What the cell's mask, frame and background say of the light.
    func sums(
        _ mask: Plane, _ frame: Plane, _ background: Plane, column: Int, row: Int
    ) -> Sums {
        let (x, y) = (column &* Self.side, row &* Self.side)
        let isInside =
            x >= Self.margin && y >= Self.margin && x &+ Self.side &+ Self.margin <= size.width
            && y &+ Self.side &+ Self.margin <= size.height
        if isInside {
            let start = y &* size.width &+ x
            kernels.measureCell(
                mask.base + start, frame.base + start, background.base + start, size.width,
                ClippedWhite.luma, scratch, sums)
        } else {
            let area = Self.patchSide * Self.patchSide
            for (index, plane) in [mask, frame, background].enumerated() {
                copyPatch(of: plane, x: x, y: y, to: patches + index * area)
            }
            let start = Self.margin * Self.patchSide + Self.margin
            kernels.measureCell(
                patches + start, patches + area + start, patches + 2 * area + start,
                Self.patchSide, ClippedWhite.luma, scratch, sums)
        }
        return result
    }

    /// Copies a cell with its surroundings; 0 where the picture ends.
    private func copyPatch(
        of plane: Plane, x: Int, y: Int, to target: UnsafeMutablePointer<UInt8>
    ) {
        target.update(repeating: 0, count: Self.patchSide * Self.patchSide)
        let left = max(x - Self.margin, 0)
        let right = min(x + Self.side + Self.margin, size.width)
        for line in max(y - Self.margin, 0)..<min(y + Self.side + Self.margin, size.height) {
            let row = target + (line - y + Self.margin) * Self.patchSide
            (row + left - x + Self.margin).update(
                from: plane.row(line) + left, count: right - left)
        }
    }

    private var result: Sums {
        func sum(_ index: Int) -> Int { Int(sums[index]) }
        var found = Sums(pixels: sum(0), inner: sum(1), now: sum(2), before: sum(3))
        guard found.inner > 0 else { return found }
        let (across, down) = (sum(4), sum(5))
        let (acrossBefore, downBefore) = (sum(6), sum(7))
        found.agreement.add(
            frame: sum(8) - (across * across + down * down) / found.inner,
            background: sum(9)
                - (acrossBefore * acrossBefore + downBefore * downBefore) / found.inner,
            common: sum(10) - (across * acrossBefore + down * downBefore) / found.inner)
        return found
    }
}
