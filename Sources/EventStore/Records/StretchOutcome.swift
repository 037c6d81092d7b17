public import Footage

/// A stretch as it was cut, before it is analysed.
public struct PlannedStretch: Sendable, Hashable {
    /// Position in the recording, from 0.
    public var ordinal: Int
    public var range: MediaRange

    public init(ordinal: Int, range: MediaRange) {
        self.ordinal = ordinal
        self.range = range
    }
}

/// Everything that the analysis of one stretch gave. Stored whole or not at all.
public struct StretchOutcome: Sendable {
    public struct Segment: Sendable {
        public var motion: MotionSegment
        /// JPEG of the peak frame; `nil` if the picture could not be made.
        public var thumbnail: [UInt8]?

        public init(motion: MotionSegment, thumbnail: [UInt8]?) {
            self.motion = motion
            self.thumbnail = thumbnail
        }
    }

    public var ordinal: Int
    /// Frames analysed.
    public var frames: Int
    public var segments: [Segment]
    /// What came into the scene to stay or went away from it, by time.
    public var changes: [LastingChange] = []
    /// What was read of the camera's state, by time.
    public var health: [HealthReading] = []
    /// Seconds in which anything moved or was discarded, ascending.
    public var activity: [ActivityRecord]
    /// Sums over the stretch.
    public var suppressed: SuppressorCounts
    /// Covers the stretch's range; what it leaves out is stored as undecodable.
    public var coverage: [CoverageSpan]
    /// Whether only key frames were looked at: the stretch stays planned, and a later outcome takes
    /// the place of this one.
    public var isProvisional: Bool

    public init(
        ordinal: Int, frames: Int, segments: [Segment], activity: [ActivityRecord],
        suppressed: SuppressorCounts, coverage: [CoverageSpan], isProvisional: Bool = false
    ) {
        self.isProvisional = isProvisional
        self.ordinal = ordinal
        self.frames = frames
        self.segments = segments
        self.activity = activity
        self.suppressed = suppressed
        self.coverage = coverage
    }
}

/// What moved, and what was discarded, in one second of a recording.
public struct ActivityRecord: Sendable, Equatable {
    /// Whole seconds of media time.
    public var second: Int
    /// The most motion of any frame in the second, in parts per million.
    public var motionPPM: Int
    /// Motion by place, of the displayed picture.
    public var grid: ActivityGrid
    public var suppressed: SuppressorCounts

    public init(
        second: Int, motionPPM: Int, grid: ActivityGrid = ActivityGrid(),
        suppressed: SuppressorCounts = SuppressorCounts()
    ) {
        self.second = second
        self.motionPPM = motionPPM
        self.grid = grid
        self.suppressed = suppressed
    }
}
