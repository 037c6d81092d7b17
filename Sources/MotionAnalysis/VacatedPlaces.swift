import Footage

/// Finds, in the mask of a young background, what a thing has left: even while the thing still
/// touches that place and both are one component.
///
/// A part of the mask that does not change just now is looked at along its outer contour alone,
/// where it meets background. If the edges there are the background's and the frame has none,
/// the background shows the thing and the frame what was behind it. Where the background was seen
/// for long it is not doubted. What is taken out grows over the ground around it that looks alike.
struct VacatedPlaces {
    private var parts = ConnectedComponents()
    private var contours: [ContourEvidence] = []
    private var contourLengths: [Int] = []
    private var surroundings: ThingSurroundings
    private var spread: GroundSpread
    private let changing: Plane
    private let grown: Plane
    private let still: Plane
    private let size: FrameSize

    /// What of a part's contour must meet background: of the inside of a thing little does.
    private static let leastOuterShare = 0.35

    /// What the mask is judged by.
    struct Evidence {
        var frame: Plane
        var background: Plane
        /// Luma of a frame from a moment ago.
        var earlier: Plane
        /// 255 where the background is not doubted.
        var trusted: Plane
        var thresholds: [UInt8]
    }

    init(size: FrameSize, parameters: ModelParameters) {
        self.size = size
        surroundings = ThingSurroundings(size: size)
        spread = GroundSpread(size: size, parameters: parameters)
        changing = Plane(size: size)
        grown = Plane(size: size)
        still = Plane(size: size)
    }

    /// Takes what was left out of the mask.
    ///
    /// - Parameters:
    ///   - settled: other than 0 where something was left before.
    ///   - elapsed: since the last call.
    ///   - places: receives 1 where something was left, else 255.
    /// - Returns: how many pixels those are.
    mutating func remove(
        from mask: Plane, _ evidence: Evidence, cleaning: MaskCleaning, settled: Plane,
        elapsed: MediaTime, places: Plane
    ) -> Int {
        markStill(mask, evidence, cleaning)
        surroundings.mark(mask)
        parts.label(still, value: 255)
        let none = repeatElement(0, count: parts.components.count)
        contourLengths.removeAll(keepingCapacity: true)
        contourLengths.append(contentsOf: none)
        contours.removeAll(keepingCapacity: true)
        contours.append(contentsOf: none.map { _ in ContourEvidence() })
        evidence.thresholds.withUnsafeBufferPointer { thresholds in
            let pictures = ContourEvidence.Pictures(
                frame: evidence.frame.base, background: evidence.background.base, size: size,
                thresholds: thresholds)
            for run in parts.runs { measure(run, pictures) }
        }
        withExtendedLifetime(evidence) {}
        places.fill(255)
        var count = 0
        for run in parts.runs where isVacated(Int(run.component)) {
            let (start, length) = (Int(run.start), Int(run.end - run.start))
            (places.row(Int(run.row)) + start).update(repeating: 1, count: length)
            (mask.row(Int(run.row)) + start).update(repeating: 0, count: length)
            count += length
        }
        return count
            + spread.grow(
                over: mask, evidence, settled: settled, elapsed: elapsed, places: places)
    }

    private func isVacated(_ index: Int) -> Bool {
        let needed = Self.leastOuterShare * Double(contourLengths[index])
        return contours[index].isGhost && Double(contours[index].count) >= needed
    }

    private func markStill(
        _ mask: Plane, _ evidence: Evidence, _ cleaning: MaskCleaning
    ) {
        ChangeMarks(kernels: cleaning.kernels, thresholds: evidence.thresholds)
            .mark(evidence.frame, evidence.earlier, into: changing)
        cleaning.dilate(changing, into: grown)
        let (found, target) = (mask.base, still.base)
        let (near, trusted) = (grown.base, evidence.trusted.base)
        for i in 0..<size.pixelCount { target[i] = found[i] & ~near[i] & ~trusted[i] }
        withExtendedLifetime((mask, evidence)) {}
    }

    private mutating func measure(
        _ run: MaskRun, _ pictures: ContourEvidence.Pictures
    ) {
        let (y, start, end) = (Int(run.row), Int(run.start), Int(run.end))
        let row = surroundings.row(y)
        let index = Int(run.component)
        if start == 0 || row[start - 1] != ThingSurroundings.enclosed {
            contourLengths[index] += 1
        }
        if end == size.width || row[end] != ThingSurroundings.enclosed {
            contourLengths[index] += 1
        }
        if start > 0, row[start - 1] == ThingSurroundings.outside {
            contours[index].addHorizontal(x: start, y: y, pictures)
        }
        if end < size.width, row[end] == ThingSurroundings.outside {
            contours[index].addHorizontal(x: end - 1, y: y, pictures)
        }
        guard y > 0, y + 1 < size.height else { return }
        let (above, below) = (surroundings.row(y - 1), surroundings.row(y + 1))
        let (stillAbove, stillBelow) = (still.row(y - 1), still.row(y + 1))
        for x in start..<end where stillAbove[x] == 0 || stillBelow[x] == 0 {
            if max(above[x], below[x]) != ThingSurroundings.enclosed {
                contourLengths[index] += 1
            }
            if max(above[x], below[x]) == ThingSurroundings.outside {
                contours[index].addVertical(x: x, y: y, pictures)
            }
        }
    }
}
