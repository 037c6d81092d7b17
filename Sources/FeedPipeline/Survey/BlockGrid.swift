import Footage

/// Blocks as neighbours of each other.
struct BlockGrid {
    let columns: Int
    let rows: Int

    /// The largest value that two neighbours, side by side or one above the other, both reach.
    func strongestPair(of values: [Int32]) -> Int32 {
        var best: Int32 = 0
        for row in 0..<rows {
            for column in 0..<columns {
                let position = row * columns + column
                let value = values[position]
                guard value > best else { continue }
                if column + 1 < columns { best = max(best, min(value, values[position + 1])) }
                if column > 0 { best = max(best, min(value, values[position - 1])) }
                if row + 1 < rows { best = max(best, min(value, values[position + columns])) }
                if row > 0 { best = max(best, min(value, values[position - columns])) }
            }
        }
        return best
    }

    /// The largest value of each block and the eight around it.
    func mostAround(_ values: [Int16]) -> [Int16] {
        var most = values
        for row in 0..<rows {
            for column in 0..<columns {
                var value = values[row * columns + column]
                for line in max(0, row - 1)...min(rows - 1, row + 1) {
                    for place in max(0, column - 1)...min(columns - 1, column + 1) {
                        value = max(value, values[line * columns + place])
                    }
                }
                most[row * columns + column] = value
            }
        }
        return most
    }

    /// The connected groups of the marked blocks: positions, ascending within a group.
    func groups(of isMarked: [Bool]) -> [[Int]] {
        var isLeft = isMarked
        var groups: [[Int]] = []
        for start in isLeft.indices where isLeft[start] {
            isLeft[start] = false
            var group = [start]
            var next = 0
            while next < group.count {
                let (row, column) = (group[next] / columns, group[next] % columns)
                next += 1
                func reach(_ row: Int, _ column: Int) {
                    guard row >= 0, row < rows, column >= 0, column < columns,
                        isLeft[row * columns + column]
                    else { return }
                    isLeft[row * columns + column] = false
                    group.append(row * columns + column)
                }
                reach(row, column + 1)
                reach(row, column - 1)
                reach(row + 1, column)
                reach(row - 1, column)
            }
            groups.append(group.sorted())
        }
        return groups
    }

    /// The box around some blocks, in 0…1 of the picture.
    func region(of group: [Int]) -> Region {
        let across = group.map { $0 % columns }
        let down = group.map { $0 / columns }
        let left = across.min() ?? 0
        let top = down.min() ?? 0
        return Region(
            x: Double(left) / Double(columns), y: Double(top) / Double(rows),
            width: Double((across.max() ?? 0) - left + 1) / Double(columns),
            height: Double((down.max() ?? 0) - top + 1) / Double(rows))
    }
}
