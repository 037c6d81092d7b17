import Footage
import GRDB
import Testing

@testable import EventStore

@Suite struct RecordTests {
    let folder: TemporaryFolder
    var path: String { folder.file("t.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    @Test("A feed's time zone may change; what it was is kept")
    func timeZone() throws {
        let store = try EventStore(path: path)
        let feed = try store.feed(named: "gate", timeZone: "Asia/Jakarta", site: "port")
        #expect(try store.feed(named: "gate") == feed)
        let changed = try store.feed(named: "gate", timeZone: "Asia/Makassar")
        #expect(changed.id == feed.id)
        #expect(changed.timeZone == "Asia/Makassar")
        #expect(changed.site == "port")
        let kept = try store.pool.read {
            try String.fetchAll($0, sql: "SELECT time_zone FROM feed_change")
        }
        #expect(kept == ["Asia/Jakarta"])
    }

    @Test("Runs are recorded, and end by themselves or not at all")
    func runs() throws {
        let store = try EventStore(
            path: path, clock: { WallTime(microsecondsUTC: 1_700_000_000_000_000) })
        let run = try store.startRun(.sample())
        try store.finishRun(run)
        _ = try store.startRun(.sample(digest: "b"))
        let rows = try store.pool.read {
            try Row.fetchAll($0, sql: "SELECT finished_us, uuid FROM run ORDER BY id")
        }
        #expect(rows.map { $0["finished_us"] as Int64? } == [1_700_000_000_000_000, nil])
        #expect(rows.allSatisfy { ($0["uuid"] as String).hasPrefix("018bcfe5-6800-7") })
    }

    @Test("A recording's facts come back as they were")
    func facts() throws {
        let scan = try ScanFixture(try EventStore(path: path))
        let recording = try scan.claimed()
        let facts = RecordingFacts(
            container: "mpegts", codec: "hevc", storedSize: FrameSize(width: 720, height: 576),
            sampleAspectNumerator: 16, sampleAspectDenominator: 11, orientation: .clockwise270,
            isInterlaced: true, pixelFormat: "yuv420p10le", nominalFramesPerSecond: 12.5,
            duration: MediaTime(seconds: 12.345), start: WallTime(microsecondsUTC: 123_456),
            clockSource: .container, timestampsRebuilt: "no timestamps",
            findings: ["ends in the middle of a frame", "two \"sizes\""])
        _ = try scan.store.begin(
            recording, facts: facts, stretches: plan(stretches: 1, seconds: 12.345),
            rebuild: .standard)
        let stored = try #require(try scan.store.recording(recording))
        #expect(stored.facts == facts)
        #expect(stored.status == .scanning)
        #expect(stored.feedTimeZone == "Asia/Makassar")
        #expect(stored.identity == .sample())
        try scan.store.finish(recording, status: .partial, error: "half of it")
        #expect(try scan.store.recording(recording)?.error == "half of it")
    }
}
