public import Footage

/// Turns the metrics of one stretch, frame by frame, into segments of motion.
///
/// A segment ends when nothing was active for the event gap, and at the latest after
/// `longestSegment`, so that memory stays flat in a recording that never rests. Segments that are
/// cut this way lie closer together than the event gap; `EventBuilder` joins them again.
public struct SegmentBuilder: Sendable {
    /// A longer run is cut into several segments.
    public static let longestSegment = MediaTime(seconds: 60)
    /// A frame stands for at most this long, however late the next one is.
    public static let longestFrame = MediaTime(seconds: 1)

    /// What one frame did to the segments.
    public struct Step: Sendable, Equatable {
        /// The segment that ended before this frame.
        public var closed: MotionSegment?
        /// Whether this frame is the peak, so far, of the segment that is open now: its picture
        /// is the thumbnail until a later frame takes the place.
        public var isPeak: Bool
    }

    private let parameters: ScoringParameters
    private let orientation: Orientation
    private var segment: MotionSegment?
    private var moments: MomentSelection

    /// Boxes come out turned by `orientation`, as the viewer sees them.
    public init(parameters: ScoringParameters, orientation: Orientation = .upright) {
        self.parameters = parameters
        self.orientation = orientation
        moments = MomentSelection(orientation: orientation)
    }

    /// Takes the next frame, in order of time.
    ///
    /// `duration` is the time to the next frame of the recording, whichever stretch that is in;
    /// more than `longestFrame` counts as that.
    public mutating func add(_ metrics: MotionMetrics, standing duration: MediaTime) -> Step {
        guard metrics.motionPPM >= max(1, parameters.motionThresholdPPM) else {
            return Step(closed: closeIfQuiet(at: metrics.time), isPeak: false)
        }
        let standing = min(max(duration, .zero), Self.longestFrame)
        let closed = closeIfQuiet(at: metrics.time) ?? closeIfLong(at: metrics.time)
        let isPeak = extend(with: metrics, standing: standing)
        moments.add(metrics)
        return Step(closed: closed, isPeak: isPeak)
    }

    /// Ends the stretch: the segment that was still open, if any.
    public mutating func finish() -> MotionSegment? { close() }

    private mutating func extend(with metrics: MotionMetrics, standing: MediaTime) -> Bool {
        let end = metrics.time + standing
        let integral = Int64(metrics.motionPPM) * standing.microseconds
        guard var open = segment else {
            segment = MotionSegment(
                range: MediaRange(start: metrics.time, end: end),
                activeMicroseconds: standing.microseconds, peakTime: metrics.time,
                peakPPM: metrics.motionPPM, motionIntegral: integral, boxes: [])
            return true
        }
        open.range.end = max(open.range.end, end)
        open.activeMicroseconds += standing.microseconds
        open.motionIntegral += integral
        let isPeak = metrics.motionPPM > open.peakPPM
        if isPeak {
            open.peakPPM = metrics.motionPPM
            open.peakTime = metrics.time
        }
        segment = open
        return isPeak
    }

    private mutating func closeIfQuiet(at time: MediaTime) -> MotionSegment? {
        guard let open = segment, time - open.range.end >= parameters.eventGap else { return nil }
        return close()
    }

    private mutating func closeIfLong(at time: MediaTime) -> MotionSegment? {
        guard let open = segment, time - open.range.start >= Self.longestSegment else { return nil }
        return close()
    }

    private mutating func close() -> MotionSegment? {
        guard var closed = segment else { return nil }
        closed.boxes = moments.take()
        segment = nil
        return closed
    }
}
