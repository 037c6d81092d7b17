import Footage

/// Whether the edges of the background are still to be seen in a frame, block by block.
///
/// Light may change every value of a picture, but it moves no edge: where the frame's slopes are
/// those of the background the same place is seen, however bright it is. A thing brings slopes of
/// its own. Measured only when it is asked for: on most frames nothing needs it.
struct BlockStructure {
    /// Whether the same edges are seen in frame and background; row-major as `BlockMeans.values`.
    private(set) var persists: [Bool] = []
    /// Blocks with edges in the background.
    private(set) var texturedCount = 0
    /// Blocks in which the same edges are seen.
    private(set) var persistingCount = 0
    /// Blocks with edges in the frame that the background does not have.
    private(set) var newCount = 0

    /// Mean square of a slope over two pixels, beyond which a block has edges.
    private static let leastSlopeSquare = 36

    /// - Parameters:
    ///   - frame, background: smoothed luma of the same size.
    ///   - blocks: how the pictures are divided.
    init(frame: Plane, background: Plane, blocks: BlockMeans) {
        let side = blocks.side
        persists = Array(repeating: false, count: blocks.count)
        // Slopes at the picture's rim have no neighbour; every second row suffices.
        let least = Self.leastSlopeSquare * side * side / 2
        for row in 0..<blocks.rows {
            for column in 0..<blocks.columns {
                var slopes = SlopeAgreement()
                for line in stride(from: 0, to: side, by: 2) {
                    let y = row * side + line
                    guard y > 0, y + 1 < frame.size.height else { continue }
                    let (start, end) = (max(column * side, 1), min((column + 1) * side, frame.size.width - 1))
                    slopes.add(
                        frame.row(y) + start, background.row(y) + start, width: frame.size.width,
                        count: end - start)
                }
                let isTextured = slopes.background >= least
                if isTextured { texturedCount += 1 }
                guard slopes.frame >= least || isTextured else { continue }
                if slopes.agree {
                    persists[row * blocks.columns + column] = isTextured
                    if isTextured { persistingCount += 1 }
                } else if slopes.frame >= least {
                    newCount += 1
                }
            }
        }
    }
}

/// Sums over the slopes of frame and background at the same places.
struct SlopeAgreement {
    private(set) var frame = 0
    private(set) var background = 0
    private(set) var common = 0

    /// Adds a stretch of one row that does not touch the picture's rim.
    ///
    /// - Parameter width: distance between rows.
    mutating func add(
        _ now: UnsafePointer<UInt8>, _ before: UnsafePointer<UInt8>, width: Int, count: Int
    ) {
        var (frame, background, common): (Int32, Int32, Int32) = (0, 0, 0)
        for i in 0..<count {
            let nowX = Int32(now[i &+ 1]) &- Int32(now[i &- 1])
            let nowY = Int32(now[i &+ width]) &- Int32(now[i &- width])
            let beforeX = Int32(before[i &+ 1]) &- Int32(before[i &- 1])
            let beforeY = Int32(before[i &+ width]) &- Int32(before[i &- width])
            frame = frame &+ nowX &* nowX &+ nowY &* nowY
            background = background &+ beforeX &* beforeX &+ beforeY &* beforeY
            common = common &+ nowX &* beforeX &+ nowY &* beforeY
        }
        self.frame += Int(frame)
        self.background += Int(background)
        self.common += Int(common)
    }

    mutating func add(frame: Int, background: Int, common: Int) {
        self.frame &+= frame
        self.background &+= background
        self.common &+= common
    }

    static func += (sum: inout SlopeAgreement, other: SlopeAgreement) {
        sum.frame += other.frame
        sum.background += other.background
        sum.common += other.common
    }

    /// 1 where the slopes of both are alike but for a factor, 0 where they have nothing to do with
    /// each other.
    var cosine: Double {
        Double(common) / max(Double(frame) * Double(background), 1).squareRoot()
    }

    /// How much steeper the common slopes are in the frame.
    var steepening: Double { Double(common) / Double(max(background, 1)) }

    /// Whether the slopes have the same direction and shape, however steep they are: the cosine of
    /// the angle between them is above 0.6.
    var agree: Bool {
        guard common > 0 else { return false }
        return common * common * 25 > frame * background * 9
    }
}
