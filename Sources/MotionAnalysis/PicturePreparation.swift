import Footage
import KernelDispatch

/// Smooths luma by 3 × 3, brings chroma to full size, and reads both from a shifted position, so
/// that a shaken camera's picture lies over the model.
final class PicturePreparation {
    private let size: FrameSize
    private let kernels: KernelTable
    private let sums: UnsafeMutablePointer<UInt16>
    /// One row with room on both sides for the shift.
    private let line: UnsafeMutablePointer<UInt8>

    init(size: FrameSize, kernels: KernelTable) {
        self.size = size
        self.kernels = kernels
        sums = .allocate(capacity: size.width + 64)
        line = .allocate(capacity: size.width + 128)
    }

    deinit {
        sums.deallocate()
        line.deallocate()
    }

    /// - Parameter shift: where the picture's content lies relative to the model, in pixels; the
    ///   uncovered edge repeats the picture's edge.
    func prepare(_ picture: PlanarPicture, shift: PixelShift, into target: WorkingPicture) {
        smooth(picture.luma, shift, into: target.luma)
        enlarge(picture.cb, shift, into: target.cb)
        enlarge(picture.cr, shift, into: target.cr)
    }

    private func smooth(_ source: Plane, _ shift: PixelShift, into target: Plane) {
        let lastRow = size.height - 1
        for y in 0..<size.height {
            let centre = min(max(y + shift.down, 0), lastRow)
            let above = source.row(max(centre - 1, 0))
            let below = source.row(min(centre + 1, lastRow))
            let output = shift.right == 0 ? target.row(y) : line
            kernels.smoothRow(above, source.row(centre), below, sums, output, size.width)
            if shift.right != 0 { move(line, by: shift.right, into: target.row(y)) }
        }
    }

    private func enlarge(_ source: Plane?, _ shift: PixelShift, into target: Plane) {
        guard let source else { return target.fill(128) }
        if shift.isNone { return enlarge(source, into: target) }
        for y in 0..<size.height {
            let wanted = min(max(y + shift.down, 0), size.height - 1)
            kernels.doubleRow(source.row(wanted / 2), line, source.size.width)
            move(line, by: shift.right, into: target.row(y))
        }
    }

    private func enlarge(_ source: Plane, into target: Plane) {
        // An odd width writes one sample too many, into the next row or the plane's padding.
        for y in stride(from: 0, to: size.height, by: 2) {
            kernels.doubleRow(source.row(y / 2), target.row(y), source.size.width)
            guard y + 1 < size.height else { break }
            target.row(y + 1).update(from: target.row(y), count: size.width)
        }
    }

    private func move(
        _ source: UnsafeMutablePointer<UInt8>, by right: Int,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        let width = size.width
        let shift = min(max(right, 1 - width), width - 1)
        let count = width - abs(shift)
        if shift >= 0 {
            target.update(from: source + shift, count: count)
            (target + count).update(repeating: source[width - 1], count: shift)
        } else {
            (target - shift).update(from: source, count: count)
            target.update(repeating: source[0], count: -shift)
        }
    }
}
