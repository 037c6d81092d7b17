import Footage
import Foundation
import MotionAnalysis
import VideoDecoding

/// Decodes and keeps the background samples of one recording, for all of its workers.
///
/// A worker that needs a sample waits while another decodes one: a key frame takes some 20 ms, and
/// neighbouring stretches share nearly all of theirs.
final class BackgroundSampler: @unchecked Sendable {
    // Guarded by `lock`: reader, cache, extras, taken, and the use of `reducer`.
    private let lock = NSLock()
    private var reader: PictureReader?
    private var cache: [Int: PlanarPicture?] = [:]
    private var extras: [PlanarPicture]?
    /// Groups whose sample was decoded at some time.
    private var taken: Set<Int> = []

    private let index: RecordingIndex
    private let plan: SamplePlan
    private let geometry: AnalysisGeometry
    private let reducer: FrameReducer
    /// Bounds the memory of the longest recording: 32 samples of 640×360 are 11 MB.
    private let capacity = 32

    init(index: RecordingIndex, settings: RecordingSettings) {
        self.index = index
        geometry = AnalysisGeometry(stored: index.info.storedSize, info: index.info)
        reducer = FrameReducer(geometry: geometry, kernels: settings.kernels)
        plan = SamplePlan(groupStarts: index.groups.map(\.start), duration: index.duration)
    }

    /// Whether the key frames around the stretch are too few for a median.
    func isScarce(around range: MediaRange) -> Bool {
        plan.extraTimes.isEmpty && plan.groups(around: range).count < SamplePlan.fewest
    }

    /// Downscaled samples from around the stretch, in order of time. Frames that cannot be
    /// decoded, or have another size, are left out.
    func samples(around range: MediaRange) throws -> [PlanarPicture] {
        lock.lock()
        defer { lock.unlock() }
        let wanted = plan.groups(around: range)
        makeRoom(keeping: wanted)
        var samples: [PlanarPicture] = []
        for group in wanted {
            if let cached = cache[group] {
                if let cached { samples.append(cached) }
                continue
            }
            let sample = try decodeKeyFrame(of: group)
            cache[group] = .some(sample)
            if let sample { samples.append(sample) }
        }
        samples += try extraSamples()
        // A decoder holds tens of megabytes: it goes as soon as nothing is left to decode.
        taken.formUnion(wanted)
        if taken.count == plan.groups.count { reader = nil }
        return samples
    }

    private func openedReader() throws -> PictureReader {
        if let reader { return reader }
        let opened = try PictureReader(index: index)
        reader = opened
        return opened
    }

    private func decodeKeyFrame(of group: Int) throws -> PlanarPicture? {
        guard let frame = try openedReader().keyFrame(of: group), !frame.isDamaged else {
            return nil
        }
        return reduced(frame.view)
    }

    private func reduced(_ view: PictureView) -> PlanarPicture? {
        guard view.size == geometry.stored else { return nil }
        let picture = PlanarPicture(size: geometry.size)
        reducer.reduce(view, into: picture)
        return picture
    }

    private func extraSamples() throws -> [PlanarPicture] {
        if let extras { return extras }
        var found: [PlanarPicture] = []
        var times = plan.extraTimes[...]
        if !times.isEmpty {
            try openedReader().decode(groups: 0..<index.groups.count) { step in
                guard let next = times.first else { return false }
                if case .frame(let frame) = step, frame.time >= next {
                    times = times.drop { $0 <= frame.time }
                    if !frame.isDamaged, let sample = reduced(frame.view) { found.append(sample) }
                }
                return true
            }
        }
        extras = found
        return found
    }

    private func makeRoom(keeping wanted: [Int]) {
        guard cache.count + wanted.count > capacity, let first = wanted.first else { return }
        let needed = Set(wanted)
        let victims = cache.keys.filter { !needed.contains($0) }
            .sorted { abs($0 - first) > abs($1 - first) }
        for group in victims.prefix(cache.count + wanted.count - capacity) {
            cache[group] = nil
        }
    }
}
