import EventStore
import Footage
import KernelDispatch
import MotionAnalysis
import VideoDecoding

/// What was seen in the stretch that is being watched.
struct LiveStretch {
    /// No picture for longer than this is a gap, however slow the camera is.
    private static let longestHold = MediaTime(seconds: 2)
    private static let never = MediaTime(microseconds: .max / 2)

    let ordinal: Int
    let start: MediaTime
    var frames = 0
    var coverage: CoverageLedger
    var segments: SegmentCollector
    var health = LiveReadings()

    init(ordinal: Int, start: MediaTime, info: StreamInfo, settings: RecordingSettings) {
        self.ordinal = ordinal
        self.start = start
        coverage = CoverageLedger(
            range: MediaRange(start: start, end: Self.never), longestHold: Self.longestHold)
        segments = SegmentCollector(settings: settings, info: info, end: Self.never)
    }

    /// As if it ended at a moment; what lasts is left out.
    func outcome(until end: MediaTime) throws -> StretchOutcome {
        var segments = segments
        let (found, activity) = try segments.finish(reader: nil, at: end)
        var outcome = StretchOutcome(
            ordinal: ordinal, frames: frames, segments: found,
            activity: activity.seconds.filter { !$0.isQuiet }, suppressed: activity.suppressed,
            coverage: coverage.spans(until: end))
        outcome.health = health.readings(until: end)
        return outcome
    }
}

/// Readings of a camera's state in one stretch, whatever sizes its pictures have.
struct LiveReadings {
    private var done: [HealthReading] = []
    private var meter: HealthMeter?
    private var size: FrameSize?

    /// The pictures have another size from now on.
    mutating func begin(size: FrameSize, settings: RecordingSettings, at time: MediaTime) {
        done += meter?.finish(at: time) ?? []
        meter = HealthMeter(size: size, kernels: settings.kernels)
        self.size = size
    }

    /// What measures pictures of a size.
    mutating func meter(
        for size: FrameSize, settings: RecordingSettings, at time: MediaTime
    ) -> HealthMeter {
        if self.size != size { begin(size: size, settings: settings, at: time) }
        guard let meter else { preconditionFailure("a meter was begun") }
        return meter
    }

    func readings(until end: MediaTime) -> [HealthReading] {
        done + (meter?.finish(at: end) ?? [])
    }
}
