import Footage

/// Two maps of cells, for upright and for level edges: one word a row, the lowest bit leftmost.
struct EdgePlanes: Hashable, Codable {
    var upright: [UInt64]
    var level: [UInt64]

    init(upright: [UInt64], level: [UInt64]) {
        self.upright = upright
        self.level = level
    }

    init(_ view: ViewSignature) { self.init(upright: view.upright, level: view.level) }

    /// Without any edge.
    init() { self.init(ViewSignature()) }

    var all: [[UInt64]] { [upright, level] }

    /// Edges in the rows that count; `columns` are the bits of a word that do.
    func count(rows: Range<Int> = ViewSignature.interiorRows, columns: UInt64 = .max) -> Int {
        var total = 0
        for row in rows {
            total += (upright[row] & columns).nonzeroBitCount
            total += (level[row] & columns).nonzeroBitCount
        }
        return total
    }

    /// With every edge grown by a cell to each of the four sides.
    func grown() -> EdgePlanes {
        func grow(_ map: [UInt64]) -> [UInt64] {
            map.indices.map { row in
                map[row] | map[row] << 1 | map[row] >> 1 | (row > 0 ? map[row - 1] : 0)
                    | (row + 1 < map.count ? map[row + 1] : 0)
            }
        }
        return EdgePlanes(upright: grow(upright), level: grow(level))
    }
}

/// How well the edges of a picture lie on those of a reference.
struct EdgeAgreement {
    /// Edges of the reference that could have been met.
    var expected = 0
    var met = 0
    /// As many would be met by chance.
    var byChance = 0.0
    private var variance = 0.0

    /// 1: all are met; 0: as many as by chance.
    var share: Double {
        let most = Double(expected) - byChance
        return most > 0 ? (Double(met) - byChance) / most : 0
    }

    /// Standard deviations above chance.
    var significance: Double {
        (Double(met) - byChance) / max(variance, 1).squareRoot()
    }

    /// - Parameters:
    ///   - right, down: cells by which the picture's content lies away from the reference's.
    ///   - rows, columns: of the reference that count.
    init(
        _ picture: EdgePlanes, on reference: EdgePlanes, right: Int = 0, down: Int = 0,
        rows: Range<Int> = ViewSignature.interiorRows, columns: UInt64 = .max
    ) {
        add(picture.upright, reference.upright, right, down, rows, columns)
        add(picture.level, reference.level, right, down, rows, columns)
    }

    private mutating func add(
        _ picture: [UInt64], _ reference: [UInt64], _ right: Int, _ down: Int,
        _ rows: Range<Int>, _ columns: UInt64
    ) {
        // Cells of the reference whose place in the picture is inside of it.
        let inside =
            (right >= 0 ? UInt64.max >> UInt64(right) : UInt64.max << UInt64(-right)) & columns
        let width = inside.nonzeroBitCount
        var (area, edges, wanted, found) = (0, 0, 0, 0)
        for row in rows where picture.indices.contains(row + down) {
            let moved =
                right >= 0
                ? picture[row + down] >> UInt64(right) : picture[row + down] << UInt64(-right)
            let target = reference[row] & inside
            area += width
            edges += (moved & inside).nonzeroBitCount
            wanted += target.nonzeroBitCount
            found += (target & moved).nonzeroBitCount
        }
        guard area > 0 else { return }
        let density = Double(edges) / Double(area)
        expected += wanted
        met += found
        byChance += Double(wanted) * density
        variance += Double(wanted) * density * (1 - density)
    }
}
