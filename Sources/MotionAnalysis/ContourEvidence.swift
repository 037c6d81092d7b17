import Footage

/// What the contour of a foreground component says of it.
///
/// Along the contour of a thing the frame has an edge; along that of a ghost (the place that a
/// thing has left) the background has one and the frame has not; along that of a patch of light
/// the difference between the two fades in and out without any edge.
struct ContourEvidence {
    private var frameSlopes = 0
    private var backgroundSlopes = 0
    /// By how much the frame's edges are steeper than the background's, where they are.
    private var added = 0
    private var jumps = 0
    private var thresholds = 0
    private(set) var count = 0

    static func + (one: ContourEvidence, other: ContourEvidence) -> ContourEvidence {
        var sum = one
        sum.frameSlopes += other.frameSlopes
        sum.backgroundSlopes += other.backgroundSlopes
        sum.jumps += other.jumps
        sum.thresholds += other.thresholds
        sum.count += other.count
        return sum
    }

    /// Fewer places than this say nothing.
    private static let leastCount = 12

    /// Whether it is long enough to say anything.
    var canTell: Bool { count >= Self.leastCount }

    /// Whether the background's edges are clearly stronger: something has left.
    var isGhost: Bool {
        guard canTell else { return false }
        return backgroundSlopes * 10 > frameSlopes * 13
            && backgroundSlopes - frameSlopes > 3 * count
    }

    /// Whether the frame's edges are at least as strong.
    var isOfFrame: Bool { frameSlopes >= backgroundSlopes }

    /// Whether the difference has no edge: light has changed in a part of the picture.
    var isLight: Bool {
        guard canTell else { return false }
        return jumps * 2 < thresholds
    }

    /// Mean of what the difference jumps by across the contour, levels; `nil` where it is short.
    var meanJump: Double? {
        canTell ? Double(jumps) / Double(count) : nil
    }

    /// Mean of what the frame's edges have that the background's at the same places have not,
    /// levels; `nil` where the contour is short.
    var meanAddedEdge: Double? {
        count >= Self.leastCount ? Double(added) / Double(count) : nil
    }

    /// The pictures to compare.
    struct Pictures {
        let frame: UnsafePointer<UInt8>
        let background: UnsafePointer<UInt8>
        let size: FrameSize
        /// Smallest difference that counts, by luma.
        let thresholds: UnsafeBufferPointer<UInt8>
    }

    /// Adds the left and right ends of one run of a component.
    mutating func add(_ run: MaskRun, _ pictures: Pictures) {
        addHorizontal(x: Int(run.start), y: Int(run.row), pictures)
        addHorizontal(x: Int(run.end) - 1, y: Int(run.row), pictures)
    }

    /// Adds one pixel of the left or right contour.
    mutating func addHorizontal(x: Int, y: Int, _ pictures: Pictures) {
        guard x >= Self.reach, x < pictures.size.width - Self.reach else { return }
        add(at: y * pictures.size.width + x, step: 1, pictures)
    }

    /// Adds one pixel of the upper or lower contour.
    mutating func addVertical(x: Int, y: Int, _ pictures: Pictures) {
        guard y >= Self.reach, y < pictures.size.height - Self.reach else { return }
        let width = pictures.size.width
        add(at: y * width + x, step: width, pictures)
    }

    private static let reach = 4

    private mutating func add(at index: Int, step: Int, _ pictures: Pictures) {
        let now = pictures.frame + index
        let before = pictures.background + index
        // The contour of a voted mask lies within two pixels of the true edge.
        var (steepest, steepestBefore) = (0, 0)
        for offset in -2...2 {
            let (next, last) = ((offset &+ 1) &* step, (offset &- 1) &* step)
            steepest = max(steepest, abs(Int(now[next]) &- Int(now[last])))
            steepestBefore = max(steepestBefore, abs(Int(before[next]) &- Int(before[last])))
        }
        // Means of three pixels on either side, two away from the contour.
        var jump = 0
        for offset in 2...4 {
            let (ahead, behind) = (offset &* step, 0 &- offset &* step)
            jump = jump &+ Int(now[ahead]) &- Int(before[ahead])
            jump = jump &- Int(now[behind]) &+ Int(before[behind])
        }
        frameSlopes += steepest
        backgroundSlopes += steepestBefore
        added += max(0, steepest - steepestBefore)
        jumps += abs(jump) / 3
        thresholds += Int(pictures.thresholds[Int(before.pointee)])
        count += 1
    }
}
