import Footage

/// What speaks for and against a thing being one, gathered while it is followed.
struct TrackEvidence {
    private(set) var surface = SurfaceEvidence()
    /// Where it was first seen, and last.
    private var birth: MaskComponent?
    private var box = MaskComponent()
    /// Sums over observations: of the contour's jumps, and of the mean differences inside.
    private var jumps = 0.0
    private var differences = 0.0
    private var addedEdges = 0.0
    private var largestSide = 0.0
    private var areaSum = 0.0
    private var weight = 0.0
    private(set) var lastTime: MediaTime

    init(at time: MediaTime) { lastTime = time }

    mutating func add(_ observation: Observation, at time: MediaTime, memorySeconds: Double) {
        let seconds = max((time - lastTime).seconds, 0)
        lastTime = time
        let kept = memorySeconds / (memorySeconds + seconds)
        surface.fade(to: kept)
        jumps *= kept
        differences *= kept
        addedEdges *= kept
        areaSum *= kept
        weight *= kept
        surface.add(observation.surface)
        box = observation.component
        birth = birth ?? box
        let (width, height) = (Double(box.right - box.left), Double(box.bottom - box.top))
        areaSum += width * height
        weight += 1
        largestSide = max(largestSide, width, height)
        guard let jump = observation.contourJump, observation.surface.pixels > 0 else { return }
        jumps += jump
        addedEdges += observation.addedEdge ?? 0
        let whole = observation.surface.brighter + observation.surface.darker
        differences += Double(whole) / Double(observation.surface.pixels)
    }

    /// How far the whole of it has gone, pixels: what only grows or shrinks at one side has not.
    ///
    /// At the border of the picture, where it comes in, the inner side alone tells.
    func travel(in picture: FrameSize) -> Double {
        guard let birth else { return 0 }
        let across = Self.shift(
            (birth.left, birth.right), (box.left, box.right), length: picture.width)
        let down = Self.shift(
            (birth.top, birth.bottom), (box.top, box.bottom), length: picture.height)
        return (across * across + down * down).squareRoot()
    }

    /// From the centre of the box in which it was first seen to that of the last, pixels.
    var displacement: (x: Double, y: Double) {
        guard let birth else { return (0, 0) }
        return (
            Double(box.left + box.right - birth.left - birth.right) / 2,
            Double(box.top + box.bottom - birth.top - birth.bottom) / 2
        )
    }

    private static func shift(
        _ before: (low: Int, high: Int), _ now: (low: Int, high: Int), length: Int
    ) -> Double {
        let (low, high) = (now.low - before.low, now.high - before.high)
        if before.low <= 1, before.high < length - 1 { return Double(abs(high)) }
        if before.high >= length - 1, before.low > 1 { return Double(abs(low)) }
        return low.signum() == high.signum() ? Double(min(abs(low), abs(high))) : 0
    }

    /// Geometric mean of the box's sides, pixels.
    var side: Double { (areaSum / max(weight, 1)).squareRoot() }

    /// The longest side of its box so far, pixels.
    var longestSide: Double { largestSide }

    /// Jump of the difference at the contour as a share of the difference inside: about 1 for a
    /// thing, little for a patch of light that fades out; `nil` if it is too small to tell.
    var sharpness: Double? { differences > 0 ? jumps / differences : nil }

    /// What the frame's edges at the contour have beyond the background's, as a share of the
    /// difference inside: what is left of a patch of light brings no edge of its own, wherever the
    /// rest of the patch was cut off it.
    var addedEdge: Double? { differences > 0 ? addedEdges / differences : nil }
}
