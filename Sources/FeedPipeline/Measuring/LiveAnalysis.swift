public import EventStore
public import Footage
import MotionAnalysis
public import VideoDecoding

/// One camera as it is watched: frame after frame, each judged from the past alone, and what
/// moved gathered into segments with their thumbnails.
///
/// Used on the serial queue of its feed.
public final class LiveAnalysis {
    private let info: StreamInfo
    private let settings: RecordingSettings
    private var stage: AnalysisStage?
    private var segments: SegmentCollector
    private let end: MediaTime
    /// Frames analysed.
    public private(set) var frames = 0

    /// - Parameters:
    ///   - info: of the camera's stream.
    ///   - end: when watching ends, counted from its start.
    public init(info: StreamInfo, settings: RecordingSettings, end: MediaTime) {
        self.info = info
        self.settings = settings
        self.end = end
        segments = SegmentCollector(settings: settings, info: info, end: end)
    }

    /// Analyses the next frame. One that is damaged is left out.
    public func take(_ frame: DecodedFrame) throws {
        guard !frame.isDamaged, frame.time < end else { return }
        if stage?.geometry.stored != frame.view.size {
            stage = AnalysisStage(stored: frame.view.size, info: info, settings: settings)
        }
        guard let stage else { return }
        frames += 1
        let metrics = stage.analyse(frame.view, at: frame.time)
        try segments.add(metrics) { frame.held() }
    }

    /// Ends watching. A peak whose picture was let go has no thumbnail.
    public func finish() throws -> StretchOutcome {
        let (found, activity) = try segments.finish(reader: nil)
        return StretchOutcome(
            ordinal: 0, frames: frames, segments: found,
            activity: activity.seconds.filter { !$0.isQuiet },
            suppressed: activity.suppressed,
            coverage: [
                CoverageSpan(range: MediaRange(start: .zero, end: end), state: .analysed)
            ])
    }
}
