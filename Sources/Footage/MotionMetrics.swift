/// One moving thing in one frame.
public struct Blob: Hashable, Sendable {
    /// Bounding box, 0…1 of the stored picture (before rotation).
    public var region: Region
    /// Foreground pixels of the analysis frame, inside the watched area.
    public var pixels: Int
    /// The same number for the same thing in later frames of one stretch; 0 is untracked.
    public var track: Int

    public init(region: Region, pixels: Int, track: Int) {
        self.region = region
        self.pixels = pixels
        self.track = track
    }
}

/// Motion by place: `columns × rows` cells over the displayed or stored picture, each the share
/// of its pixels in motion, 0…255.
public struct ActivityGrid: Hashable, Sendable {
    public static let columns = 32
    public static let rows = 18

    /// Row-major, `columns × rows`.
    public var cells: [UInt8]

    public init() { cells = Array(repeating: 0, count: Self.columns * Self.rows) }
    public init(cells: [UInt8]) {
        precondition(cells.count == Self.columns * Self.rows, "a grid is 32 × 18 cells")
        self.cells = cells
    }

    public var isEmpty: Bool { cells.allSatisfy { $0 == 0 } }

    /// Keeps the larger share per cell.
    public mutating func formMaximum(_ other: ActivityGrid) {
        for index in cells.indices { cells[index] = max(cells[index], other.cells[index]) }
    }
}

/// What the analysis says of one frame.
public struct MotionMetrics: Sendable, Equatable {
    /// Presentation time of the frame.
    public var time: MediaTime
    /// Motion as a share of the watched area, in parts per million.
    public var motionPPM: Int
    /// Moving things, largest first. Only confirmed ones: every blob here is motion.
    public var blobs: [Blob]
    /// Things seen for too short a time to tell. If one turns out to be motion, a later frame
    /// names its track in `confirmed`.
    public var young: [Blob]
    /// Tracks that this frame has shown to be motion, which they were all along.
    public var confirmed: [Int]
    public var suppressed: SuppressorCounts
    /// Motion by place; `nil` when nothing moved.
    public var grid: ActivityGrid?
    /// Pixels of the analysis frame in which motion counts.
    public var watchedPixels: Int

    public init(
        time: MediaTime, motionPPM: Int = 0, blobs: [Blob] = [], young: [Blob] = [],
        confirmed: [Int] = [], suppressed: SuppressorCounts = SuppressorCounts(),
        grid: ActivityGrid? = nil, watchedPixels: Int = 0
    ) {
        self.time = time
        self.motionPPM = motionPPM
        self.blobs = blobs
        self.young = young
        self.confirmed = confirmed
        self.suppressed = suppressed
        self.grid = grid
        self.watchedPixels = watchedPixels
    }
}
