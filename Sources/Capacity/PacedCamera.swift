import Dispatch
import EventStore
import FeedPipeline
import Footage
import Foundation
import VideoDecoding

/// One copy of a camera: its packets arrive at its own rate, wait in a bounded queue, and are
/// decoded and analysed on a serial queue of its own.
///
/// The packets lie in a file and are not read before their turn: the bounded queue is a count of
/// those that have arrived and were not taken yet.
///
/// `@unchecked Sendable`: everything that changes is guarded by `queue`.
final class PacedCamera: @unchecked Sendable {
    /// Time of packets that may wait; more than that is dropped, up to the next key frame.
    static let queueSeconds = 2.0
    private static let smallestQueue = 8

    let queue: DispatchQueue
    private let intervalNanoseconds: UInt64
    private let capacity: Int
    private let total: Int
    // Guarded by `queue`.
    private let playback: CameraPlayback
    private let analysis: LiveAnalysis
    private let end: MediaTime
    private var timer: (any DispatchSourceTimer)?
    private var begin: UInt64 = 0
    /// Packets that were decoded or dropped.
    private var done = 0
    private var report = Report()

    /// What became of the packets.
    struct Report: Sendable {
        /// Packets that arrived.
        var arrived = 0
        var dropped = 0
        /// From a packet's arrival to the end of its analysis, in milliseconds; without those of
        /// the first seconds, in which everything starts.
        var delays: [Float] = []
        var failure: String?
    }

    /// - Parameters:
    ///   - number: which copy it is: each begins at another place of the recording.
    ///   - seconds: how long it is watched.
    init(
        _ work: MeasuredRecording, number: Int, queue: DispatchQueue, settings: RecordingSettings,
        seconds: Double
    ) throws {
        self.queue = queue
        // Steps of the golden ratio spread any number of copies evenly.
        let groups = work.index.groups.count
        let place = (Double(number) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
        playback = try work.openPlayback(firstGroup: Int(place * Double(groups)))
        let interval = playback.packetInterval
        intervalNanoseconds = UInt64(interval.microseconds) * 1000
        capacity = max(Self.smallestQueue, Int(Self.queueSeconds / interval.seconds))
        total = max(1, Int(seconds / interval.seconds))
        // Frames have the time of their packets: see `CameraPlayback`.
        analysis = LiveAnalysis(info: work.index.info, settings: settings)
        end = MediaTime(seconds: seconds)
    }

    /// Begins to watch at a moment of the monotonic clock.
    func start(at moment: UInt64) {
        queue.async { [self] in
            begin = moment
            let timer = DispatchSource.makeTimerSource(queue: queue)
            let now = ProcessorTime.monotonicNanoseconds()
            let wait = moment > now ? Int(moment - now) : 0
            timer.schedule(
                deadline: .now() + .nanoseconds(wait),
                repeating: .nanoseconds(Int(intervalNanoseconds)), leeway: .milliseconds(2))
            timer.setEventHandler { [self] in takeArrived() }
            self.timer = timer
            timer.resume()
        }
    }

    private func takeArrived() {
        dispatchPrecondition(condition: .onQueue(queue))
        do {
            while report.failure == nil, done < arrived {
                let waiting = arrived - done
                if waiting > capacity {
                    let skipped = try playback.skipToKeyFrame()
                    done += skipped
                    report.dropped += skipped
                    continue
                }
                try playback.decodeNext { _ = try analysis.take($0) }
                note(delayOf: done)
                done += 1
            }
        } catch {
            report.failure = "\(error)"
        }
    }

    /// Packets that have arrived by now.
    private var arrived: Int {
        let now = ProcessorTime.monotonicNanoseconds()
        guard now >= begin else { return 0 }
        return min(total, Int((now - begin) / intervalNanoseconds) + 1)
    }

    private func note(delayOf packet: Int) {
        let due = UInt64(packet) * intervalNanoseconds
        guard Double(due) / 1e9 >= LiveTrial.warmUpSeconds else { return }
        let now = ProcessorTime.monotonicNanoseconds()
        let moment = begin + due
        report.delays.append(now > moment ? Float(now - moment) / 1e6 : 0)
    }

    /// Ends watching; stores what was seen.
    func finish(into store: ScratchStore, entry: ScratchStore.Entry) -> Report {
        queue.sync {
            timer?.cancel()
            timer = nil
            // What waits at the end is late, not lost, unless it is too much.
            report.arrived = arrived
            report.dropped += max(0, arrived - done - capacity)
            guard report.failure == nil else { return report }
            do {
                let outcome = try analysis.outcome(until: end)
                try store.commitOnQueue(outcome, of: entry)
            } catch {
                report.failure = "\(error)"
            }
            return report
        }
    }
}
