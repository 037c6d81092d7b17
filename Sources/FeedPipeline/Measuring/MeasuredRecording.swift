public import EventStore
import Footage
import Foundation
public import MotionAnalysis
public import VideoDecoding

/// The work of a scan on one recording, piece by piece, without the scan around it: for measuring
/// what each piece costs. The pieces are the scan's own.
///
/// Pieces may be done on several threads at a time, each with a reader of its own.
public struct MeasuredRecording: Sendable {
    public let index: RecordingIndex
    /// What can be done alone, in any order.
    public let stretches: [Stretch]
    private let settings: RecordingSettings
    private let sampler: BackgroundSampler

    public init(index: RecordingIndex, settings: RecordingSettings) {
        self.index = index
        self.settings = settings
        stretches = StretchPlan.stretches(of: index)
        sampler = BackgroundSampler(index: index, settings: settings)
    }

    /// Share of the stretches that a fast scan decodes in full.
    public static let fastShare = StretchRanking.fastShare

    /// What was found on the disk, for the decoder.
    public static func source(of candidate: RecordingCandidate) -> RecordingSource {
        RecordingSource(candidate)
    }

    /// A decoder of the recording, as a worker of a scan has it.
    public func openReader() throws -> PictureReader { try .forAnalysis(of: index) }

    /// A camera that delivers the recording, decoded as a scan does it.
    public func openPlayback(firstGroup: Int) throws -> CameraPlayback {
        try CameraPlayback(
            index: index, firstGroup: firstGroup, deblocking: .ofStretches(of: index))
    }

    /// Decodes the key frames that tell the background of a stretch, unless they are known.
    public func takeSamples(for stretch: Stretch, reader: PictureReader) throws {
        _ = try sampler.samples(around: stretch.range, reader: reader)
    }

    /// Every frame of a stretch: what a thorough scan does.
    public func analyse(
        _ stretch: Stretch, reader: PictureReader, clock: StageClock? = nil,
        shouldStop: () -> Bool = { false }
    ) throws -> StretchOutcome? {
        var analysis = StretchAnalysis(index: index, settings: settings, sampler: sampler)
        analysis.clock = clock
        return try analysis.run(stretch, reader: reader, onFrame: {}, shouldStop: shouldStop)
    }

    /// Decodes and reduces the key frames of a stretch that are looked at before anything else:
    /// what a fast scan does to most stretches.
    public func lookAtKeyFrames(of stretch: Stretch, reader: PictureReader) throws {
        let plan = KeyFramePlan(
            groupStarts: index.groups.map(\KeyGroup.start), samples: sampler.plan.groups,
            duration: index.duration)
        let decoder = SampleDecoder(source: sampler.samples, reader: reader)
        let samples = Set(sampler.plan.groups)
        for position in plan.positions(in: stretch.range, of: plan.groups) {
            let group = plan.groups[position]
            _ = try decoder.means(of: group, isSample: samples.contains(group))
        }
    }

    /// The size in which it is analysed.
    public var geometry: AnalysisGeometry {
        AnalysisGeometry(stored: index.info.storedSize, info: index.info)
    }

    /// What the store is told of the recording.
    public var facts: RecordingFacts {
        RecordingFacts(index: index, start: nil, clock: .unknown, findings: [])
    }
}
