import Footage

/// Finds what a thing covers although it looks like the background there: a dark coat before a
/// dark screen.
///
/// Such places lie between parts of the thing. If the scene were seen through a gap, the thing
/// would end there and the frame would have an edge; if the thing goes on, the frame has none,
/// while the background's own edges (the screen's frame) are where the gap begins and ends.
struct CoveredGround {
    private var gaps = ConnectedComponents()
    private let marks: Plane
    private var contours: [Sides] = []
    private let leastPixels: Int

    /// The contour of a gap, by the side on which the thing lies.
    private struct Sides {
        var left = ContourEvidence()
        var right = ContourEvidence()
        var above = ContourEvidence()
        var below = ContourEvidence()

        /// Whether the background's edges speak for covered ground, and those of the frame on no
        /// side for a gap: between a thing and a ghost there are both.
        var isCovered: Bool {
            let sides = [left, right, above, below]
            return sides.reduce(ContourEvidence(), +).isGhost
                && !sides.contains { $0.canTell && $0.isOfFrame }
        }
    }

    /// - Parameter leastPixels: of a thing with such places; gaps of smaller things are filled
    ///   without being looked at, or too short to tell.
    init(size: FrameSize, leastPixels: Int) {
        marks = Plane(size: size)
        self.leastPixels = leastPixels
    }

    /// Fills in `mask` what the things in `groups` cover.
    ///
    /// - Returns: whether there was any.
    mutating func fill(
        _ mask: Plane, of groups: ConnectedComponents, _ pictures: ContourEvidence.Pictures
    ) -> Bool {
        guard groups.components.contains(where: { $0.pixels >= leastPixels }),
            markGaps(of: groups)
        else { return false }
        gaps.label(marks, value: 255)
        measure(mask, pictures)
        var hasFilled = false
        for run in gaps.runs where contours[Int(run.component)].isCovered {
            hasFilled = true
            (mask.row(Int(run.row)) + Int(run.start)).update(
                repeating: 255, count: Int(run.end - run.start))
        }
        return hasFilled
    }

    /// Marks what lies between two parts of the same large thing in a row.
    private func markGaps(of groups: ConnectedComponents) -> Bool {
        var hasGaps = false
        for (run, next) in zip(groups.runs, groups.runs.dropFirst()) {
            guard run.row == next.row, run.component == next.component,
                groups.components[Int(run.component)].pixels >= leastPixels
            else { continue }
            if !hasGaps {
                marks.fill(0)
                hasGaps = true
            }
            (marks.row(Int(run.row)) + Int(run.end)).update(
                repeating: 255, count: Int(next.start - run.end))
        }
        return hasGaps
    }

    private mutating func measure(_ mask: Plane, _ pictures: ContourEvidence.Pictures) {
        contours.removeAll(keepingCapacity: true)
        contours.append(contentsOf: repeatElement(Sides(), count: gaps.components.count))
        let (width, height) = (mask.size.width, mask.size.height)
        for run in gaps.runs {
            let (y, gap) = (Int(run.row), Int(run.component))
            contours[gap].left.addHorizontal(x: Int(run.start), y: y, pictures)
            contours[gap].right.addHorizontal(x: Int(run.end) - 1, y: y, pictures)
            guard y > 0, y + 1 < height else { continue }
            let row = mask.base + y * width
            // Only where the thing is: on its open side a gap has no contour.
            for x in stride(from: Int(run.start), to: Int(run.end), by: 2) {
                if row[x - width] != 0 { contours[gap].above.addVertical(x: x, y: y, pictures) }
                if row[x + width] != 0 { contours[gap].below.addVertical(x: x, y: y, pictures) }
            }
        }
    }
}
