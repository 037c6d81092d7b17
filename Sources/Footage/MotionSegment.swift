/// Where the moving things were at one moment.
public struct TimedBoxes: Hashable, Sendable {
    public struct Box: Hashable, Sendable {
        /// 0…1 of the displayed picture.
        public var region: Region
        public var track: Int

        public init(region: Region, track: Int) {
            self.region = region
            self.track = track
        }
    }

    public var time: MediaTime
    public var boxes: [Box]

    public init(time: MediaTime, boxes: [Box]) {
        self.time = time
        self.boxes = boxes
    }
}

/// An unbroken run of motion inside one stretch: the piece from which events are put together.
///
/// Runs of one stretch are at least the event gap apart, but for one that was cut because it
/// became too long. All sums are integers, so that events
/// come out the same in whatever order segments arrive.
public struct MotionSegment: Hashable, Sendable {
    /// First active frame ..< end of the last active frame.
    public var range: MediaRange
    /// Time covered by active frames.
    public var activeMicroseconds: Int64
    /// The frame with the most motion, earliest among equals.
    public var peakTime: MediaTime
    public var peakPPM: Int
    /// ∫ motion dt over active frames, in ppm · µs.
    public var motionIntegral: Int64
    /// At most `boxRate` moments a second.
    public var boxes: [TimedBoxes]

    public init(
        range: MediaRange, activeMicroseconds: Int64, peakTime: MediaTime, peakPPM: Int,
        motionIntegral: Int64, boxes: [TimedBoxes]
    ) {
        self.range = range
        self.activeMicroseconds = activeMicroseconds
        self.peakTime = peakTime
        self.peakPPM = peakPPM
        self.motionIntegral = motionIntegral
        self.boxes = boxes
    }
}
