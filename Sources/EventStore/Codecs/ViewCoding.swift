import Footage

/// Codes views one after the other, both ways: edges by those around them and those before, light
/// by what it was before.
struct ViewCoding {
    private static let columns = ViewSignature.columns
    private static let rows = ViewSignature.rows

    private var isFirst = true
    /// Edges of the first view, by those to the left and above and by the other map's.
    private var fresh = Array(repeating: BitChance(percent: 12, seen: 8), count: 2 * 16)
    /// Edges of later ones, by those before at the same place and beside it, and by the new ones.
    private var kept = Array(repeating: BitChance(percent: 80, seen: 8), count: 2 * 24)
    private var gained = Array(repeating: BitChance(percent: 6, seen: 8), count: 2 * 24)
    private var light = [NumberCoding(), NumberCoding()]
    private var samples = [NumberCoding(), NumberCoding()]

    /// - Returns: the view; of a reader, the one that was written.
    mutating func code(
        _ view: ViewSignature, after last: ViewSignature, _ coder: inout some BitCoder
    ) -> ViewSignature {
        defer { isFirst = false }
        var found = view
        found.upright = edges(
            view.upright, after: last.upright, beside: nil, &coder)
        found.level = edges(view.level, after: last.level, beside: found.upright, &coder)
        for block in view.luma.indices {
            let before = isFirst ? Self.neighbour(of: block, in: found.luma) : Int(last.luma[block])
            let isCalm =
                block % ViewSignature.blockColumns == 0
                || found.luma[block - 1] == last.luma[block - 1]
            found.luma[block] = Self.byte(
                light[isCalm ? 0 : 1].code(Int(view.luma[block]), near: before, &coder), &coder)
        }
        for index in view.fingerprint.indices {
            let before =
                isFirst
                ? (index == 0 ? 128 : Int(found.fingerprint[index - 1]))
                : Int(last.fingerprint[index])
            let isCalm = index == 0 || found.fingerprint[index - 1] == last.fingerprint[index - 1]
            found.fingerprint[index] = Self.byte(
                samples[isCalm ? 0 : 1].code(Int(view.fingerprint[index]), near: before, &coder),
                &coder)
        }
        return found
    }

    private static func byte(_ value: Int, _ coder: inout some BitCoder) -> UInt8 {
        guard let byte = UInt8(exactly: value) else {
            coder.isDamaged = true
            return 0
        }
        return byte
    }

    /// What light is to be expected from the blocks that are known: on the left and above.
    private static func neighbour(of block: Int, in luma: [UInt8]) -> Int {
        let (row, column) = (
            block / ViewSignature.blockColumns, block % ViewSignature.blockColumns
        )
        let left = column > 0 ? Int(luma[block - 1]) : nil
        let above = row > 0 ? Int(luma[block - ViewSignature.blockColumns]) : nil
        switch (left, above) {
        case (let left?, let above?): return (left + above) / 2
        case (let one?, nil), (nil, let one?): return one
        case (nil, nil): return 128
        }
    }

    private mutating func edges(
        _ map: [UInt64], after last: [UInt64], beside other: [UInt64]?,
        _ coder: inout some BitCoder
    ) -> [UInt64] {
        var found = Array(repeating: UInt64(0), count: Self.rows)
        let side = other == nil ? 0 : 1
        for row in 0..<Self.rows {
            let above = row > 0 ? found[row - 1] : 0
            var line: UInt64 = 0
            for column in 0..<Self.columns {
                func bit(_ word: UInt64, _ column: Int) -> Int {
                    column < 0 ? 0 : Int(word >> UInt64(column) & 1)
                }
                let left = bit(line, column - 1)
                let top = bit(above, column)
                let beside = bit(other?[row] ?? 0, column)
                let isSet = map[row] >> UInt64(column) & 1 == 1
                let read: Bool
                if isFirst {
                    let context =
                        left + 2 * top + 4 * beside + 8 * bit(above, min(column + 1, 63))
                    read = coder.code(isSet, &fresh[16 * side + context])
                } else {
                    let around =
                        bit(last[row], column - 1) + bit(last[row], min(column + 1, 63))
                        + bit(row > 0 ? last[row - 1] : 0, column)
                        + bit(row + 1 < Self.rows ? last[row + 1] : 0, column)
                    let context = 24 * side + left + 2 * top + 4 * beside + 8 * min(around, 2)
                    read =
                        bit(last[row], column) == 1
                        ? coder.code(isSet, &kept[context])
                        : coder.code(isSet, &gained[context])
                }
                if read { line |= 1 << UInt64(column) }
            }
            found[row] = line
        }
        return found
    }
}
