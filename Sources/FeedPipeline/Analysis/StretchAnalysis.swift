import EventStore
import Footage
import MotionAnalysis
import VideoDecoding

/// Decodes and analyses one stretch. Depends on nothing that ran before it.
struct StretchAnalysis {
    /// Frames held back to tell the background where key frames are too few: 17 MB at 640×360.
    static let lookaheadFrames = 48
    static let lookaheadSamples = 6

    let index: RecordingIndex
    let settings: RecordingSettings
    let sampler: BackgroundSampler
    /// Gets every analysed frame, if there is one.
    var observer: ((AnalysedFrame) throws -> Void)?
    /// Told of each step, if there is one.
    var clock: StageClock?

    /// `nil` when `shouldStop` said so: an unfinished stretch is no result.
    func run(
        _ stretch: Stretch, reader: PictureReader, onFrame: () -> Void, shouldStop: () -> Bool
    ) throws -> StretchOutcome? {
        var run = StretchRun(analysis: self, stretch: stretch)
        try run.prime(from: sampler, reader: reader)
        var isStopped = false
        try reader.decode(groups: stretch.groups) { step in
            if shouldStop() {
                isStopped = true
                return false
            }
            switch step {
            case .frame(let frame):
                onFrame()
                try run.take(frame)
            case .undecodable(let time, let reason):
                run.coverage.undecodable(at: time, reason: reason)
            }
            return true
        }
        if isStopped { return nil }
        return try run.finish(reader: reader)
    }
}

/// The state of one stretch while it is analysed.
private struct StretchRun {
    let analysis: StretchAnalysis
    let stretch: Stretch
    var coverage: CoverageLedger
    private var stage: AnalysisStage?
    private var samples: [TimedSample] = []
    private var lasting = LastingCollector()
    private var health: HealthMeter?
    private var readings: [HealthReading] = []
    private var segments: SegmentCollector
    private var frames = 0
    /// Frames waiting for the background to be known; `nil` once it is.
    private var lookahead: [(picture: PlanarPicture, time: MediaTime)]?

    init(analysis: StretchAnalysis, stretch: Stretch) {
        self.analysis = analysis
        self.stretch = stretch
        let info = analysis.index.info
        // Mean frame interval of the recording: eight of them missing is a hole, not a slow frame.
        let interval =
            analysis.index.packetCount > 0
            ? analysis.index.duration.microseconds / Int64(analysis.index.packetCount) : 0
        coverage = CoverageLedger(
            range: stretch.range,
            longestHold: max(
                MediaTime(seconds: 2), MediaTime(microseconds: 8 * interval)))
        segments = SegmentCollector(
            settings: analysis.settings, info: info, end: stretch.range.end)
    }

    /// Frames wait for the background where samples are few.
    mutating func prime(from sampler: BackgroundSampler, reader: PictureReader) throws {
        samples = try sampler.samples(around: stretch.range, reader: reader)
        if sampler.isScarce(around: stretch.range) { lookahead = [] }
    }

    mutating func take(_ frame: DecodedFrame) throws {
        frames += 1
        if frame.isDamaged {
            coverage.undecodable(at: frame.time, reason: "damaged picture")
            return
        }
        coverage.frame(at: frame.time)
        let view = frame.view
        if stage?.geometry.stored != view.size {
            try drainLookahead()
            lookahead = stage == nil ? lookahead : nil
            let fresh = AnalysisStage(
                stored: view.size, info: analysis.index.info, settings: analysis.settings)
            fresh.clock = analysis.clock
            if lookahead == nil { fresh.prime(with: samples.map(\.picture)) }
            stage = fresh
            readings += health?.finish(at: frame.time) ?? []
            health = HealthMeter(size: fresh.geometry.size, kernels: analysis.settings.kernels)
            lasting.begin(fresh, samples: samples, range: stretch.range)
        }
        guard let stage else { return }
        if lookahead != nil {
            let reduced = stage.reduced(view)
            health?.add(reduced, at: frame.time, isKeyFrame: frame.isKeyFrame)
            lookahead?.append((reduced, frame.time))
            if lookahead?.count == StretchAnalysis.lookaheadFrames { try drainLookahead() }
            return
        }
        let metrics = stage.analyse(view, at: frame.time)
        lasting.add(stage.picture, at: frame.time)
        health?.add(stage.picture, at: frame.time, isKeyFrame: frame.isKeyFrame)
        try observe(metrics, stage)
        try segments.add(metrics) { frame.held() }
    }

    /// Primes with frames from the stretch's own beginning, then analyses the frames held back.
    private mutating func drainLookahead() throws {
        guard let held = lookahead, let stage, !held.isEmpty else { return }
        lookahead = nil
        let count = min(StretchAnalysis.lookaheadSamples, held.count)
        let own = (0..<count).map { held[$0 * (held.count - 1) / max(1, count - 1)].picture }
        stage.prime(with: samples.map(\.picture) + own)
        for (picture, time) in held {
            // The full picture is gone by now: a peak here is decoded again at the end.
            let metrics = stage.analyse(reduced: picture, at: time)
            lasting.add(picture, at: time)
            try observe(metrics, stage)
            try segments.add(metrics) { nil }
        }
    }

    private func observe(_ metrics: MotionMetrics, _ stage: AnalysisStage) throws {
        try analysis.observer?(
            AnalysedFrame(
                metrics: metrics, foreground: stage.foreground, geometry: stage.geometry,
                stretch: stretch.ordinal))
    }

    mutating func finish(reader: PictureReader) throws -> StretchOutcome {
        try drainLookahead()
        let (found, activity) = try segments.finish(reader: reader)
        var outcome = StretchOutcome(
            ordinal: stretch.ordinal, frames: frames, segments: found,
            activity: activity.seconds.filter { !$0.isQuiet },
            suppressed: activity.suppressed, coverage: coverage.close())
        outcome.changes = lasting.finish(
            samples: samples, range: stretch.range,
            orientation: analysis.index.info.orientation)
        outcome.health = readings + (health?.finish(at: stretch.range.end) ?? [])
        return outcome
    }
}
