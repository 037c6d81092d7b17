public import Footage
public import MotionAnalysis
public import VideoDecoding

/// What the analysis made of one frame.
public struct AnalysedFrame {
    /// Of this frame alone: what is young in it may be confirmed by a later one.
    public let metrics: MotionMetrics
    /// See `MotionAnalyser.foreground`; valid until the call that hands it over returns.
    public let foreground: Plane
    /// How the picture was brought to the size of `foreground`.
    public let geometry: AnalysisGeometry
    /// Numbers of tracks hold among the frames of one stretch only.
    public let stretch: Int
}

/// Analyses one recording frame by frame, without a database: for measuring what the analysis is
/// worth. It runs the same stages as a scan.
public struct RecordingAnalysis {
    /// Where the background comes from.
    public enum Manner: String, Sendable, CaseIterable {
        /// As a camera is watched: from the first frame on, each mask from the past alone.
        case live
        /// As a scan does it: stretch by stretch, each with samples from its past and its future.
        case recording
    }

    private let index: RecordingIndex
    private let settings: RecordingSettings

    /// - Throws: `VideoDecodingError` when there is nothing to decode.
    public init(_ source: RecordingSource, settings: RecordingSettings) throws {
        index = try RecordingIndex.build(source)
        self.settings = settings
    }

    /// Size of the pictures, as stored.
    public var size: FrameSize { index.info.storedSize }
    /// Frames that the recording should have.
    public var frameCount: Int { index.packetCount }

    /// Analyses every frame that can be decoded, in order of time.
    ///
    /// - Parameters:
    ///   - clock: told of each step.
    ///   - onFrame: gets each frame; may throw to stop.
    /// - Returns: damaged or undecodable frames, which were left out.
    /// - Throws: `VideoDecodingError`, and whatever `onFrame` throws.
    @discardableResult
    public func run(
        as manner: Manner, clock: StageClock? = nil, onFrame: (AnalysedFrame) throws -> Void
    ) throws -> Int {
        switch manner {
        case .live: try runLive(clock: clock, onFrame: onFrame)
        case .recording: try runByStretches(clock: clock, onFrame: onFrame)
        }
    }

    private func runLive(
        clock: StageClock?, onFrame: (AnalysedFrame) throws -> Void
    ) throws -> Int {
        let reader = try PictureReader.forAnalysis(of: index)
        var stage: AnalysisStage?
        var lost = 0
        clock?.start()
        try reader.decode(groups: 0..<index.groups.count) { step in
            guard case .frame(let frame) = step, !frame.isDamaged else {
                lost += 1
                return true
            }
            clock?.end(.decode)
            if stage?.geometry.stored != frame.view.size {
                stage = AnalysisStage(
                    stored: frame.view.size, info: index.info, settings: settings)
                stage?.clock = clock
            }
            guard let stage else { return false }
            let metrics = stage.analyse(frame.view, at: frame.time)
            try onFrame(
                AnalysedFrame(
                    metrics: metrics, foreground: stage.foreground, geometry: stage.geometry,
                    stretch: 0))
            clock?.start()
            return true
        }
        return lost
    }

    private func runByStretches(
        clock: StageClock?, onFrame: (AnalysedFrame) throws -> Void
    ) throws -> Int {
        var frames = 0
        try withoutActuallyEscaping(onFrame) { onFrame in
            var analysis = StretchAnalysis(
                index: index, settings: settings,
                sampler: BackgroundSampler(index: index, settings: settings))
            analysis.clock = clock
            analysis.observer = { frame in
                frames += 1
                try onFrame(frame)
                clock?.start()
            }
            defer { analysis.observer = nil }
            let reader = try PictureReader.forAnalysis(of: index)
            for stretch in StretchPlan.stretches(of: index) {
                _ = try analysis.run(
                    stretch, reader: reader, onFrame: { clock?.end(.decode) },
                    shouldStop: { false })
            }
        }
        return max(0, frameCount - frames)
    }
}
