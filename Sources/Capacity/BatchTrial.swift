import EventStore
import FeedPipeline
import Footage
import Foundation
import Synchronization
import VideoDecoding

/// Scans parts of a recording with all workers at a time, as a scan does.
struct BatchTrial {
    let store: ScratchStore
    let workers: Int
    /// Time of the recording that each worker is given, about.
    let seconds: Double

    private struct Piece {
        let stretch: Stretch
        let entry: ScratchStore.Entry
    }

    /// - Parameters:
    ///   - costs: of the same recording, for what is not run here.
    func run(_ work: MeasuredRecording, costs: StreamCosts) throws -> BatchSpeed {
        let pieces = try pieces(of: work)
        let next = Mutex(0)
        let failure = Mutex<(any Error)?>(nil)
        let frames = Mutex(0)
        let begin = ProcessorTime.monotonicNanoseconds()
        let cpuBegin = ProcessorTime.processSeconds()
        let working = DispatchGroup()
        // Threads of their own: decoding blocks, and must not starve a shared pool.
        for number in 1...workers {
            working.enter()
            let thread = Thread {
                defer { working.leave() }
                do {
                    let reader = try work.openReader()
                    while let piece = next.withLock({ Self.take(&$0, of: pieces) }) {
                        guard let outcome = try work.analyse(piece.stretch, reader: reader)
                        else { continue }
                        try store.commit(outcome, of: piece.entry)
                        frames.withLock { $0 += outcome.frames }
                    }
                } catch {
                    failure.withLock { $0 = $0 ?? error }
                }
            }
            thread.name = "pantau.bench.\(number)"
            thread.start()
        }
        working.wait()
        if let error = failure.withLock({ $0 }) { throw error }
        let wall = Double(ProcessorTime.monotonicNanoseconds() - begin) / 1e9
        let cpu = ProcessorTime.processSeconds() - cpuBegin
        let media = pieces.reduce(0) { $0 + $1.stretch.range.duration.seconds }
        return speed(
            media: media, wall: max(wall, 1e-6), cpu: cpu, frames: frames.withLock { $0 },
            costs: costs, index: work.index)
    }

    private func speed(
        media: Double, wall: Double, cpu: Double, frames: Int, costs: StreamCosts,
        index: RecordingIndex
    ) -> BatchSpeed {
        let indexPerSecond =
            (costs.milliseconds[.index] ?? 0) / 1000 * Double(index.packetCount)
            / max(index.duration.seconds, 0.001)
        // How much processor time the workers got for a second of wall-clock time: fewer than
        // there are workers where cores are shared, or memory is the limit.
        let effective = min(max(cpu / wall, 0.1), Double(workers))
        let thorough = wall / media + indexPerSecond / effective
        let fast =
            (costs.keyFramePassPerSecond + indexPerSecond) / effective
            + MeasuredRecording.fastShare * wall / media
        return BatchSpeed(
            workers: workers, framesPerSecond: Double(frames) / wall,
            thoroughHours: 1 / thorough, fastHours: 1 / fast,
            peakBytes: SystemState.peakResidentBytes())
    }

    /// Enough for every worker, of as many copies of the recording as it takes.
    private func pieces(of work: MeasuredRecording) throws -> [Piece] {
        let sample = StretchSample.chosen(from: work.stretches, seconds: seconds)
        var pieces: [Piece] = []
        var media = 0.0
        while pieces.count < workers * 2 || media < min(seconds, 10) * Double(workers) {
            let entry = try store.begin(
                work.facts,
                stretches: sample.map { PlannedStretch(ordinal: $0.ordinal, range: $0.range) })
            pieces += sample.map { Piece(stretch: $0, entry: entry) }
            media += max(0.1, sample.reduce(0) { $0 + $1.range.duration.seconds })
        }
        return pieces
    }

    private static func take(_ next: inout Int, of pieces: [Piece]) -> Piece? {
        guard next < pieces.count else { return nil }
        defer { next += 1 }
        return pieces[next]
    }
}
