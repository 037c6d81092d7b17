import EventScoring
import EventStore
import Footage
import VideoDecoding

/// Feeds metrics to the segment builder, once it is known what is in them, and makes a thumbnail
/// of each segment's peak frame.
struct SegmentCollector {
    /// Full-resolution pictures held at a time; a 1080p picture is 3 MB.
    private static let mostPictures = 4

    private var builder: SegmentBuilder
    private var window: ConfirmationWindow<HeldPicture?>
    private var activity: ActivityLedger
    private let info: StreamInfo
    private let end: MediaTime
    /// A frame stands until the next one: it is handed on when that one is known.
    private var pending: ConfirmationWindow<HeldPicture?>.Entry?
    /// Most motion of a frame since the last quiet time that ends an event.
    private var mostPPM = 0
    private var lastMotion: MediaTime?
    private let eventGap: MediaTime
    /// Picture of the open segment's peak so far.
    private var peak: HeldPicture?
    private var segments: [StretchOutcome.Segment] = []
    private let encoded = EncodedPicture()

    init(settings: RecordingSettings, info: StreamInfo, end: MediaTime) {
        builder = SegmentBuilder(parameters: settings.scoring, orientation: info.orientation)
        window = ConfirmationWindow(
            length: MediaTime(seconds: settings.analysis.youngSeconds))
        activity = ActivityLedger(orientation: info.orientation)
        eventGap = settings.scoring.eventGap
        self.info = info
        self.end = end
    }

    /// Whether it is not known yet what some of what was seen is.
    var isUndecided: Bool { window.entries.contains { !$0.metrics.young.isEmpty } }

    /// Takes the next frame; `picture` holds it, and is asked only where it may become a peak.
    mutating func add(_ metrics: MotionMetrics, picture: () -> HeldPicture?) throws {
        if let lastMotion, metrics.time - lastMotion >= eventGap { mostPPM = 0 }
        let possible = metrics.possiblePPM
        if possible > 0 { lastMotion = metrics.time }
        let mayBePeak = possible > mostPPM
        if mayBePeak { makeRoom(for: metrics) }
        for entry in window.add(metrics, mayBePeak ? picture() : nil) { try release(entry) }
        mostPPM = max(mostPPM, window.entries.map(\.metrics.motionPPM).max() ?? 0)
    }

    /// Lets go of the pictures that cannot be the peak any more, and of the unlikeliest one if
    /// there are still too many: it is decoded again if it was the peak after all.
    private mutating func makeRoom(for metrics: MotionMetrics) {
        var held: [Int] = []
        for index in window.entries.indices where window.entries[index].attachment != nil {
            if window.entries[index].metrics.possiblePPM < metrics.motionPPM {
                window.entries[index].attachment = nil
            } else {
                held.append(index)
            }
        }
        guard held.count >= Self.mostPictures else { return }
        let entries = window.entries
        let unlikeliest = held.min {
            entries[$0].metrics.possiblePPM < entries[$1].metrics.possiblePPM
        }
        if let unlikeliest { window.entries[unlikeliest].attachment = nil }
    }

    /// Ends the stretch. A peak whose picture was not held is decoded again; what is watched live
    /// has no `reader`, and such a peak no picture.
    ///
    /// - Parameter moment: where it ends if that was not known before.
    mutating func finish(
        reader: PictureReader?, at moment: MediaTime? = nil
    ) throws -> (segments: [StretchOutcome.Segment], activity: ActivityLedger) {
        for entry in window.finish() { try release(entry) }
        try advance(until: moment ?? end)
        if let last = builder.finish() { try close(last) }
        for position in segments.indices where segments[position].thumbnail == nil {
            let again = try reader?.frame(at: segments[position].motion.peakTime)?.held()
            segments[position].thumbnail = try jpeg(again)
        }
        return (segments, activity)
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
        if step.isPeak { peak = entry.attachment }
    }

    private mutating func close(_ motion: MotionSegment) throws {
        segments.append(StretchOutcome.Segment(motion: motion, thumbnail: try jpeg(peak)))
        peak = nil
    }

    private func jpeg(_ picture: HeldPicture?) throws -> [UInt8]? {
        guard let picture else { return nil }
        return try encoded.jpeg(of: picture) {
            try picture.jpeg(
                maximumWidth: 640, orientation: info.orientation, sampleAspect: info.sampleAspect)
        }
    }
}

/// The last picture that was encoded: a segment that grows is asked for its peak again and again.
private final class EncodedPicture {
    private var picture: HeldPicture?
    private var jpeg: [UInt8] = []

    func jpeg(of picture: HeldPicture, encode: () throws -> [UInt8]) rethrows -> [UInt8] {
        if self.picture !== picture {
            jpeg = try encode()
            self.picture = picture
        }
        return jpeg
    }
}

extension MotionMetrics {
    /// Motion if all that is young turns out to be motion.
    fileprivate var possiblePPM: Int {
        let young = young.reduce(0) { $0 + $1.pixels }
        return motionPPM + young * 1_000_000 / max(1, watchedPixels)
    }
}
