import Footage

/// Finds cast shadows on ground that has no texture: plain road, a lit floor.
///
/// Where texture cannot tell light from things (`LightPatches` does that), this does: a shadow
/// multiplies even ground by one factor, so that the ratio of frame and background is the same all
/// over it, its colour stays, and it lies open on the ground. An even part of a thing has other
/// parts of the thing around it.
struct FlatShadows {
    private let size: FrameSize
    private let parameters: FlatShadowParameters
    private let shades: ShadeRatio
    private let states: Plane
    /// Of the mask's pixels; 0 elsewhere and where it is no shadow's.
    private let ratios: Plane
    /// Rows of it that may hold anything.
    private var ratioRows = 0..<0
    private var region: [Int] = []

    /// The window in which the ratio must be even reaches so far from its middle.
    private static let reach = 3
    /// Middles of windows lie so far apart.
    private static let step = 2
    /// Standard deviations by which the corners of an even window may be off its middle.
    private static let cornerDeviations = 5.0

    /// What is known of a pixel of the mask.
    private enum State {
        static let unseen: UInt8 = 0
        static let visited: UInt8 = 1
        static let shadow: UInt8 = 2
        static let otherColour: UInt8 = 3
    }

    private struct Pictures {
        let mask: Plane
        let frame: WorkingPicture
        let model: BackgroundModel
        let marks: UnsafeMutablePointer<UInt8>

        init(_ mask: Plane, _ frame: WorkingPicture, _ model: BackgroundModel) {
            (self.mask, self.frame, self.model) = (mask, frame, model)
            marks = mask.base
        }
    }

    init(size: FrameSize, parameters: AnalysisParameters) {
        self.size = size
        self.parameters = parameters.flatShadow
        shades = ShadeRatio(parameters: parameters.flatShadow)
        states = Plane(size: size)
        ratios = Plane(size: size)
    }

    /// Takes shadows from `mask`.
    ///
    /// - Parameter rows: others have nothing.
    /// - Returns: how many pixels.
    mutating func remove(
        from mask: Plane, rows: Range<Int>, frame: WorkingPicture, model: BackgroundModel
    ) -> Int {
        let pictures = Pictures(mask, frame, model)
        defer { ratioRows = rows }
        guard measureRatios(pictures, rows) else { return 0 }
        (states.base + rows.lowerBound * size.width)
            .update(repeating: State.unseen, count: rows.count * size.width)
        var count = 0
        let (reach, width) = (Self.reach, size.width)
        // Middles have odd rows, as `isMiddle` says.
        let first = max(reach, rows.lowerBound | 1)
        for y in stride(from: first, to: min(size.height - reach, rows.upperBound), by: Self.step) {
            for start in stride(from: 0, to: width, by: 8) {
                let chunk = UnsafeRawPointer(ratios.base + (y &* width &+ start))
                // A plane can be read beyond its end by more than that.
                guard chunk.loadUnaligned(as: UInt64.self) != 0 else { continue }
                // Middles have odd columns, as `isMiddle` says.
                for x in stride(from: start + 1, to: min(start + 8, width - reach), by: Self.step)
                where x >= reach {
                    let pixel = y &* width &+ x
                    guard states.base[pixel] == State.unseen,
                        let ratio = evenRatio(around: pixel),
                        collect(from: pixel, ratio: ratio, pictures)
                    else { continue }
                    count += clear(ratio: ratio, pictures)
                }
            }
        }
        withExtendedLifetime(pictures) {}
        return count
    }

    private func isMiddle(_ pixel: Int) -> Bool {
        let (x, y, reach) = (pixel % size.width, pixel / size.width, Self.reach)
        return x & y & 1 == 1 && x >= reach && y >= reach && x < size.width - reach
            && y < size.height - reach
    }

    /// - Returns: whether any is a shadow's.
    private func measureRatios(_ pictures: Pictures, _ rows: Range<Int>) -> Bool {
        for row in ratioRows where !rows.contains(row) {
            ratios.row(row).update(repeating: 0, count: size.width)
        }
        let (marks, output) = (UnsafePointer(pictures.marks), ratios.base)
        let (now, before) = (pictures.frame.luma.base, pictures.model.luma.base)
        var found: UInt64 = 0
        shades.withReader { reader in
            let (first, end) = (rows.lowerBound * size.width, rows.upperBound * size.width)
            // Whole words may reach into the next row, which has nothing in the mask.
            for start in stride(from: first, to: end, by: 8) {
                // A plane can be read and written beyond its end by more than that.
                let chunk = UnsafeRawPointer(marks + start).loadUnaligned(as: UInt64.self)
                guard chunk != 0 else {
                    UnsafeMutableRawPointer(output + start).storeBytes(of: 0, as: UInt64.self)
                    continue
                }
                for pixel in start..<start &+ 8 {
                    output[pixel] = reader.ratio(now[pixel], before[pixel]) & marks[pixel]
                }
                found |= UnsafeRawPointer(output + start).loadUnaligned(as: UInt64.self)
            }
        }
        withExtendedLifetime(pictures) {}
        return found != 0
    }

    /// Mean ratio of the window about a pixel, or `nil` if it is not even.
    private func evenRatio(around pixel: Int) -> Double? {
        let ratios = UnsafePointer(ratios.base)
        let middle = Int(ratios[pixel])
        guard middle > 0 else { return nil }
        let (reach, width) = (Self.reach, size.width)
        // Most windows lie across a contour, which their corners tell.
        let most = Int(Self.cornerDeviations * parameters.variationShare * Double(middle))
        let (above, below) = (pixel &- reach &* width, pixel &+ reach &* width)
        let corners = SIMD4(above &- reach, above &+ reach, below &- reach, below &+ reach)
        for side in 0..<4 where abs(Int(ratios[corners[side]]) &- middle) > most { return nil }
        var (sum, squares) = (0, 0)
        for dy in -reach...reach {
            let row = ratios + (pixel &+ dy &* width)
            for dx in -reach...reach {
                let value = Int(row[dx])
                if value == 0 { return nil }
                sum &+= value
                squares &+= value &* value
            }
        }
        let count = Double((2 * reach + 1) * (2 * reach + 1))
        let mean = Double(sum) / count
        let variance = Double(squares) / count - mean * mean
        let largest = parameters.variationShare * mean
        return variance <= largest * largest ? mean : nil
    }

    /// Collects in `region` what has about the same ratio.
    ///
    /// - Returns: whether it is a shadow.
    private mutating func collect(
        from first: Int, ratio mean: Double, _ pictures: Pictures
    ) -> Bool {
        let range = shades.range(about: mean)
        var contour = (open: 0, covered: 0)
        var even = 0
        region.removeAll(keepingCapacity: true)
        region.append(first)
        states.base[first] = State.visited
        var next = 0
        while next < region.count {
            let pixel = region[next]
            next += 1
            if isMiddle(pixel), evenRatio(around: pixel) != nil { even += 1 }
            let around = neighbours(of: pixel)
            for side in 0..<4 {
                let neighbour = around[side]
                guard neighbour >= 0, pictures.marks[neighbour] != 0 else {
                    contour.open += 1
                    continue
                }
                let state = states.base[neighbour]
                if state == State.visited { continue }
                let other = Int(ratios.base[neighbour])
                if other > range.upperBound {
                    contour.open += 1
                } else if other < range.lowerBound || state == State.otherColour {
                    contour.covered += 1
                } else if keepsColour(neighbour, ratio: other, pictures) {
                    states.base[neighbour] = State.visited
                    region.append(neighbour)
                } else {
                    states.base[neighbour] = State.otherColour
                    contour.covered += 1
                }
            }
        }
        let area = Double(even * Self.step * Self.step)
        return area >= parameters.leastShare * Double(size.pixelCount)
            && area >= parameters.evenShare * Double(region.count)
            && Double(contour.open)
                >= parameters.openShare * Double(contour.open + contour.covered)
            && !isUpright
    }

    /// Whether the region is taller than wide: the even coat of a person lies open on both sides
    /// too, but it stands, and shadows lie.
    private var isUpright: Bool {
        var (left, right, top, bottom) = (size.width, 0, size.height, 0)
        for pixel in region {
            let (y, x) = pixel.quotientAndRemainder(dividingBy: size.width)
            (left, right) = (min(left, x), max(right, x))
            (top, bottom) = (min(top, y), max(bottom, y))
        }
        return Double(bottom - top) > parameters.uprightRatio * Double(right - left)
    }

    /// Whether light alone could have made this of the background's colour.
    private func keepsColour(_ pixel: Int, ratio: Int, _ pictures: Pictures) -> Bool {
        let before = pictures.model.dominantChroma(at: pixel)
        let (oldCb, oldCr) = (Int(before.cb) - 128, Int(before.cr) - 128)
        let cb = Int(pictures.frame.cb.base[pixel]) - 128
        let cr = Int(pictures.frame.cr.base[pixel]) - 128
        let dimmed =
            abs(cb - shades.dimmed(oldCb, by: ratio)) + abs(cr - shades.dimmed(oldCr, by: ratio))
        let same = abs(cb - oldCb) + abs(cr - oldCr)
        return Double(min(dimmed, same)) <= parameters.chromaTolerance
    }

    /// Takes the region from the mask, and the soft edge around it, where a shadow is weaker.
    ///
    /// - Returns: how many pixels.
    private mutating func clear(ratio mean: Double, _ pictures: Pictures) -> Int {
        let least = shades.range(about: mean).lowerBound
        let depth = Int((parameters.penumbraShare * Double(size.width)).rounded())
        for pixel in region { states.base[pixel] = State.shadow }
        var next = 0
        for _ in 0..<depth {
            let end = region.count
            while next < end {
                let around = neighbours(of: region[next])
                for side in 0..<4 {
                    let neighbour = around[side]
                    guard neighbour >= 0, states.base[neighbour] != State.shadow,
                        Int(ratios.base[neighbour]) >= least
                    else { continue }
                    states.base[neighbour] = State.shadow
                    region.append(neighbour)
                }
                next += 1
            }
        }
        for pixel in region { (pictures.marks[pixel], ratios.base[pixel]) = (0, 0) }
        return region.count
    }

    /// Those above, below and beside a pixel; -1 for each beyond the picture's rim.
    private func neighbours(of pixel: Int) -> SIMD4<Int> {
        let (x, width) = (pixel % size.width, size.width)
        return SIMD4(
            x > 0 ? pixel - 1 : -1, x + 1 < width ? pixel + 1 : -1,
            pixel >= width ? pixel - width : -1,
            pixel + width < size.pixelCount ? pixel + width : -1)
    }
}
