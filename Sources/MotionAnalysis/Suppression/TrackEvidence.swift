import Footage

/// What speaks for and against a thing being one, gathered while it is followed.
struct TrackEvidence {
    private(set) var surface = SurfaceEvidence()
    private(set) var appearance = Appearance()
    /// Sums over observations: of the contour's jumps, and of the mean differences inside.
    private var jumps = 0.0
    private var differences = 0.0
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
        areaSum *= kept
        weight *= kept
        surface.add(observation.surface)
        let box = observation.component
        let (width, height) = (Double(box.right - box.left), Double(box.bottom - box.top))
        areaSum += width * height
        weight += 1
        largestSide = max(largestSide, width, height)
        guard let jump = observation.contourJump, observation.surface.pixels > 0 else { return }
        jumps += jump
        let whole = observation.surface.brighter + observation.surface.darker
        differences += Double(whole) / Double(observation.surface.pixels)
    }

    /// Geometric mean of the box's sides, pixels.
    var side: Double { (areaSum / max(weight, 1)).squareRoot() }

    /// The longest side of its box so far, pixels.
    var longestSide: Double { largestSide }

    /// Jump of the difference at the contour as a share of the difference inside: about 1 for a
    /// thing, little for a patch of light that fades out; `nil` if it is too small to tell.
    var sharpness: Double? { differences > 0 ? jumps / differences : nil }
}
