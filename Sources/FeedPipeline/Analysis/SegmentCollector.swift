import EventScoring
import EventStore
import Footage
import VideoDecoding

/// Feeds metrics to the segment builder, once it is known what is in them, and makes a thumbnail
/// of each segment's peak frame.
struct SegmentCollector {
    /// Full-resolution pictures held at a time; a 1080p picture is 3 MB.
    private static let mostPictures = 6

    private var builder: SegmentBuilder
    private var window: ConfirmationWindow<HeldPicture?>
    private var activity: ActivityLedger
    private let info: StreamInfo
    private let end: MediaTime
    /// A frame stands until the next one: it is handed on when that one is known.
    private var pending: ConfirmationWindow<HeldPicture?>.Entry?
    /// The open segment's peak so far, and its picture.
    private var peakPPM = 0
    private var peak: HeldPicture?
    private var segments: [StretchOutcome.Segment] = []

    init(settings: RecordingSettings, info: StreamInfo, end: MediaTime) {
        builder = SegmentBuilder(parameters: settings.scoring, orientation: info.orientation)
        window = ConfirmationWindow(
            length: MediaTime(seconds: settings.analysis.youngSeconds))
        activity = ActivityLedger(orientation: info.orientation)
        self.info = info
        self.end = end
    }

    /// Takes the next frame; `picture` holds it, and is asked only where it may become a peak.
    mutating func add(_ metrics: MotionMetrics, picture: () -> HeldPicture?) throws {
        let mayBePeak = mayBecomePeak(metrics)
        for entry in window.add(metrics, mayBePeak ? picture() : nil) { try release(entry) }
    }

    /// Ends the stretch. A peak whose picture was not held is decoded again.
    mutating func finish(
        reader: PictureReader
    ) throws -> (segments: [StretchOutcome.Segment], activity: ActivityLedger) {
        for entry in window.finish() { try release(entry) }
        try advance(until: end)
        if let last = builder.finish() { try close(last) }
        for position in segments.indices where segments[position].thumbnail == nil {
            let again = try reader.frame(at: segments[position].motion.peakTime)?.held()
            segments[position].thumbnail = try jpeg(again)
        }
        return (segments, activity)
    }

    /// Whether the frame may show more motion than all that came before it in its segment. Of
    /// pictures that wait, the fewest are kept: the last to be asked for goes without when too
    /// many are held, and is decoded again if it was the peak after all.
    private func mayBecomePeak(_ metrics: MotionMetrics) -> Bool {
        guard !metrics.blobs.isEmpty || !metrics.young.isEmpty else { return false }
        let held = window.entries.filter { $0.attachment != nil }
        guard held.count < Self.mostPictures else { return false }
        let known = held.map(\.metrics.motionPPM).max() ?? 0
        let possible = held.map(\.metrics.possiblePPM).max() ?? 0
        return metrics.motionPPM > max(peakPPM, known)
            || metrics.possiblePPM > max(peakPPM, possible)
    }

    private mutating func release(_ entry: ConfirmationWindow<HeldPicture?>.Entry) throws {
        activity.add(entry.metrics)
        try advance(until: entry.metrics.time)
        pending = entry
    }

    private mutating func advance(until time: MediaTime) throws {
        guard let entry = pending else { return }
        pending = nil
        let step = builder.add(entry.metrics, standing: time - entry.metrics.time)
        if let closed = step.closed { try close(closed) }
        if step.isPeak {
            peak = entry.attachment
            peakPPM = entry.metrics.motionPPM
        }
    }

    private mutating func close(_ motion: MotionSegment) throws {
        segments.append(StretchOutcome.Segment(motion: motion, thumbnail: try jpeg(peak)))
        peak = nil
        peakPPM = 0
    }

    private func jpeg(_ picture: HeldPicture?) throws -> [UInt8]? {
        try picture?.jpeg(
            maximumWidth: 640, orientation: info.orientation, sampleAspect: info.sampleAspect)
    }
}

extension MotionMetrics {
    /// Motion if all that is young turns out to be motion.
    fileprivate var possiblePPM: Int {
        let young = young.reduce(0) { $0 + $1.pixels }
        return motionPPM + young * 1_000_000 / max(1, watchedPixels)
    }
}
