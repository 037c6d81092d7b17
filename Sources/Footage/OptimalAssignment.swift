/// Pairs rows with columns at the least total cost, each used once at most.
///
/// The Hungarian method with shortest augmenting paths (Jonker and Volgenant, *A Shortest Augmenting
/// Path Algorithm for Dense and Sparse Linear Assignment Problems*, Computing 38, 1987), O(r² c).
/// Among assignments of equal cost the same input always gives the same one.
public enum OptimalAssignment {
    /// The column of every row, `nil` where leaving it alone is cheaper.
    ///
    /// - Parameters:
    ///   - rows, columns: how many there are of each.
    ///   - aloneCost: what a row without a column costs. A pair that costs as much or more is
    ///     never made.
    ///   - cost: of a row and a column; `.infinity` forbids the pair.
    public static func columns(
        rows: Int, columns: Int, aloneCost: Double, cost: (_ row: Int, _ column: Int) -> Double
    ) -> [Int?] {
        guard rows > 0, columns > 0 else { return Array(repeating: nil, count: rows) }
        // Every row has a column of its own that stands for being left alone.
        let width = columns + rows
        var costs = [Double](repeating: .infinity, count: rows * width)
        for row in 0..<rows {
            for column in 0..<columns {
                let value = cost(row, column)
                if value < aloneCost { costs[row * width + column] = value }
            }
            costs[row * width + columns + row] = aloneCost
        }
        return solve(costs, rows: rows, width: width).map { $0 < columns ? $0 : nil }
    }

    /// The column of every row; each row can have at least one.
    private static func solve(_ costs: [Double], rows: Int, width: Int) -> [Int] {
        var rowPrice = [Double](repeating: 0, count: rows)
        var columnPrice = [Double](repeating: 0, count: width)
        var rowOfColumn = [Int](repeating: -1, count: width)
        for newRow in 0..<rows {
            var distance = [Double](repeating: .infinity, count: width)
            var previous = [Int](repeating: -1, count: width)
            var isDone = [Bool](repeating: false, count: width)
            var row = newRow
            var reached = -1
            var base = 0.0
            while true {
                var next = -1
                for column in 0..<width where !isDone[column] {
                    let through =
                        base + costs[row * width + column] - rowPrice[row] - columnPrice[column]
                    if through < distance[column] {
                        distance[column] = through
                        previous[column] = reached
                    }
                    if next < 0 || distance[column] < distance[next] { next = column }
                }
                base = distance[next]
                isDone[next] = true
                reached = next
                guard rowOfColumn[next] >= 0 else { break }
                row = rowOfColumn[next]
            }
            rowPrice[newRow] += base
            for column in 0..<width where isDone[column] && column != reached {
                columnPrice[column] -= base - distance[column]
                rowPrice[rowOfColumn[column]] += base - distance[column]
            }
            var column = reached
            while column >= 0 {
                let before = previous[column]
                rowOfColumn[column] = before >= 0 ? rowOfColumn[before] : newRow
                column = before
            }
        }
        var columnOfRow = [Int](repeating: -1, count: rows)
        for (column, row) in rowOfColumn.enumerated() where row >= 0 { columnOfRow[row] = column }
        return columnOfRow
    }
}
