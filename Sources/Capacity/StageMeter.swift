import EventStore
import FeedPipeline
import Footage
import MotionAnalysis
import VideoDecoding

/// Does the work of a scan on one recording, piece by piece on one thread, and weighs each.
struct StageMeter {
    let settings: RecordingSettings
    /// Time of the recording that is measured, about.
    let seconds: Double
    let store: ScratchStore

    /// - Parameters:
    ///   - indexSeconds: processor time that the index took.
    func costs(of work: MeasuredRecording, indexSeconds: Double) throws -> StreamCosts {
        let sample = StretchSample.chosen(from: work.stretches, seconds: seconds)
        let entry = try store.begin(
            work.facts,
            stretches: sample.map { PlannedStretch(ordinal: $0.ordinal, range: $0.range) })
        let reader = try work.openReader()
        let packets = try PacketPass(index: work.index)
        let clock = StageClock(now: ProcessorTime.threadNanoseconds)
        var spent: [BenchStage: Double] = [:]
        var keyFramePass = 0.0
        var costs = StreamCosts()
        for stretch in sample {
            costs.mediaSeconds += stretch.range.duration.seconds
            let read = try ProcessorTime.ofThread { try packets.read(groups: stretch.groups) }
            let decode = try ProcessorTime.ofThread {
                try reader.decode(groups: stretch.groups) { _ in true }
            }
            let look = try ProcessorTime.ofThread {
                try work.lookAtKeyFrames(of: stretch, reader: reader)
            }
            keyFramePass += look.seconds
            let samples = try ProcessorTime.ofThread {
                try work.takeSamples(for: stretch, reader: reader)
            }
            let before = clock.analysisSeconds
            let analysis = try ProcessorTime.ofThread {
                try work.analyse(stretch, reader: reader, clock: clock)
            }
            guard let outcome = analysis.0 else { continue }
            let commit = try ProcessorTime.ofThread { try store.commit(outcome, of: entry) }
            costs.frames += outcome.frames
            spent[.read, default: 0] += read.seconds
            spent[.decode, default: 0] += max(0, decode.seconds - read.seconds)
            spent[.keyFrames, default: 0] += look.seconds + samples.seconds
            spent[.events, default: 0] += max(
                0, analysis.seconds - decode.seconds - (clock.analysisSeconds - before))
            spent[.store, default: 0] += commit.seconds
        }
        guard costs.frames > 0 else { return costs }
        for (step, nanoseconds) in clock.nanoseconds where step != .decode {
            spent[BenchStage(step), default: 0] += Double(nanoseconds) / 1e9
        }
        for (stage, seconds) in spent {
            costs.milliseconds[stage] = seconds * 1000 / Double(costs.frames)
        }
        costs.milliseconds[.index] =
            indexSeconds * 1000 / Double(max(1, work.index.packetCount))
        costs.keyFramePassPerSecond = keyFramePass / max(costs.mediaSeconds, 0.001)
        return costs
    }
}

extension StageClock {
    /// Of everything after decoding.
    fileprivate var analysisSeconds: Double {
        nanoseconds.reduce(0) { $1.key == .decode ? $0 : $0 + Double($1.value) / 1e9 }
    }
}
