/// What light alone changes in a picture, place by place: the fit of the whole picture, and the
/// median of what is left around each place, relative to how bright the scene is there.
///
/// Clouds, lamps and headlights change large patches by a factor; a thing smaller than half of the
/// neighbourhood does not move its median, and of a larger one the edges stand out. Integer.
struct LightField {
    /// Blocks from one supporting point to the next, and as far on either side that count for it.
    private static let step = 6
    /// Relative differences in 1/1024, up to a half.
    private static let unit: Int32 = 1024
    private static let most: Int32 = 512
    /// Four grey levels: in the dark, noise is no factor.
    private static let darkest: Int32 = 4 * BlockMeans.unitsPerLevel

    /// What light adds to each block, in units of `BlockMeans`.
    let differences: [Int32]
    /// The part of it that is of a place and not of the whole picture: at the edge of a cloud the
    /// rest is no evidence.
    let local: [Int32]

    /// Fits `picture` to `reference`; both have the same number of blocks.
    init(_ picture: BlockMeans, to reference: BlockMeans) {
        let fit = LightFit(picture, to: reference)
        let (columns, rows) = (reference.columns, reference.rows)
        var differences = [Int32](repeating: 0, count: reference.values.count)
        var relative = differences
        for block in differences.indices {
            let level = Int32(reference.values[block])
            differences[block] = fit.difference(atLevel: level)
            let left = Int32(picture.values[block]) - level - differences[block]
            relative[block] = max(
                -Self.most, min(Self.most, left * Self.unit / (level + Self.darkest)))
        }
        let across = (columns + Self.step - 1) / Self.step + 1
        let down = (rows + Self.step - 1) / Self.step + 1
        var points = [Int32](repeating: 0, count: across * down)
        var counts = [Int32](repeating: 0, count: Int(2 * Self.most) + 1)
        for point in points.indices {
            let (row, column) = (point / across * Self.step, point % across * Self.step)
            points[point] = Self.median(
                of: relative, columns: columns,
                across: max(0, column - Self.step)..<min(columns, column + Self.step + 1),
                down: max(0, row - Self.step)..<min(rows, row + Self.step + 1), counts: &counts)
        }
        let step = Int32(Self.step)
        var local = [Int32](repeating: 0, count: differences.count)
        for block in differences.indices {
            let (row, column) = (block / columns, block % columns)
            let corner = row / Self.step * across + column / Self.step
            let (right, below) = (Int32(column % Self.step), Int32(row % Self.step))
            let upper = points[corner] * (step - right) + points[corner + 1] * right
            let lower =
                points[corner + across] * (step - right) + points[corner + across + 1] * right
            let factor = (upper * (step - below) + lower * below) / (step * step)
            let level = Int32(reference.values[block])
            local[block] = factor * (level + Self.darkest) / Self.unit
            differences[block] += local[block]
        }
        self.differences = differences
        self.local = local
    }

    /// The picture in the reference's light.
    func corrected(_ picture: BlockMeans) -> [Int16] {
        zip(picture.values, differences).map { Int16(clamping: Int32($0) - $1) }
    }

    /// The lower median of a part; 0 of nothing. `counts` is all zero before and after.
    private static func median(
        of values: [Int32], columns: Int, across: Range<Int>, down: Range<Int>,
        counts: inout [Int32]
    ) -> Int32 {
        var left = Int32(across.count * down.count - 1) / 2
        guard !across.isEmpty, !down.isEmpty else { return 0 }
        var (least, greatest) = (most, -most)
        for row in down {
            for column in across {
                let value = values[row * columns + column]
                counts[Int(value + most)] += 1
                least = min(least, value)
                greatest = max(greatest, value)
            }
        }
        var found: Int32?
        for value in least...greatest {
            left -= counts[Int(value + most)]
            counts[Int(value + most)] = 0
            if found == nil, left < 0 { found = value }
        }
        return found ?? 0
    }
}
