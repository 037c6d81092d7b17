import Footage

/// Which cells have an edge: those that are steeper than the cells around them and than noise, so
/// that neither more light nor more contrast changes which they are.
struct EdgeMaps {
    /// Rows of cells, the lowest bit leftmost.
    private(set) var upright: [UInt64]
    private(set) var level: [UInt64]

    private static let columns = ViewSignature.columns
    private static let rows = ViewSignature.rows
    /// The neighbourhood is this many cells to each side.
    private static let reach = 3
    /// In 1/16 levels: less is rounding of a codec.
    private static let least: Int32 = 32

    private var table = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))

    init() {
        upright = Array(repeating: 0, count: Self.rows)
        level = upright
    }

    /// - Parameters: mean slope of each cell in both directions, 1/16 levels, row-major.
    mutating func find(across: [Int32], down: [Int32]) {
        mark(across, into: \.upright)
        mark(down, into: \.level)
    }

    private mutating func mark(_ slope: [Int32], into map: WritableKeyPath<Self, [UInt64]>) {
        let flat = CellSample.level(of: slope, permille: 200)
        let least = flat * 3 / 2 + Self.least
        let stride = Self.columns + 1
        for row in 0..<Self.rows {
            var line: Int32 = 0
            for column in 0..<Self.columns {
                line += slope[row * Self.columns + column]
                table[(row + 1) * stride + column + 1] = table[row * stride + column + 1] + line
            }
        }
        for row in 0..<Self.rows {
            let (top, bottom) = (max(0, row - Self.reach), min(Self.rows, row + Self.reach + 1))
            var word: UInt64 = 0
            for column in 0..<Self.columns {
                let value = slope[row * Self.columns + column]
                guard value > least else { continue }
                let left = max(0, column - Self.reach)
                let right = min(Self.columns, column + Self.reach + 1)
                let sum =
                    table[bottom * stride + right] - table[top * stride + right]
                    - table[bottom * stride + left] + table[top * stride + left]
                let area = Int32((bottom - top) * (right - left))
                if value * area > sum + sum / 4 { word |= 1 << UInt64(column) }
            }
            self[keyPath: map][row] = word
        }
    }
}

/// Levels of a map of cells, from every fifth cell.
enum CellSample {
    /// What so many thousandths of the cells do not exceed.
    static func level(of values: [Int32], permille: Int) -> Int32 {
        var sample = stride(from: 2, to: values.count, by: 5).map { values[$0] }
        sample.sort()
        return sample[sample.count * permille / 1000]
    }
}
