import Footage
import KernelDispatch

/// Smooths luma by 3 × 3, brings chroma to full size, and reads both from a shifted position, so
/// that a shaken camera's picture lies over the model.
final class PicturePreparation {
    private let size: FrameSize
    private let kernels: KernelTable
    /// One row of sums with room on both sides for the shift.
    private let sums: UnsafeMutablePointer<UInt16>
    /// One row with room on both sides for the shift.
    private let line: UnsafeMutablePointer<UInt8>
    private lazy var unshifted = Plane(size: size)
    /// Samples kept free on both sides of `sums` and `line`.
    private let margin: Int

    init(size: FrameSize, kernels: KernelTable) {
        self.size = size
        self.kernels = kernels
        margin = size.width / 8 + 16
        sums = .allocate(capacity: size.width + 2 * margin + 64)
        line = .allocate(capacity: size.width + 2 * margin + 128)
    }

    deinit {
        sums.deallocate()
        line.deallocate()
    }

    /// - Parameter shift: where the picture's content lies relative to the model; the uncovered
    ///   edge repeats the picture's edge.
    func prepare(_ picture: PlanarPicture, shift: PixelShift, into target: WorkingPicture) {
        if shift.isNone {
            smooth(picture.luma, into: target.luma)
            enlarge(picture.cb, into: target.cb)
            enlarge(picture.cr, into: target.cr)
        } else {
            let segments = segments(of: shift)
            smooth(picture.luma, shift, segments, into: target.luma)
            enlarge(picture.cb, shift, segments, into: target.cb)
            enlarge(picture.cr, shift, segments, into: target.cr)
        }
    }

    /// Brings a mask of the model back to where things are in the picture.
    func unshift(_ mask: Plane, by shift: PixelShift) {
        guard !shift.isNone else { return }
        let scratch = unshifted
        scratch.copy(from: mask)
        let (width, height) = (size.width, size.height)
        let segments = segments(of: shift)
        for y in 0..<height {
            let right = PixelShift.whole(shift.quartersRight(row: y, of: height))
            let output = line + margin
            for segment in segments {
                let from = clampedRow(y - PixelShift.whole(segment.quartersDown))
                (output + segment.start).update(
                    from: scratch.row(from) + segment.start, count: segment.count)
            }
            repeatEdges(of: output)
            let inside = min(max(right, -margin), margin)
            mask.row(y).update(from: output - inside, count: width)
        }
    }

    private func smooth(_ source: Plane, into target: Plane) {
        let lastRow = size.height - 1
        for y in 0..<size.height {
            kernels.smoothRow(
                source.row(max(y - 1, 0)), source.row(y), source.row(min(y + 1, lastRow)), sums,
                target.row(y), size.width)
        }
    }

    /// Columns that are moved down by the same amount.
    private struct Segment {
        var start: Int
        var count: Int
        var quartersDown: Int
    }

    private func segments(of shift: PixelShift) -> [Segment] {
        var found: [Segment] = []
        for x in 0..<size.width {
            let down = shift.quartersDown(column: x, of: size.width)
            if let last = found.last, last.quartersDown == down {
                found[found.count - 1].count += 1
            } else {
                found.append(Segment(start: x, count: 1, quartersDown: down))
            }
        }
        return found
    }

    /// Smoothing and interpolation in one, for 0 to 3 quarters of a pixel: each has the mean
    /// place and about the width of the 1 2 1 that is used without a shift.
    private static let weights = [
        Weights(4, 8, 4, 0), Weights(2, 8, 6, 0), Weights(1, 7, 7, 1), Weights(0, 6, 8, 2),
    ]

    private func smooth(
        _ source: Plane, _ shift: PixelShift, _ segments: [Segment], into target: Plane
    ) {
        let (width, height) = (size.width, size.height)
        let inner = sums + margin
        for y in 0..<height {
            for segment in segments {
                let whole = y + segment.quartersDown >> 2
                func row(_ offset: Int) -> UnsafePointer<UInt8> {
                    UnsafePointer(source.row(clampedRow(whole + offset)) + segment.start)
                }
                kernels.weighRows(
                    row(-1), row(0), row(1), row(2), Self.weights[segment.quartersDown & 3],
                    inner + segment.start, segment.count)
            }
            (inner - margin).update(repeating: inner[0], count: margin)
            (inner + width).update(repeating: inner[width - 1], count: margin)
            let right = shift.quartersRight(row: y, of: height)
            let whole = min(max(right >> 2, 4 - margin), margin - 4)
            kernels.weighColumns(
                inner + whole - 1, Self.weights[right & 3], target.row(y), width)
        }
    }

    private func enlarge(
        _ source: Plane?, _ shift: PixelShift, _ segments: [Segment], into target: Plane
    ) {
        guard let source else { return target.fill(128) }
        let (width, height) = (size.width, size.height)
        let output = line + margin
        for y in 0..<height {
            for segment in segments {
                let row = clampedRow(y + PixelShift.whole(segment.quartersDown))
                // Whole pairs: a segment may begin in the middle of one.
                let first = segment.start / 2
                let pairs = (segment.start + segment.count + 1) / 2 - first
                kernels.doubleRow(source.row(row / 2) + first, output + 2 * first, pairs)
            }
            repeatEdges(of: output)
            let right = PixelShift.whole(shift.quartersRight(row: y, of: height))
            target.row(y).update(from: output + min(max(right, -margin), margin), count: width)
        }
    }

    private func enlarge(_ source: Plane?, into target: Plane) {
        guard let source else { return target.fill(128) }
        // An odd width writes one sample too many, into the next row or the plane's padding.
        for y in stride(from: 0, to: size.height, by: 2) {
            kernels.doubleRow(source.row(y / 2), target.row(y), source.size.width)
            guard y + 1 < size.height else { break }
            target.row(y + 1).update(from: target.row(y), count: size.width)
        }
    }

    private func clampedRow(_ y: Int) -> Int { min(max(y, 0), size.height - 1) }

    private func repeatEdges(of row: UnsafeMutablePointer<UInt8>) {
        (row - margin).update(repeating: row[0], count: margin)
        (row + size.width).update(repeating: row[size.width - 1], count: margin)
    }
}
