import EventScoring
import EventStore
import Footage
import VideoDecoding

/// Feeds metrics to the segment builder and makes a thumbnail of each segment's peak frame.
struct SegmentCollector {
    private var builder: SegmentBuilder
    private let info: StreamInfo
    private let end: MediaTime
    /// A frame stands until the next one: it is handed on when that one is known.
    private var pending: (metrics: MotionMetrics, picture: HeldPicture?)?
    /// Full-resolution picture of the open segment's peak so far.
    private var peak: HeldPicture?
    private var segments: [StretchOutcome.Segment] = []

    init(parameters: ScoringParameters, info: StreamInfo, end: MediaTime) {
        builder = SegmentBuilder(parameters: parameters, orientation: info.orientation)
        self.info = info
        self.end = end
    }

    /// Takes the next frame; `picture` holds it, and is asked only where something moves.
    mutating func add(_ metrics: MotionMetrics, picture: () -> HeldPicture?) throws {
        try advance(until: metrics.time)
        pending = (metrics, metrics.motionPPM > 0 ? picture() : nil)
    }

    /// The segments of the stretch. A peak whose picture was not held is decoded again.
    mutating func finish(reader: PictureReader) throws -> [StretchOutcome.Segment] {
        try advance(until: end)
        if let last = builder.finish() { try close(last) }
        for position in segments.indices where segments[position].thumbnail == nil {
            let again = try reader.frame(at: segments[position].motion.peakTime)?.held()
            segments[position].thumbnail = try jpeg(again)
        }
        return segments
    }

    private mutating func advance(until time: MediaTime) throws {
        guard let (metrics, picture) = pending else { return }
        pending = nil
        let step = builder.add(metrics, standing: time - metrics.time)
        if let closed = step.closed { try close(closed) }
        if step.isPeak { peak = picture }
    }

    private mutating func close(_ motion: MotionSegment) throws {
        segments.append(StretchOutcome.Segment(motion: motion, thumbnail: try jpeg(peak)))
        peak = nil
    }

    private func jpeg(_ picture: HeldPicture?) throws -> [UInt8]? {
        try picture?.jpeg(
            maximumWidth: 640, orientation: info.orientation, sampleAspect: info.sampleAspect)
    }
}
