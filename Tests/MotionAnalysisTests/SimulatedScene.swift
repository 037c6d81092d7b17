import EventScoring
import Footage
import KernelDispatch
import SceneSimulator

@testable import MotionAnalysis

/// A scene of the simulator's catalogue, drawn small and analysed as a scan does.
struct SimulatedScene {
    var name: String
    var seed: UInt64
    var seconds = 20.0
    var framesPerSecond = 15
    /// Whether pictures of the whole scene are known beforehand, as in a recording.
    var isPrimed = false

    struct Result {
        var events: [EventDraft] = []
        /// Frames in which motion was reported.
        var movingFrames = 0
        /// Share of foreground by frame.
        var foreground: [Double] = []
        var suppressed = SuppressorCounts()

        var meanForeground: Double {
            foreground.reduce(0, +) / Double(max(1, foreground.count))
        }

        /// Longest overlap of one event with a range, in seconds.
        func secondsFound(of range: MediaRange) -> Double {
            let overlaps = events.map {
                min($0.endMicroseconds, range.end.microseconds)
                    - max($0.startMicroseconds, range.start.microseconds)
            }
            return Double(overlaps.max() ?? 0) / 1e6
        }
    }

    private static let size = FrameSize(width: 320, height: 180)

    func description() throws -> SceneDescription {
        try SceneCatalogue.scene(named: name).description(
            seed: seed, size: Self.size, frameRate: .init(framesPerSecond),
            durationSeconds: seconds)
    }

    func run(without components: DisabledComponents = []) throws -> Result {
        let scene = try description()
        let renderer = try SceneRenderer(scene)
        var parameters = AnalysisParameters()
        parameters.disabled = components
        let kernels = KernelTable.forThisMachine
        let analyser = MotionAnalyser(
            size: Self.size, parameters: parameters, kernels: kernels)
        if isPrimed {
            let last = scene.frameCount - 1
            analyser.prime(with: (0..<9).map { Self.picture(renderer, $0 * last / 8) })
        }
        var result = Result()
        var report = EventReport(parameters: parameters)
        let picture = PlanarPicture(size: Self.size)
        for frame in 0..<scene.frameCount {
            renderer.render(frame: frame, into: picture)
            let metrics = analyser.analyse(picture, at: scene.time(ofFrame: frame))
            report.add(metrics)
            result.suppressed.add(metrics.suppressed)
            let pixels = kernels.countAbove(analyser.foreground.base, 0, Self.size.pixelCount)
            result.foreground.append(Double(pixels) / Double(Self.size.pixelCount))
        }
        result.events = report.finish(at: scene.time(ofFrame: scene.frameCount))
        result.movingFrames = report.movingFrames
        return result
    }

    private static func picture(_ renderer: SceneRenderer, _ frame: Int) -> PlanarPicture {
        let picture = PlanarPicture(size: size)
        renderer.render(frame: frame, into: picture)
        return picture
    }
}

/// From the metrics of frames to events.
private struct EventReport {
    private var window: ConfirmationWindow<Void>
    private var builder = SegmentBuilder(parameters: ScoringParameters())
    private var segments: [MotionSegment] = []
    private var pending: MotionMetrics?
    private(set) var movingFrames = 0

    init(parameters: AnalysisParameters) {
        window = ConfirmationWindow(length: MediaTime(seconds: parameters.youngSeconds))
    }

    mutating func add(_ metrics: MotionMetrics) {
        for entry in window.add(metrics, ()) { release(entry.metrics) }
    }

    private mutating func release(_ metrics: MotionMetrics) {
        advance(to: metrics.time)
        movingFrames += metrics.motionPPM > 0 ? 1 : 0
        pending = metrics
    }

    private mutating func advance(to time: MediaTime) {
        guard let last = pending else { return }
        if let closed = builder.add(last, standing: time - last.time).closed {
            segments.append(closed)
        }
        pending = nil
    }

    mutating func finish(at end: MediaTime) -> [EventDraft] {
        for entry in window.finish() { release(entry.metrics) }
        advance(to: end)
        if let closed = builder.finish() { segments.append(closed) }
        let timeline = segments.enumerated().map { index, segment in
            TimelineSegment(
                id: Int64(index), startMicroseconds: segment.range.start.microseconds,
                endMicroseconds: segment.range.end.microseconds,
                peakMicroseconds: segment.peakTime.microseconds, peakPPM: segment.peakPPM,
                activeMicroseconds: segment.activeMicroseconds,
                motionIntegral: segment.motionIntegral)
        }
        return EventBuilder.events(from: timeline, parameters: ScoringParameters())
    }
}
