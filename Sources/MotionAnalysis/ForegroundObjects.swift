import Footage

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
    private var strong: [Int32] = []
    private var active: [Int32] = []
    private var contours: [ContourEvidence] = []

    private let leastPixels: Int
    private let largestHole: Int

    /// What the components are judged by.
    struct Evidence {
        var level: Plane
        var frame: Plane
        var background: Plane
        /// A frame from a moment ago, if there is one.
        var earlier: Plane?
        var thresholds: [UInt8]
    }

    init(size: FrameSize, parameters: AnalysisParameters) {
        let scale = NoiseFloor.scale(parameters.sensitivity)
        let area = Double(size.pixelCount)
        leastPixels = max(6, Int((parameters.leastBlobShare * scale * area).rounded()))
        largestHole = Int(parameters.largestHoleShare * area)
    }

    mutating func find(in mask: Plane, _ evidence: Evidence) {
        fillHoles(mask)
        groups.label(mask, value: 255)
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
                    component: component, activeShare: share, activePixels: Int(active[index]),
                    // What changes at this moment is no empty place.
                    looksLikeGhost: share < 0.15 && contours[index].isGhost,
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

    private mutating func fillHoles(_ mask: Plane) {
        holes.label(mask, value: 0)
        for run in holes.runs {
            let hole = holes.components[Int(run.component)]
            guard !hole.touchesEdge, hole.pixels <= largestHole else { continue }
            (mask.row(Int(run.row)) + Int(run.start)).update(
                repeating: 255, count: Int(run.end - run.start))
        }
    }

    private mutating func measure(_ mask: Plane, _ evidence: Evidence) {
        let count = groups.components.count
        strong.removeAll(keepingCapacity: true)
        active.removeAll(keepingCapacity: true)
        contours.removeAll(keepingCapacity: true)
        strong.append(contentsOf: repeatElement(0, count: count))
        active.append(contentsOf: repeatElement(0, count: count))
        contours.append(contentsOf: repeatElement(ContourEvidence(), count: count))
        evidence.thresholds.withUnsafeBufferPointer { thresholds in
            for run in groups.runs { measure(run, mask, evidence, thresholds) }
        }
    }

    private mutating func measure(
        _ run: MaskRun, _ mask: Plane, _ evidence: Evidence,
        _ thresholds: UnsafeBufferPointer<UInt8>
    ) {
        let (y, index) = (Int(run.row), Int(run.component))
        let columns = Int(run.start)..<Int(run.end)
        let level = evidence.level.row(y)
        let now = evidence.frame.row(y)
        var strongCount: Int32 = 0
        var activeCount: Int32 = 0
        for x in columns where level[x] == 2 { strongCount += 1 }
        if let earlier = evidence.earlier?.row(y) {
            for x in columns {
                let difference = abs(Int32(now[x]) - Int32(earlier[x]))
                if difference > Int32(thresholds[Int(now[x])]) { activeCount += 1 }
            }
        } else {
            activeCount = Int32(columns.count)
        }
        strong[index] += strongCount
        active[index] += activeCount
        let pictures = ContourEvidence.Pictures(
            frame: evidence.frame, background: evidence.background, thresholds: thresholds)
        contours[index].add(run, pictures)
        guard y > 0, y + 1 < mask.size.height else { return }
        let (above, below) = (mask.row(y - 1), mask.row(y + 1))
        // Every second column suffices for a mean.
        for x in stride(from: columns.lowerBound, to: columns.upperBound, by: 2)
        where above[x] == 0 || below[x] == 0 {
            contours[index].addVertical(x: x, y: y, pictures)
        }
    }
}
