import Footage
import KernelDispatch

/// Finds the parts of a mask in which only the light has changed: cast shadows, clouds, the cones
/// of headlights.
///
/// Light makes a place brighter or darker and leaves its texture; a thing covers it. Within small
/// cells the slopes of frame and background are correlated, pooled with the cells around. Where
/// neither has texture nothing can be told, and the mask stays as it is.
struct LightPatches {
    /// Pixels taken from the mask.
    struct Removed: Equatable {
        /// Darker, with a hard edge or a soft one.
        var shadow = 0
        /// Brighter.
        var light = 0
    }

    private enum Finding { case empty, undecided, light, thing }

    private struct Cell {
        /// Mask pixels, and those of them whose slopes were looked at.
        var pixels = 0
        var inner = 0
        var now = 0
        var before = 0
        /// Chroma about neutral, at some places.
        var chroma = ChromaSums()
        /// Of the texture alone.
        var agreement = SlopeAgreement()

        static func += (sum: inout Cell, other: Cell) {
            sum.pixels += other.pixels
            sum.inner += other.inner
            sum.now += other.now
            sum.before += other.before
            sum.agreement += other.agreement
            sum.chroma += other.chroma
        }

        /// Brightness of the frame as a multiple of the background's.
        var ratio: Double { Double(now) / Double(max(before, 1)) }
    }

    private static let side = 8

    private let columns: Int
    private let rows: Int
    private var cells: [Cell]
    private var findings: [Finding]
    /// Cells with mask pixels.
    private var used: [Int] = []
    private var visited: [Bool]
    private var patch: [Int] = []
    private let reader: CellReader
    private let parameters: ShadowParameters

    init(size: FrameSize, parameters: AnalysisParameters, kernels: KernelTable) {
        reader = CellReader(size: size, kernels: kernels)
        columns = (size.width + Self.side - 1) / Self.side
        rows = (size.height + Self.side - 1) / Self.side
        cells = Array(repeating: Cell(), count: columns * rows)
        findings = Array(repeating: .empty, count: columns * rows)
        visited = Array(repeating: true, count: columns * rows)
        self.parameters = parameters.shadow
    }

    /// Takes from `mask` what only the light has changed.
    ///
    /// - Parameters:
    ///   - rows: others have nothing.
    ///   - noise: of the frame against the background where nothing moves.
    mutating func remove(
        from mask: Plane, rows: Range<Int>, frame: WorkingPicture, model: BackgroundModel,
        noise: NoiseFloor
    ) -> Removed {
        guard measure(mask, rows, frame.luma, model.luma) else { return Removed() }
        measureChroma(mask, frame, model)
        decide(noise)
        spread()
        return clear(mask)
    }

    private mutating func measure(
        _ mask: Plane, _ maskRows: Range<Int>, _ frame: Plane, _ background: Plane
    ) -> Bool {
        for index in used { (cells[index], findings[index]) = (Cell(), .empty) }
        used.removeAll(keepingCapacity: true)
        let (first, end) = (maskRows.lowerBound / Self.side, maskRows.upperBound)
        for row in first..<(end + Self.side - 1) / Self.side {
            for column in 0..<columns where reader.isMarked(mask, column: column, row: row) {
                let index = row &* columns &+ column
                findings[index] = .undecided
                used.append(index)
                let sums = reader.sums(mask, frame, background, column: column, row: row)
                cells[index] = Cell(
                    pixels: sums.pixels, inner: sums.inner, now: sums.now, before: sums.before,
                    agreement: sums.agreement)
            }
        }
        return !used.isEmpty
    }

    private mutating func measureChroma(
        _ mask: Plane, _ frame: WorkingPicture, _ model: BackgroundModel
    ) {
        for index in used where cells[index].pixels > 0 {
            // Chroma is coarse anyway: four places of a cell.
            for place in 0..<4 {
                let x = index % columns * Self.side + 2 + place % 2 * 4
                let y = index / columns * Self.side + 2 + place / 2 * 4
                guard x < mask.size.width, y < mask.size.height else { continue }
                let i = y * mask.size.width + x
                guard mask.base[i] != 0 else { continue }
                let before = model.dominantChroma(at: i)
                cells[index].chroma.add(
                    cb: Int(frame.cb.base[i]), cr: Int(frame.cr.base[i]), before: before)
            }
        }
    }

    private mutating func decide(_ noise: NoiseFloor) {
        for index in used {
            let isEmpty = cells[index].pixels == 0
            findings[index] = isEmpty ? .empty : finding(index / columns, index % columns, noise)
        }
    }

    /// Looks at more around a cell as long as it cannot be told.
    private func finding(_ row: Int, _ column: Int, _ noise: NoiseFloor) -> Finding {
        let cell = cells[row * columns + column]
        for reach in 1...parameters.largestReach {
            var pool = Cell()
            for r in max(row - reach, 0)...min(row + reach, rows - 1) {
                for c in max(column - reach, 0)...min(column + reach, columns - 1) {
                    pool += cells[r * columns + c]
                }
            }
            let found = finding(pool, noise)
            if found == .undecided { continue }
            // One light falls on all of it.
            return found == .light && !isAlike(cell.ratio, pool.ratio) ? .undecided : found
        }
        return .undecided
    }

    private func finding(_ pool: Cell, _ noise: NoiseFloor) -> Finding {
        guard pool.inner >= parameters.leastPixels else { return .undecided }
        if agrees(pool, least: parameters.leastAgreement) { return .light }
        let band = min(pool.before / max(pool.pixels, 1) / 16, NoiseFloor.bandCount - 1)
        let deviation = noise.deviation[band]
        let noiseSlopes = 3.3 * deviation * deviation * Double(pool.inner)
        let strongest = Double(max(pool.agreement.frame, pool.agreement.background))
        let isTextured = strongest >= 3 * noiseSlopes
        return isTextured && pool.agreement.cosine < parameters.leastAgreement / 2
            ? .thing : .undecided
    }

    /// Whether the frame shows the background's texture, as steep as its brightness lets expect.
    private func agrees(_ pool: Cell, least: Double) -> Bool {
        guard pool.inner > 0, pool.ratio >= parameters.darkestShare else { return false }
        // Neighbouring slopes are not independent: about every third says something new.
        let chance = (3 / Double(pool.inner)).squareRoot()
        // Light is multiplied or added: slopes change with the brightness or stay.
        let steepenings = 0.6 * min(pool.ratio, 1)...1.5 * max(pool.ratio, 1)
        guard pool.chroma.difference(ratio: pool.ratio) <= parameters.chromaTolerance else {
            return false
        }
        return pool.agreement.cosine >= max(least, parameters.certainty * chance)
            && steepenings.contains(pool.agreement.steepening)
    }

    /// What no small part could tell, a whole patch may: one light makes all of it darker or
    /// brighter by the same share.
    private mutating func spread() {
        for index in used { visited[index] = findings[index] == .empty }
        for index in used where !visited[index] {
            collectPatch(from: index)
            spreadWithinPatch()
        }
    }

    private mutating func collectPatch(from first: Int) {
        patch.removeAll(keepingCapacity: true)
        patch.append(first)
        visited[first] = true
        var next = 0
        while next < patch.count {
            let (row, column) = (patch[next] / columns, patch[next] % columns)
            next += 1
            for r in max(row - 1, 0)...min(row + 1, rows - 1) {
                for c in max(column - 1, 0)...min(column + 1, columns - 1) {
                    let index = r * columns + c
                    guard !visited[index] else { continue }
                    visited[index] = true
                    patch.append(index)
                }
            }
        }
    }

    private mutating func spreadWithinPatch() {
        var (all, light) = (Cell(), Cell())
        for index in patch {
            all += cells[index]
            if findings[index] == .light { light += cells[index] }
        }
        let ratio = light.pixels > 0 ? light.ratio : all.ratio
        var alike = Cell()
        for index in patch where isAlike(cells[index].ratio, ratio) { alike += cells[index] }
        // Seen as a whole far more slopes are compared, so that less agreement is certain.
        if alike.pixels * 4 >= all.pixels * 3,
            agrees(alike, least: parameters.leastAgreement * parameters.leastPatchShare)
        {
            for index in patch
            where findings[index] != .light && isAlike(cells[index].ratio, ratio) {
                findings[index] = .light
                light += cells[index]
            }
        }
        guard light.pixels * 2 >= all.pixels else { return }
        // At its soft edge the light is weaker than within.
        for index in patch where findings[index] == .undecided {
            let own = cells[index].ratio
            let weakest = 1 - parameters.ratioTolerance
            if ratio < 1
                ? own >= ratio * weakest && own <= 1 : own <= ratio / weakest && own >= 1
            {
                findings[index] = .light
            }
        }
    }

    private func isAlike(_ ratio: Double, _ other: Double) -> Bool {
        abs(ratio - other) <= parameters.ratioTolerance * other
    }

    private mutating func clear(_ mask: Plane) -> Removed {
        var removed = Removed()
        let (width, height) = (mask.size.width, mask.size.height)
        for index in used where findings[index] == .light {
            let left = index % columns * Self.side
            let top = index / columns * Self.side
            for y in top..<min(top + Self.side, height) {
                for x in left..<min(left + Self.side, width) { mask.row(y)[x] = 0 }
            }
            if cells[index].now < cells[index].before {
                removed.shadow += cells[index].pixels
            } else {
                removed.light += cells[index].pixels
            }
        }
        return removed
    }
}
