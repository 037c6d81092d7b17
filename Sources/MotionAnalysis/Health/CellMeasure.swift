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
        /// Squared difference to the second and to the eighth sample on the right, in 1/16.
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
        Self.addSquares(difference, columnSums(.near), width - 2)
        kernels.absoluteDifference(here, other, difference, width)
        kernels.addRow(difference, columnSums(.down), width)
        kernels.absoluteDifference(here, here + 8, difference, width - 8)
        Self.addSquares(difference, columnSums(.far), width - 8)
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

    /// Of the fifth of the cells with the strongest upright edges, without those that show burnt-in
    /// text: see `HealthReading.sharpness`. What little an encoder leaves of weak structure does
    /// not count beside them.
    func sharpness() -> Int {
        let inner = ViewSignature.interiorRows
        let cells = inner.lowerBound * Self.columns..<inner.upperBound * Self.columns
        let near = Array(self.cells[Sum.near.rawValue][cells])
        let far = Array(self.cells[Sum.far.rawValue][cells])
        let (nearNoise, farNoise) = (
            CellSample.level(of: near, permille: 100), CellSample.level(of: far, permille: 100)
        )
        let strong = CellSample.level(of: far, permille: 800)
        var (steep, high, count) = (0, 0, 0)
        for cell in far.indices where far[cell] > strong {
            steep += Int(max(0, near[cell] - nearNoise))
            high += Int(far[cell] - farNoise)
            count += 1
        }
        guard count > 0, high / count >= Self.leastEdge else { return 0 }
        return min(1023, max(1, 1024 * steep / high))
    }

    /// Five levels, squared, in 1/16.
    private static let leastEdge = 25 * 16
}
