import Footage
import Foundation
import Testing

@testable import Capacity
@testable import FeedPipeline

@Suite("A recording is measured", .serialized)
struct BenchTests {
    private func bench(most: Int) -> CapacityBench {
        let settings = RecordingSettings()
        var search = LiveSearch(settings: settings, headroom: 0, seconds: 3, cores: 2)
        search.most = most
        return CapacityBench(settings: settings, seconds: 20, workers: 2, live: search)
    }

    @Test("stage by stage, with all workers, and as cameras")
    func whole() throws {
        let recording = try SmallRecording()
        let result = try bench(most: 2).measure(.file(path: recording.path)).measurement
        #expect(result.facts.codec == "h264")
        #expect(result.facts.size == FrameSize(width: 320, height: 180))
        #expect(abs(result.facts.framesPerSecond - 10) < 0.1)
        #expect(abs(result.facts.keyFrameSeconds - 2) < 0.1)
        #expect(result.costs.frames == 120)
        for stage in BenchStage.allCases {
            #expect(result.costs.milliseconds[stage] ?? -1 >= 0, "\(stage)")
        }
        for stage in [BenchStage.decode, .downscale, .model, .blobs, .tracks, .store, .index] {
            #expect(result.costs.milliseconds[stage] ?? 0 > 0, "\(stage)")
        }
        #expect(result.costs.liveMillisecondsPerFrame < result.costs.millisecondsPerFrame)
        #expect(result.batch.framesPerSecond > 0)
        #expect(result.batch.fastHours > 0)
        // Two cameras of this size are nothing; were frames dropped, they are counted.
        let live = result.live
        #expect(live.predicted >= 1)
        #expect(live.arrivedFrames >= 25)
        #expect(live.isVerified ? live.droppedFrames == 0 && live.cameras >= 1 : live.cameras == 0)
    }

    @Test("what cannot be measured says why")
    func refused() throws {
        let recording = try SmallRecording(seconds: 1)
        let text = recording.folder.appendingPathComponent("text.mp4").path
        try Data("no video".utf8).write(to: URL(fileURLWithPath: text))
        for path in ["/nonexistent.mp4", text] {
            let error = #expect(throws: CapacityError.self) {
                try bench(most: 1).measure(.file(path: path))
            }
            #expect(error?.description.contains(path) == true)
        }
    }

    @Test("a camera that was not looked at for long drops whole groups, and counts them")
    func overload() throws {
        let recording = try SmallRecording()
        let settings = RecordingSettings()
        let store = try ScratchStore(settings: settings)
        let work = try recording.work()
        let end = MediaTime(seconds: 10)
        let entry = try store.begin(
            work.facts,
            stretches: [.init(ordinal: 0, range: MediaRange(start: .zero, end: end))])
        let camera = try PacedCamera(
            work, number: 0, queue: entry.queue, settings: settings, seconds: 10)
        // As if it had stood still for nine seconds.
        camera.start(at: ProcessorTime.monotonicNanoseconds() - 9_000_000_000)
        Thread.sleep(forTimeInterval: 2)
        let report = camera.finish(into: store, entry: entry)
        #expect(report.failure == nil)
        #expect(report.arrived == 100)
        #expect(report.dropped >= 60 && report.dropped <= 100)
        #expect(report.dropped % 20 == 0)
    }
}
