/// What a scene looks like without those who pass through, block by block, and how restless each
/// block is: the median and the middle three quarters of several pictures around a moment.
struct SceneBackground {
    /// With fewer pictures a median tells the scene from what moves in it no more.
    static let fewest = 4
    static let most = 16

    let scene: BlockMeans
    /// Standard deviation by block, in units of `BlockMeans`; at least `least`.
    let spread: [Int16]

    /// Coding noise of a block that nothing moves in: not quite half a grey level.
    private static let least: Int16 = 7

    /// - Parameter pictures: of one size, in any light; `nil` if there are fewer than `fewest`.
    init?(_ pictures: [BlockMeans]) {
        guard pictures.count >= Self.fewest, let first = pictures.first,
            pictures.allSatisfy(first.isComparable(to:))
        else { return nil }
        let rough = Self.sorted(pictures.map(\.values))[(pictures.count - 1) / 2]
        let reference = BlockMeans(columns: first.columns, rows: first.rows, values: rough)
        let ranked = Self.sorted(
            pictures.map { LightField($0, to: reference).corrected($0) })
        let eighth = ranked.count / 8
        scene = BlockMeans(
            columns: first.columns, rows: first.rows, values: ranked[(ranked.count - 1) / 2])
        let low = ranked[eighth]
        let high = ranked[ranked.count - 1 - eighth]
        let own = low.indices.map { Self.deviation(ofMostOf: Int32(high[$0]) - Int32(low[$0])) }
        // What sways at one place may sway beside it at another time.
        spread = BlockGrid(columns: first.columns, rows: first.rows).mostAround(own)
    }

    /// The middle three quarters of a normal distribution are 2.3 standard deviations wide.
    private static func deviation(ofMostOf width: Int32) -> Int16 {
        max(least, Int16(clamping: width * 7 / 16))
    }

    /// Sorts block by block: the first array of the result holds the least value of each block.
    /// Odd-even transposition: compares whole arrays, which the compiler turns into vectors.
    static func sorted(_ pictures: [[Int16]]) -> [[Int16]] {
        var ranked = pictures
        for round in ranked.indices {
            for upper in stride(from: 1 + round % 2, to: ranked.count, by: 2) {
                var (low, high) = (ranked[upper - 1], ranked[upper])
                // The arrays are in two places now: take them out, so that they are not copied.
                ranked[upper - 1] = []
                ranked[upper] = []
                order(&low, &high)
                ranked[upper - 1] = low
                ranked[upper] = high
            }
        }
        return ranked
    }

    private static func order(_ low: inout [Int16], _ high: inout [Int16]) {
        low.withUnsafeMutableBufferPointer { low in
            high.withUnsafeMutableBufferPointer { high in
                for block in low.indices {
                    let (one, other) = (low[block], high[block])
                    low[block] = min(one, other)
                    high[block] = max(one, other)
                }
            }
        }
    }
}
