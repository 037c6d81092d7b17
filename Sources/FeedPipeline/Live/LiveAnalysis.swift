public import EventStore
public import Footage
import MotionAnalysis
public import VideoDecoding

/// One camera as it is watched: frame after frame, each judged from the past alone, and what was
/// seen cut into stretches that are stored as those of a recording are.
///
/// What was learned of the scene goes on over cuts, and over interruptions that are not long.
/// Used on the serial queue of its feed.
public final class LiveAnalysis {
    /// After so long without a picture the light is another, and what was learned of no use.
    static let longestInterruption = MediaTime(seconds: 30)

    private let settings: RecordingSettings
    private let followsChanges: Bool
    private var info: StreamInfo
    private var stage: AnalysisStage?
    private var lasting: LiveLasting?
    private var open: LiveStretch
    private var lastFrame: MediaTime?
    /// Frames analysed.
    public private(set) var frames = 0

    /// - Parameters:
    ///   - info: of the camera's stream.
    ///   - followsChanges: whether what comes to stay or goes away matters to anybody; it takes tens
    ///     of megabytes.
    public init(
        info: StreamInfo, settings: RecordingSettings, start: MediaTime = .zero,
        followsChanges: Bool = false
    ) {
        self.info = info
        self.settings = settings
        self.followsChanges = followsChanges
        open = LiveStretch(ordinal: 0, start: start, info: info, settings: settings)
    }

    /// Where the stretch that is open began.
    public var stretchStart: MediaTime { open.start }

    /// Whether something is seen of which it is not known yet what it is: no good moment to cut.
    public var isUndecided: Bool { open.segments.isUndecided }

    /// Of the stretch that is open.
    var ordinal: Int { open.ordinal }

    /// The camera is connected again, maybe with another stream: a new stretch begins.
    func connect(_ info: StreamInfo, at start: MediaTime) {
        self.info = info
        open = LiveStretch(
            ordinal: open.ordinal + 1, start: start, info: info, settings: settings)
        open.coverage.note(.absent, reason: "no picture had come yet", at: start)
    }

    /// Forgets what was learned of the scene: the camera looks elsewhere.
    func forget() {
        stage = nil
        lasting = nil
    }

    /// Analyses the next frame, in order of time. One that is damaged is not judged.
    ///
    /// - Parameter coverage: what is to be said of its time: frames around it may be left out.
    /// - Returns: what moves in it; `nil` if it could not be judged.
    @discardableResult
    public func take(
        _ frame: DecodedFrame,
        coverage: (state: CoverageState, reason: String?) = (.analysed, nil)
    ) throws -> MotionMetrics? {
        let time = frame.time
        guard !frame.isDamaged else {
            open.coverage.undecodable(at: time, reason: "damaged picture")
            return nil
        }
        open.coverage.note(coverage.state, reason: coverage.reason, at: time)
        if let lastFrame, time - lastFrame > Self.longestInterruption { forget() }
        lastFrame = time
        if stage?.geometry.stored != frame.view.size {
            let fresh = AnalysisStage(stored: frame.view.size, info: info, settings: settings)
            stage = fresh
            lasting =
                followsChanges
                ? LiveLasting(stage: fresh, orientation: info.orientation) : nil
            open.health.begin(size: fresh.geometry.size, settings: settings, at: time)
        }
        guard let stage else { return nil }
        frames += 1
        open.frames += 1
        let metrics = stage.analyse(frame.view, at: time)
        lasting?.add(stage.picture, at: time)
        open.health.meter(for: stage.geometry.size, settings: settings, at: time)
            .add(stage.picture, at: time, isKeyFrame: frame.isKeyFrame)
        try open.segments.add(metrics) { frame.held() }
        return metrics
    }

    /// Notes that from a moment on nothing was analysed, and why.
    public func note(_ state: CoverageState, reason: String?, at time: MediaTime) {
        open.coverage.note(state, reason: reason, at: time)
    }

    /// What the open stretch is so far: as if it ended at this moment.
    public func outcome(until end: MediaTime) throws -> StretchOutcome {
        var outcome = try open.outcome(until: end)
        outcome.changes = changes(of: open.start, until: end)
        return outcome
    }

    /// What lasts, of what came or went in a range that was watched. What came just now is not
    /// known to last.
    func changes(of start: MediaTime, until end: MediaTime) -> [LastingChange] {
        guard end > start else { return [] }
        return lasting?.changes(in: MediaRange(start: start, end: end)) ?? []
    }

    /// Ends the open stretch and begins the next.
    public func cut(at end: MediaTime) throws -> StretchOutcome {
        let outcome = try outcome(until: end)
        open = LiveStretch(
            ordinal: open.ordinal + 1, start: end, info: info, settings: settings)
        return outcome
    }
}
