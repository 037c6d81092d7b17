import Footage

/// What of a picture is not the scene behind it: groups of neighbouring blocks that differ by far
/// more than the light and their own restlessness explain.
struct BlockEvidence {
    /// Standard deviations at which two neighbouring blocks together are evidence.
    static let threshold: Int32 = 7
    /// A picture that differs in more than this share of its blocks is another scene, or another
    /// light, and no evidence of things.
    private static let mostShare = 0.6

    /// Things, as boxes in 0…1 of the stored picture; empty without evidence.
    private(set) var regions: [Region] = []
    /// Blocks of the things as a share of the watched blocks, in parts per million.
    private(set) var motionPPM = 0
    /// Positions of those blocks, row-major.
    private(set) var blocks: [Int] = []
    /// The least of the two blocks of the most striking pair, in sixteenths of `threshold`'s unit:
    /// what there is below the threshold tells where to look first.
    private(set) var strength: Int32 = 0

    var isEmpty: Bool { regions.isEmpty }

    /// - Parameter watched: which blocks count.
    init(of picture: BlockMeans, against background: SceneBackground, watched: [Bool]) {
        let scene = background.scene
        guard picture.isComparable(to: scene), watched.count == scene.values.count else { return }
        let fit = LightFit(picture, to: scene)
        var scores = [Int32](repeating: 0, count: scene.values.count)
        for block in scores.indices {
            let level = Int32(scene.values[block])
            let difference = Int32(picture.values[block]) - level - fit.difference(atLevel: level)
            scores[block] = abs(difference) * 16 / Int32(background.spread[block])
        }
        // Rain, flicker or a shaken camera disturb all blocks: then more is asked of each.
        let usual = max(11, LightFit.median(of: scores))
        for block in scores.indices {
            scores[block] = watched[block] ? scores[block] * 11 / usual : 0
        }
        let grid = BlockGrid(columns: scene.columns, rows: scene.rows)
        strength = grid.strongestPair(of: scores)
        let isHot = scores.map { $0 > Self.threshold * 16 }
        let watchedCount = max(1, watched.reduce(0) { $0 + ($1 ? 1 : 0) })
        let things = grid.groups(of: isHot).filter { $0.count >= 2 }
        let found = things.reduce(0) { $0 + $1.count }
        guard found > 0, Double(found) <= Self.mostShare * Double(watchedCount) else { return }
        regions = things.map(grid.region)
        blocks = things.flatMap { $0 }
        motionPPM = max(1, found * 1_000_000 / watchedCount)
    }
}

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
