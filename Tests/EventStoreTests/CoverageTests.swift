import Footage
import Testing

@testable import EventStore

@Suite struct CoverageTests {
    let folder: TemporaryFolder
    let store: EventStore
    let scan: ScanFixture
    private let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        scan = try ScanFixture(store)
    }

    private func sum(_ recording: RecordingID) throws -> MediaTime {
        try store.coverage(of: recording).reduce(.zero) { $0 + $1.range.duration }
    }

    @Test("Coverage sums to the duration at every moment")
    func sums() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 4, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 40), stretches: stretches, rebuild: .standard)
        #expect(
            try store.coverage(of: recording) == [
                CoverageSpan(range: .seconds(0, 40), state: .pending)
            ])
        for ordinal in [2, 0] {
            try store.commit(.sample(stretches[ordinal]), of: recording, rebuild: .standard)
            #expect(try sum(recording) == MediaTime(seconds: 40))
        }
        try store.finish(recording, status: .partial, error: "stopped")
        #expect(
            try store.coverage(of: recording) == [
                CoverageSpan(range: .seconds(0, 10), state: .analysed),
                CoverageSpan(range: .seconds(10, 20), state: .pending),
                CoverageSpan(range: .seconds(20, 30), state: .analysed),
                CoverageSpan(range: .seconds(30, 40), state: .pending),
            ])
    }

    @Test("Time that the analysis does not account for is never called quiet")
    func unaccounted() {
        let range = MediaRange.seconds(10, 20)
        let tiles = CoverageTiling.tile(
            range,
            with: [
                CoverageSpan(range: .seconds(5, 12), state: .analysed),
                CoverageSpan(range: .seconds(14, 16), state: .undecodable, reason: "damaged"),
                CoverageSpan(range: .seconds(15, 17), state: .analysed),
            ])
        let reason = CoverageTiling.unaccounted
        #expect(
            tiles == [
                CoverageSpan(range: .seconds(10, 12), state: .analysed),
                CoverageSpan(range: .seconds(12, 14), state: .undecodable, reason: reason),
                CoverageSpan(range: .seconds(14, 16), state: .undecodable, reason: "damaged"),
                CoverageSpan(range: .seconds(16, 17), state: .analysed),
                CoverageSpan(range: .seconds(17, 20), state: .undecodable, reason: reason),
            ])
        #expect(CoverageTiling.tile(.seconds(5, 5), with: []).isEmpty)
    }

    @Test("Any spans tile any range exactly", arguments: 0..<50)
    func tiling(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let range = MediaRange.seconds(100, 200)
        let spans = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
            let start = Double.random(in: 50...220, using: &generator)
            let length = Double.random(in: -5...60, using: &generator)
            return CoverageSpan(
                range: .seconds(start, start + length),
                state: CoverageState.allCases.randomElement(using: &generator) ?? .analysed)
        }
        let tiles = CoverageTiling.tile(range, with: spans)
        #expect(tiles.first?.range.start == range.start)
        #expect(tiles.last?.range.end == range.end)
        for (tile, next) in zip(tiles, tiles.dropFirst()) {
            #expect(tile.range.end == next.range.start)
        }
        #expect(tiles.allSatisfy { $0.range.duration > .zero })
    }

    @Test("Gaps and overlaps between the recordings of a feed are facts, in any order of scanning")
    func gaps() throws {
        // 0–30, 30.5–60.5 (within the clock's tolerance), 100–130, 120–150 and, inside it, 125–135.
        let starts = [0, 30.5, 100, 120, 125]
        for (index, order) in [[0, 1, 2, 3, 4], [3, 1, 4, 0, 2]].enumerated() {
            let scan = try ScanFixture(store, feed: "feed \(index)")
            for number in order {
                try scan.scan(
                    .sample("/\(index)/\(number).mp4"),
                    start: noon + MediaTime(seconds: starts[number]),
                    stretches: number == 4 ? 1 : 3)
            }
            let coverage = try store.coverage(of: scan.feed)
            let absent = coverage.filter { $0.state == .absent }
            #expect(absent.count == 1)
            #expect(absent.first?.start == noon + MediaTime(seconds: 60.5))
            #expect(absent.first?.end == noon + MediaTime(seconds: 100))
            #expect(absent.first?.recording == nil)
            #expect(coverage.map(\.start) == coverage.map(\.start).sorted())
            let overlaps = try store.overlaps(of: scan.feed)
            #expect(
                overlaps == [
                    FeedOverlap(
                        start: noon + MediaTime(seconds: 120), end: noon + MediaTime(seconds: 130)),
                    FeedOverlap(
                        start: noon + MediaTime(seconds: 125), end: noon + MediaTime(seconds: 135)),
                ])
        }
    }

    @Test("Coverage of a feed can be asked for a range of time")
    func window() throws {
        try scan.scan(.sample("/a.mp4"), start: noon)
        try scan.scan(.sample("/b.mp4"), start: noon + MediaTime(seconds: 60))
        let since = noon + MediaTime(seconds: 25)
        let until = noon + MediaTime(seconds: 65)
        let spans = try store.coverage(of: scan.feed, since: since, until: until)
        #expect(spans.map(\.state) == [.analysed, .absent, .analysed])
    }

    @Test("A gap closes once its recording is found")
    func closedGap() throws {
        try scan.scan(.sample("/a.mp4"), start: noon)
        try scan.scan(.sample("/c.mp4"), start: noon + MediaTime(seconds: 60))
        #expect(try store.coverage(of: scan.feed).contains { $0.state == .absent })
        try scan.scan(.sample("/b.mp4"), start: noon + MediaTime(seconds: 30))
        #expect(!(try store.coverage(of: scan.feed).contains { $0.state == .absent }))
    }
}
