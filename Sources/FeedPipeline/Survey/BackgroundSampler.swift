import Footage
import Foundation
import MotionAnalysis
import VideoDecoding

/// A downscaled picture of the scene, and when it was taken.
struct TimedSample {
    let time: MediaTime
    let picture: PlanarPicture
}

/// The background samples of one recording, for all of its workers.
final class BackgroundSampler: @unchecked Sendable {
    // Guarded by `lock`: extras. Held while samples are gathered: neighbouring stretches share
    // nearly all of theirs, and a worker that waits finds them decoded.
    private let lock = NSLock()
    private var extras: [TimedSample]?

    private let index: RecordingIndex
    private let settings: RecordingSettings
    let samples: SampleSource
    let plan: SamplePlan

    /// - Parameters:
    ///   - cache: where decoded samples are kept.
    ///   - recording: tells the recording from others in the cache.
    init(
        index: RecordingIndex, settings: RecordingSettings, cache: SampleCache = SampleCache(),
        recording: Int = 0
    ) {
        self.index = index
        self.settings = settings
        plan = SamplePlan(groupStarts: index.groups.map(\.start), duration: index.duration)
        samples = SampleSource(
            info: index.info, kernels: settings.kernels, cache: cache, recording: recording)
    }

    /// Whether the key frames around the stretch are too few for a median.
    func isScarce(around range: MediaRange) -> Bool {
        plan.extraTimes.isEmpty && plan.groups(around: range).count < SamplePlan.fewest
    }

    /// Downscaled samples from around the stretch, in order of time. Frames that cannot be
    /// decoded, or have another size, are left out.
    ///
    /// - Parameter reader: of the calling worker; decodes what nobody has decoded yet.
    func samples(around range: MediaRange, reader: PictureReader) throws -> [TimedSample] {
        lock.lock()
        defer { lock.unlock() }
        let decoder = SampleDecoder(source: samples, reader: reader)
        return try plan.groups(around: range).compactMap { group in
            try decoder.sample(of: group).map {
                TimedSample(time: index.groups[group].start, picture: $0)
            }
        } + extraSamples()
    }

    private func extraSamples() throws -> [TimedSample] {
        if let extras { return extras }
        var found: [TimedSample] = []
        var times = plan.extraTimes[...]
        if !times.isEmpty {
            // A reader of its own: the workers' leave the deblocking of some pictures out.
            let reader = try PictureReader(index: index)
            let decoder = SampleDecoder(source: samples, reader: reader)
            try reader.decode(groups: 0..<index.groups.count) { step in
                guard let next = times.first else { return false }
                if case .frame(let frame) = step, frame.time >= next {
                    times = times.drop { $0 <= frame.time }
                    if !frame.isDamaged, let sample = decoder.reduced(frame.view) {
                        found.append(TimedSample(time: frame.time, picture: sample))
                    }
                }
                return true
            }
        }
        extras = found
        return found
    }
}
