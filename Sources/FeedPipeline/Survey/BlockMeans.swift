import Footage

/// Mean luma of the blocks of an analysis picture: what a key frame is compared by.
///
/// 8 × 8 analysis pixels make a block, some 80 × 45 of them a picture. Sixteenths of a grey level;
/// a remainder at the right and lower edge is left out. Integer, the same on every machine.
struct BlockMeans: Equatable {
    static let blockSide = 8
    /// Of a grey level.
    static let unitsPerLevel: Int32 = 16

    let columns: Int
    let rows: Int
    /// Row-major, `columns × rows`, 0…4080.
    private(set) var values: [Int16]

    init(columns: Int, rows: Int, values: [Int16]) {
        precondition(values.count == columns * rows, "a value for each block")
        self.columns = columns
        self.rows = rows
        self.values = values
    }

    /// - Parameter luma: at least one block in size, or the result is empty.
    init(of luma: Plane) {
        let side = Self.blockSide
        columns = luma.size.width / side
        rows = luma.size.height / side
        var means = [Int16](repeating: 0, count: columns * rows)
        guard let base = luma.bytes.baseAddress, columns > 0, rows > 0 else {
            values = means
            return
        }
        let width = luma.size.width
        var sums = [UInt16](repeating: 0, count: columns * side)
        for row in 0..<rows {
            sums.withUnsafeMutableBufferPointer { sums in
                // Down first: eight rows into one, which the compiler turns into vectors.
                for x in sums.indices { sums[x] = 0 }
                for line in row * side..<(row + 1) * side {
                    let source = base + line * width
                    for x in sums.indices { sums[x] &+= UInt16(source[x]) }
                }
            }
            for column in 0..<columns {
                var sum: UInt32 = 0
                for x in column * side..<(column + 1) * side { sum += UInt32(sums[x]) }
                // 64 pixels: a quarter of the sum is the mean in sixteenths.
                means[row * columns + column] = Int16(sum / 4)
            }
        }
        values = means
    }

    func isComparable(to other: BlockMeans) -> Bool {
        columns == other.columns && rows == other.rows
    }
}
