import EventStore
import FeedPipeline
import Footage
import Foundation

/// Runs many copies of cameras at the rate at which their packets would arrive, and looks whether
/// the machine keeps up.
struct LiveTrial {
    /// At the start everything comes at once: neither load nor delays are taken from it.
    static let warmUpSeconds = 2.0

    let settings: RecordingSettings
    let seconds: Double

    /// What came out.
    struct Outcome {
        var cameras: Int
        var arrivedFrames = 0
        var droppedFrames = 0
        /// Cores in use, by this process.
        var coresUsed: Double
        /// Cores that others used meanwhile.
        var coresUsedByOthers: Double
        var delayMedianMilliseconds: Double
        var delay99Milliseconds: Double
        var bytesPerCamera: Int

        var lookedAtShare: Double {
            1 - Double(droppedFrames) / Double(max(1, arrivedFrames))
        }
    }

    /// - Parameters:
    ///   - works: the cameras; copies are made of each in turn.
    ///   - count: copies in all.
    func run(_ works: [MeasuredRecording], count: Int) throws -> Outcome {
        let store = try ScratchStore(settings: settings)
        // What earlier runs left behind would be taken again without being seen.
        SystemState.giveBackFreeMemory()
        let residentBefore = SystemState.residentBytes()
        var cameras: [(camera: PacedCamera, entry: ScratchStore.Entry)] = []
        for number in 0..<count {
            let work = works[number % works.count]
            let end = MediaTime(seconds: seconds)
            var facts = work.facts
            facts.duration = end
            let entry = try store.begin(
                facts,
                stretches: [
                    PlannedStretch(ordinal: 0, range: MediaRange(start: .zero, end: end))
                ])
            let camera = try PacedCamera(
                work, number: number, queue: entry.queue, settings: settings, seconds: seconds)
            cameras.append((camera, entry))
        }
        let begin = ProcessorTime.monotonicNanoseconds() + 50_000_000
        for (number, camera) in cameras.enumerated() {
            // Cameras do not send their packets all at the same moment.
            let offset = Double(number) / Double(count) * 0.2
            camera.camera.start(at: begin + UInt64(offset * 1e9))
        }
        Self.sleep(until: begin + UInt64(min(Self.warmUpSeconds, seconds / 2) * 1e9))
        let (cpu, busy) = (ProcessorTime.processSeconds(), SystemState.machineBusySeconds())
        let measured = ProcessorTime.monotonicNanoseconds()
        Self.sleep(until: begin + UInt64(seconds * 1e9))
        let wall = Double(ProcessorTime.monotonicNanoseconds() - measured) / 1e9
        let own = ProcessorTime.processSeconds() - cpu
        let all = busy.flatMap { before in SystemState.machineBusySeconds().map { $0 - before } }
        let resident = SystemState.residentBytes()
        let reports = cameras.map { $0.camera.finish(into: store, entry: $0.entry) }
        if let failure = reports.compactMap(\.failure).first {
            throw CapacityError.failed(path: works[0].index.source.path, reason: failure)
        }
        let delays = reports.flatMap(\.delays).sorted()
        func delay(_ quantile: Double) -> Double {
            delays.isEmpty ? 0 : Double(delays[Int(Double(delays.count - 1) * quantile)])
        }
        return Outcome(
            cameras: count, arrivedFrames: reports.reduce(0) { $0 + $1.arrived },
            droppedFrames: reports.reduce(0) { $0 + $1.dropped },
            coresUsed: own / max(wall, 0.001),
            coresUsedByOthers: max(0, ((all ?? own) - own) / max(wall, 0.001)),
            delayMedianMilliseconds: delay(0.5), delay99Milliseconds: delay(0.99),
            bytesPerCamera: max(0, resident - residentBefore) / max(1, count))
    }

    private static func sleep(until moment: UInt64) {
        let now = ProcessorTime.monotonicNanoseconds()
        if moment > now { Thread.sleep(forTimeInterval: Double(moment - now) / 1e9) }
    }
}
