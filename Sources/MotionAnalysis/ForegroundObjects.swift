import Footage
import KernelDispatch

/// From the voted mask to things: fills holes, groups pixels, drops what is too small, and
/// describes the rest.
struct ForegroundObjects {
    private(set) var groups = ConnectedComponents()
    private(set) var observations: [Observation] = []
    /// Observation of each component; −1 where it was dropped.
    private(set) var observationOfComponent: [Int32] = []
    /// Pixels dropped for being too small or too weak.
    private(set) var droppedPixels = 0

    private var holes = ConnectedComponents()
    private var covered: CoveredGround?
    private var strong: [Int32] = []
    private var active: [Int32] = []
    private var contours: [ContourEvidence] = []
    private var colours: [AppearanceSums] = []
    private var surfaces: [SurfaceEvidence] = []

    private let kernels: KernelTable
    private let leastPixels: Int
    private let findsGhosts: Bool
    private let largestHole: Int
    private let holeOfThingShare: Double

    /// What the components are judged by.
    struct Evidence {
        var level: Plane
        var picture: WorkingPicture
        var frame: Plane { picture.luma }
        var background: Plane
        /// A frame from a moment ago, if there is one.
        var earlier: Plane?
        var thresholds: [UInt8]
        /// Whether the background may show things that were there at first: the edges of what has
        /// gone since tell nothing of what covers them.
        var isBackgroundYoung = false
    }

    init(size: FrameSize, parameters: AnalysisParameters, kernels: KernelTable) {
        self.kernels = kernels
        let scale = NoiseFloor.scale(parameters.sensitivity)
        let area = Double(size.pixelCount)
        let least = Int((parameters.mask.leastBlobShare * scale * area).rounded())
        leastPixels = parameters.disabled.contains(.noise) ? 1 : max(6, least)
        findsGhosts = !parameters.disabled.contains(.ghost)
        largestHole = Int(parameters.mask.largestHoleShare * area)
        holeOfThingShare = parameters.mask.holeOfThingShare
        if !parameters.disabled.contains(.coveredGround) {
            covered = CoveredGround(
                size: size, leastPixels: Int(Double(largestHole) / holeOfThingShare))
        }
    }

    /// - Parameter rows: others have nothing.
    mutating func find(in mask: Plane, rows: Range<Int>, _ evidence: Evidence) {
        fillHoles(mask, rows)
        groups.label(mask, value: 255, rows: rows)
        if fillHolesOfThings(mask) { groups.label(mask, value: 255, rows: rows) }
        if !evidence.isBackgroundYoung, fillCoveredGround(mask, evidence) {
            groups.label(mask, value: 255, rows: rows)
        }
        measure(mask, evidence)
        observations.removeAll(keepingCapacity: true)
        observationOfComponent.removeAll(keepingCapacity: true)
        droppedPixels = 0
        for (index, component) in groups.components.enumerated() {
            // Without one clear pixel a group must be larger to be believed.
            let needed = strong[index] > 0 ? leastPixels : 4 * leastPixels
            guard component.pixels >= needed else {
                droppedPixels += component.pixels
                observationOfComponent.append(-1)
                continue
            }
            let share = Double(active[index]) / Double(component.pixels)
            observationOfComponent.append(Int32(observations.count))
            observations.append(
                Observation(
                    component: component, appearance: colours[index].mean,
                    surface: surfaces[index], contourJump: contours[index].meanJump,
                    addedEdge: contours[index].meanAddedEdge,
                    isBackgroundYoung: evidence.isBackgroundYoung,
                    activeShare: share, activePixels: Int(active[index]),
                    // What changes at this moment is no empty place.
                    looksLikeGhost: findsGhosts && share < 0.15 && contours[index].isGhost,
                    looksLikeLight: contours[index].isLight))
        }
    }

    mutating func withObservations(_ body: (inout [Observation]) -> Void) { body(&observations) }

    /// The part of each observation that lies within an area (255 inside, 0 outside).
    func parts(within area: Plane) -> [MaskComponent] {
        var parts = [MaskComponent](repeating: MaskComponent(), count: observations.count)
        for run in groups.runs {
            let index = Int(observationOfComponent[Int(run.component)])
            guard index >= 0 else { continue }
            let row = area.row(Int(run.row))
            var x = Int(run.start)
            while x < Int(run.end) {
                let start = x
                let value = row[x]
                while x < Int(run.end), row[x] == value { x += 1 }
                if value != 0 {
                    parts[index].add(start: start, end: x, row: Int(run.row), isAtEdge: false)
                }
            }
        }
        return parts
    }

    private mutating func fillHoles(_ mask: Plane, _ rows: Range<Int>) {
        // With the empty rows around, by which what is open upwards or downwards is told.
        let around = max(rows.lowerBound - 1, 0)..<min(rows.upperBound + 1, mask.size.height)
        holes.label(mask, value: 0, rows: rows.isEmpty ? rows : around)
        for run in holes.runs {
            let hole = holes.components[Int(run.component)]
            guard !hole.touchesEdge, hole.pixels <= largestHole else { continue }
            (mask.row(Int(run.row)) + Int(run.start)).update(
                repeating: 255, count: Int(run.end - run.start))
        }
    }

    /// Fills what is large but a small part of the one thing around it: close by, everything is
    /// larger.
    ///
    /// - Returns: whether anything was filled.
    private func fillHolesOfThings(_ mask: Plane) -> Bool {
        var largest = 0
        for group in groups.components { largest = max(largest, group.pixels) }
        guard Double(largest) * holeOfThingShare > Double(largestHole) else { return false }
        var fills = [Bool?](repeating: nil, count: holes.components.count)
        var hasFilled = false
        for run in holes.runs {
            let index = Int(run.component)
            let hole = holes.components[index]
            guard !hole.touchesEdge, hole.pixels > largestHole else { continue }
            // The first pixel in reading order has the thing around it at its left.
            let fits =
                fills[index]
                ?? {
                    let group = groups.component(atRow: Int(run.row), column: Int(run.start) - 1)
                    let pixels = group.map { groups.components[$0].pixels } ?? 0
                    return Double(hole.pixels) <= holeOfThingShare * Double(pixels)
                }()
            fills[index] = fits
            guard fits else { continue }
            hasFilled = true
            (mask.row(Int(run.row)) + Int(run.start)).update(
                repeating: 255, count: Int(run.end - run.start))
        }
        return hasFilled
    }

    /// - Returns: whether anything was filled.
    private mutating func fillCoveredGround(_ mask: Plane, _ evidence: Evidence) -> Bool {
        let hasFilled = evidence.thresholds.withUnsafeBufferPointer { thresholds in
            covered?.fill(
                mask, of: groups,
                .init(
                    frame: evidence.frame.base, background: evidence.background.base,
                    size: mask.size, thresholds: thresholds))
        }
        withExtendedLifetime(evidence) {}
        return hasFilled ?? false
    }

    private mutating func measure(_ mask: Plane, _ evidence: Evidence) {
        let count = groups.components.count
        strong.removeAll(keepingCapacity: true)
        active.removeAll(keepingCapacity: true)
        contours.removeAll(keepingCapacity: true)
        strong.append(contentsOf: repeatElement(0, count: count))
        active.append(contentsOf: repeatElement(0, count: count))
        contours.append(contentsOf: repeatElement(ContourEvidence(), count: count))
        colours.removeAll(keepingCapacity: true)
        colours.append(contentsOf: repeatElement(AppearanceSums(), count: count))
        surfaces.removeAll(keepingCapacity: true)
        surfaces.append(contentsOf: repeatElement(SurfaceEvidence(), count: count))
        evidence.thresholds.withUnsafeBufferPointer { thresholds in
            // Addresses: a plane would be retained and released for every run.
            let pictures = ContourEvidence.Pictures(
                frame: evidence.frame.base, background: evidence.background.base,
                size: mask.size, thresholds: thresholds)
            let (level, earlier) = (evidence.level.base, evidence.earlier?.base)
            let (cb, cr) = (evidence.picture.cb.base, evidence.picture.cr.base)
            for run in groups.runs {
                let start = Int(run.row) * mask.size.width + Int(run.start)
                colours[Int(run.component)].add(
                    luma: pictures.frame + start, cb: cb + start, cr: cr + start,
                    count: Int(run.end - run.start))
                measure(run, mask.base, level: level, earlier: earlier, pictures)
            }
        }
        withExtendedLifetime((mask, evidence)) {}
    }

    private mutating func measure(
        _ run: MaskRun, _ mask: UnsafePointer<UInt8>, level: UnsafePointer<UInt8>,
        earlier: UnsafeMutablePointer<UInt8>?, _ pictures: ContourEvidence.Pictures
    ) {
        let (y, index) = (Int(run.row), Int(run.component))
        let (width, height) = (pictures.size.width, pictures.size.height)
        let start = y * width + Int(run.start)
        let count = Int(run.end - run.start)
        strong[index] += Self.countOfTwos(level + start, count)
        // With nothing to compare with it is not known to be moving.
        if let earlier {
            active[index] += Self.countActive(
                pictures.frame + start, earlier + start, pictures.thresholds, count)
        }
        surfaces[index].add(run, pictures, kernels)
        var contour = contours[index]
        contour.add(run, pictures)
        if y > 0, y + 1 < height {
            let (above, below) = (mask + start - width, mask + start + width)
            // Every second column suffices for a mean.
            var x = 0
            while x < count {
                if above[x] == 0 || below[x] == 0 {
                    contour.addVertical(x: Int(run.start) + x, y: y, pictures)
                }
                x &+= 2
            }
        }
        contours[index] = contour
    }

    private static func countOfTwos(_ level: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
        var total: Int32 = 0
        for i in 0..<count { total = total &+ (level[i] == 2 ? 1 : 0) }
        return total
    }

    /// Pixels that differ from a moment ago by more than noise.
    private static func countActive(
        _ now: UnsafePointer<UInt8>, _ earlier: UnsafePointer<UInt8>,
        _ thresholds: UnsafeBufferPointer<UInt8>, _ count: Int
    ) -> Int32 {
        guard let thresholds = thresholds.baseAddress else { return 0 }
        var total: Int32 = 0
        for i in 0..<count {
            let (a, b) = (now[i], earlier[i])
            let difference = a > b ? a &- b : b &- a
            total = total &+ (difference > thresholds[Int(a)] ? 1 : 0)
        }
        return total
    }
}
