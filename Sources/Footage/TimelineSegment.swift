/// A run of motion placed on a timeline: the wall clock of a feed, or the media time of one
/// recording whose clock is unknown.
///
/// Either one `MotionSegment` or several that were already joined: joining is associative.
public struct TimelineSegment: Hashable, Sendable {
    /// The caller's name for it; given back in `EventDraft.segments`. Distinct within one call.
    public var id: Int64
    /// `start ..< end`, in microseconds of the timeline.
    public var startMicroseconds: Int64
    public var endMicroseconds: Int64
    /// The frame with the most motion.
    public var peakMicroseconds: Int64
    public var peakPPM: Int
    /// Time covered by active frames.
    public var activeMicroseconds: Int64
    /// ∫ motion dt over active frames, in ppm · µs.
    public var motionIntegral: Int64

    public init(
        id: Int64, startMicroseconds: Int64, endMicroseconds: Int64, peakMicroseconds: Int64,
        peakPPM: Int, activeMicroseconds: Int64, motionIntegral: Int64
    ) {
        self.id = id
        self.startMicroseconds = startMicroseconds
        self.endMicroseconds = endMicroseconds
        self.peakMicroseconds = peakMicroseconds
        self.peakPPM = peakPPM
        self.activeMicroseconds = activeMicroseconds
        self.motionIntegral = motionIntegral
    }

    /// A segment of a recording whose zero of media time lies at `origin` of the timeline.
    public init(id: Int64, _ segment: MotionSegment, originMicroseconds origin: Int64 = 0) {
        self.init(
            id: id, startMicroseconds: origin + segment.range.start.microseconds,
            endMicroseconds: origin + segment.range.end.microseconds,
            peakMicroseconds: origin + segment.peakTime.microseconds, peakPPM: segment.peakPPM,
            activeMicroseconds: segment.activeMicroseconds,
            motionIntegral: segment.motionIntegral)
    }
}
