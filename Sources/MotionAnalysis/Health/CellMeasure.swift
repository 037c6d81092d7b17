import Footage
import KernelDispatch

/// Light, edges and their steepness in the cells of a `ViewSignature`, from every second row.
///
/// Integer throughout. Scratch memory is kept from picture to picture.
final class CellMeasure {
    private static let columns = ViewSignature.columns
    private static let rows = ViewSignature.rows

    private let size: FrameSize
    private let kernels: KernelTable
    /// First column of each cell, and the width.
    private let bounds: [Int]
    /// Sums of a band of rows, for each column: see `Sum`.
    private let sums: UnsafeMutablePointer<UInt32>
    private let scratch: Plane
    /// Of each cell, scaled to what one sample would give; `Sum` × rows × columns.
    private var cells: [[Int32]]
    private var edges = EdgeMaps()

    /// What is summed up.
    private enum Sum: Int, CaseIterable {
        /// Luma, in 1/16 levels.
        case luma
        /// |difference| to the second sample on the right, and below, in 1/16 levels.
        case across, down
        /// Squared difference to the first and to the fourth sample on the right, in 1/16.
        case near, far
    }

    init(size: FrameSize, kernels: KernelTable) {
        self.size = size
        self.kernels = kernels
        bounds = (0...Self.columns).map { $0 * size.width / Self.columns }
        sums = .allocate(capacity: Sum.allCases.count * (size.width + 64))
        scratch = Plane(size: FrameSize(width: size.width + 64, height: 1))
        cells = Array(
            repeating: Array(repeating: 0, count: Self.columns * Self.rows),
            count: Sum.allCases.count)
    }

    deinit { sums.deallocate() }

    private func columnSums(_ sum: Sum) -> UnsafeMutablePointer<UInt32> {
        sums + sum.rawValue * (size.width + 64)
    }

    /// Measures every cell; what the other functions tell is of this picture from then on.
    func measure(_ luma: Plane) {
        for row in 0..<Self.rows {
            let first = row * size.height / Self.rows
            let last = max(first + 1, (row + 1) * size.height / Self.rows)
            sums.update(repeating: 0, count: Sum.allCases.count * (size.width + 64))
            var count = 0
            for y in stride(from: first, to: last, by: 2) {
                addRow(luma, y)
                count += 1
            }
            for sum in Sum.allCases { gather(sum, into: row, rowCount: count) }
        }
        edges.find(across: cells[Sum.across.rawValue], down: cells[Sum.down.rawValue])
    }

    private func addRow(_ luma: Plane, _ y: Int) {
        let here = luma.row(y)
        // The last rows are compared with the ones above.
        let other = luma.row(y + 2 < size.height ? y + 2 : max(0, y - 2))
        let difference = scratch.row(0)
        let width = size.width
        kernels.addRow(here, columnSums(.luma), width)
        kernels.absoluteDifference(here, here + 2, difference, width - 2)
        kernels.addRow(difference, columnSums(.across), width - 2)
        kernels.absoluteDifference(here, other, difference, width)
        kernels.addRow(difference, columnSums(.down), width)
        kernels.absoluteDifference(here, here + 1, difference, width - 1)
        Self.addSquares(difference, columnSums(.near), width - 1)
        kernels.absoluteDifference(here, here + 4, difference, width - 4)
        Self.addSquares(difference, columnSums(.far), width - 4)
    }

    /// Wrapping, so that it is compiled to vector instructions.
    @inline(never)
    private static func addSquares(
        _ row: UnsafePointer<UInt8>, _ sums: UnsafeMutablePointer<UInt32>, _ count: Int
    ) {
        for x in 0..<count {
            let value = UInt16(row[x])
            sums[x] = sums[x] &+ UInt32(value &* value)
        }
    }

    private func gather(_ sum: Sum, into row: Int, rowCount: Int) {
        let columns = columnSums(sum)
        let scale = 16
        for column in 0..<Self.columns {
            let (first, last) = (bounds[column], bounds[column + 1])
            var total = 0
            for x in first..<last { total &+= Int(columns[x]) }
            let samples = max(1, (last - first) * rowCount)
            cells[sum.rawValue][row * Self.columns + column] = Int32(total * scale / samples)
        }
    }

    /// Where edges and light are.
    ///
    /// - Parameter luma: the picture that was measured.
    func signature(of luma: Plane) -> ViewSignature {
        var view = ViewSignature()
        view.upright = edges.upright
        view.level = edges.level
        let means = cells[Sum.luma.rawValue]
        for blockRow in 0..<ViewSignature.blockRows {
            for blockColumn in 0..<ViewSignature.blockColumns {
                var total: Int32 = 0
                for row in 4 * blockRow..<4 * blockRow + 4 {
                    for column in 4 * blockColumn..<4 * blockColumn + 4 {
                        total += means[row * Self.columns + column]
                    }
                }
                view.luma[blockRow * ViewSignature.blockColumns + blockColumn] = UInt8(total / 256)
            }
        }
        let side = 8
        for index in 0..<ViewSignature.fingerprintCount {
            // A grid whose rows are shifted, so that no line of the scene holds many of them.
            let (across, down) = (index % side, index / side)
            let x = (16 * across + 5 * down % 16 + 1) * (size.width - 1) / (16 * side + 8)
            let y = (16 * down + 7 * across % 16 + 1) * (size.height - 1) / (16 * side + 8)
            view.fingerprint[index] = luma[x, y]
        }
        return view
    }

    /// See `PictureLight`.
    func light(colour: ColourMeasure) -> PictureLight {
        var histogram = [Int](repeating: 0, count: 256)
        var (total, count) = (0, 0)
        for row in ViewSignature.interiorRows {
            for cell in row * Self.columns..<(row + 1) * Self.columns {
                let value = Int(cells[Sum.luma.rawValue][cell]) / 16
                histogram[min(255, value)] += 1
                total += value
                count += 1
            }
        }
        func level(_ percent: Int) -> UInt8 {
            var below = 0
            for value in 0..<255 {
                below += histogram[value]
                if below * 100 > count * percent { return UInt8(value) }
            }
            return 255
        }
        let white = histogram[Self.white...].reduce(0, +)
        return PictureLight(
            mean: UInt8(total / max(1, count)), low: level(2), middle: level(50), high: level(98),
            whitePermille: white * 1000 / max(1, count), colour: colour.mean,
            strongestColour: colour.strongest)
    }

    /// White in a picture of limited range is 235.
    private static let white = 232

    /// The median over the cells with upright edges: see `HealthReading.sharpness`.
    func sharpness() -> Int {
        let near = cells[Sum.near.rawValue]
        let far = cells[Sum.far.rawValue]
        let (nearNoise, farNoise) = (Self.tenth(near), Self.tenth(far))
        var ratios: [Int] = []
        for row in 0..<Self.rows where edges.upright[row] != 0 {
            for column in 0..<Self.columns where edges.upright[row] >> UInt64(column) & 1 == 1 {
                let cell = row * Self.columns + column
                let steep = max(0, Int(near[cell] - nearNoise))
                let high = Int(far[cell] - farNoise)
                if high > 0 { ratios.append(min(1023, max(1, 1024 * steep / high))) }
            }
        }
        guard ratios.count >= Self.fewestEdges else { return 0 }
        ratios.sort()
        return ratios[ratios.count / 2]
    }

    /// See `HealthReading.detail`; of the cells that do not show burnt-in text.
    func detail() -> Int {
        let near = cells[Sum.near.rawValue]
        let noise = Self.tenth(near)
        var total = 0
        let inner = ViewSignature.interiorRows
        for cell in inner.lowerBound * Self.columns..<inner.upperBound * Self.columns {
            total += Int(max(0, near[cell] - noise))
        }
        return total / (inner.count * Self.columns)
    }

    private static let fewestEdges = 12

    /// What a tenth of the cells does not exceed: the noise of the flattest.
    private static func tenth(_ values: [Int32]) -> Int32 {
        CellSample.level(of: values, permille: 100)
    }
}
