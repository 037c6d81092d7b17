import Footage

/// Light that differs from place to place: clouds, headlights, mains flicker. It is smooth, so it
/// is worked out on a coarse grid and interpolated.
struct LightField {
    private static let cell = 8
    private let columns: Int
    private let rows: Int
    /// Gains in 1⁄1024, row-major, `columns × rows` grid points every `cell` pixels.
    private var gains: [Int32]

    /// - Parameter gain: what light is multiplied by at a point given in picture heights.
    init(size: FrameSize, gain: (_ u: Double, _ v: Double) -> Double) {
        columns = size.width / Self.cell + 2
        rows = size.height / Self.cell + 2
        gains = []
        gains.reserveCapacity(columns * rows)
        let unit = Double(Self.cell) / Double(size.height)
        for row in 0..<rows {
            for column in 0..<columns {
                let value = gain(Double(column) * unit, Double(row) * unit)
                gains.append(Int32(min(8, max(0, value)) * 1024))
            }
        }
    }

    /// Multiplies the whole picture by one gain.
    static func apply(gain: Double, to work: inout WorkingPicture) {
        let factor = Int32(min(8, max(0, gain)) * 1024)
        guard factor != 1024 else { return }
        scale(&work.luma, factor, 0, Int32(WorkingPicture.white))
        scale(&work.cb, factor, -1792, 1792)
        scale(&work.cr, factor, -1792, 1792)
    }

    private static func scale(_ plane: inout [Int16], _ factor: Int32, _ low: Int32, _ high: Int32)
    {
        plane.withUnsafeMutableBufferPointer { plane in
            for index in 0..<plane.count {
                let value = (Int32(plane[index]) &* factor) &>> 10
                plane[index] = Int16(truncatingIfNeeded: max(low, min(high, value)))
            }
        }
    }

    func apply(to work: inout WorkingPicture) {
        apply(to: &work.luma, work.size, shift: 3, 0, Int32(WorkingPicture.white))
        apply(to: &work.cb, work.chromaSize, shift: 2, -1792, 1792)
        apply(to: &work.cr, work.chromaSize, shift: 2, -1792, 1792)
    }

    /// - Parameter shift: log₂ of the plane's samples per cell.
    private func apply(
        to plane: inout [Int16], _ size: FrameSize, shift: Int, _ low: Int32, _ high: Int32
    ) {
        let cell = 1 << shift
        var line = [Int32](repeating: 0, count: columns)
        plane.withUnsafeMutableBufferPointer { plane in
            for y in 0..<size.height {
                let upper = (y >> shift) * columns
                let part = Int32(y & (cell - 1))
                for column in 0..<columns {
                    let a = gains[upper + column]
                    let b = gains[upper + columns + column]
                    line[column] = a + ((b - a) * part) >> Int32(shift)
                }
                let row = y * size.width
                for x in 0..<size.width {
                    let a = line[x >> shift]
                    let b = line[(x >> shift) + 1]
                    let gain = a &+ ((b &- a) &* Int32(x & (cell - 1))) &>> Int32(shift)
                    let value = (Int32(plane[row + x]) &* gain) &>> 10
                    plane[row + x] = Int16(truncatingIfNeeded: max(low, min(high, value)))
                }
            }
        }
    }
}
