import Footage

/// Whether a foreground component is a thing, or the place that a thing has left.
///
/// Along the contour of a thing the frame has an edge; along that of a ghost the background has
/// one and the frame does not.
struct ContourGradients {
    private(set) var frame = 0
    private(set) var background = 0
    private(set) var count = 0

    /// Whether the background's edges are clearly stronger.
    var belongToBackground: Bool {
        guard count >= 8 else { return false }
        return background * 10 > frame * 13 && background - frame > 3 * count
    }

    /// Adds the left and right ends of one run of a component.
    mutating func add(
        _ run: MaskRun, frame picture: Plane, background model: Plane
    ) {
        let (now, before) = (picture.row(Int(run.row)), model.row(Int(run.row)))
        let width = picture.size.width
        for end in [Int(run.start), Int(run.end) - 1] {
            // Contours of the voted mask lie within two pixels of the true edge.
            guard end >= 4, end < width - 4 else { continue }
            frame += Self.steepest(now + end, step: 1)
            background += Self.steepest(before + end, step: 1)
            count += 1
        }
    }

    /// Adds one pixel of the upper or lower contour.
    mutating func addVertical(
        x: Int, y: Int, frame picture: Plane, background model: Plane
    ) {
        guard y >= 4, y < picture.size.height - 4 else { return }
        let step = picture.size.width
        frame += Self.steepest(picture.row(y) + x, step: step)
        background += Self.steepest(model.row(y) + x, step: step)
        count += 1
    }

    private static func steepest(_ centre: UnsafeMutablePointer<UInt8>, step: Int) -> Int {
        var largest = 0
        for offset in -2...2 {
            let at = centre + offset * step
            largest = max(largest, abs(Int(at[step]) - Int(at[-step])))
        }
        return largest
    }
}
