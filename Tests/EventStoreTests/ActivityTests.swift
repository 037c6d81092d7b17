import EventStore
import Footage
import Testing

@Suite struct ActivityTests {
    let folder: TemporaryFolder
    let store: EventStore
    let scan: ScanFixture
    private let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        scan = try ScanFixture(store)
    }

    private func second(
        _ second: Int, ppm: Int = 100, cell: Int, share: UInt8 = 200, rain: Int64 = 0
    )
        -> ActivityRecord
    {
        var record = ActivityRecord(second: second, motionPPM: ppm)
        record.grid.cells[cell] = share
        record.suppressed[.rain] = rain
        return record
    }

    /// Two stretches of which the border lies in second 10.
    private func store(
        _ activity: [[ActivityRecord]], path: String = "/a.mp4", start: WallTime? = nil
    ) throws -> RecordingID {
        let recording = try scan.claimed(.sample(path))
        let stretches = [
            PlannedStretch(ordinal: 0, range: .seconds(0, 10.5)),
            PlannedStretch(ordinal: 1, range: .seconds(10.5, 200)),
        ]
        _ = try store.begin(
            recording, facts: .sample(seconds: 200, start: start), stretches: stretches,
            rebuild: .standard)
        for (stretch, seconds) in zip(stretches, activity) {
            var outcome = StretchOutcome.sample(stretch)
            outcome.activity = seconds
            try store.commit(outcome, of: recording, rebuild: .standard)
        }
        try store.finish(recording, status: .analysed)
        return recording
    }

    private let leftHalf = Polygon(points: [
        .init(x: 0, y: 0), .init(x: 0.5, y: 0), .init(x: 0.5, y: 1), .init(x: 0, y: 1),
    ])

    @Test("A second that lies in two stretches is given once, with both parts")
    func sharedSecond() throws {
        let recording = try store([
            [second(3, cell: 5), second(10, ppm: 100, cell: 5, rain: 4)],
            [second(10, ppm: 300, cell: 6, rain: 5), second(130, cell: 7)],
        ])
        let seconds = try store.activity(of: recording)
        #expect(seconds.map(\.second) == [3, 10, 130])
        #expect(seconds[1].motionPPM == 300)
        #expect(seconds[1].grid.cells[5] == 200 && seconds[1].grid.cells[6] == 200)
        #expect(seconds[1].suppressed[.rain] == 9)
        let part = try store.activity(of: recording, in: .seconds(9.5, 10.2))
        #expect(part.map(\.second) == [10])
    }

    @Test("Discarded pixels of a recording are summed by reason")
    func suppressed() throws {
        let recording = try scan.scan(stretches: 3)
        let counts = try store.suppressed(of: recording)
        #expect(counts[.noise] == 21)
        #expect(counts.nonZero.count == 1)
    }

    @Test("A place is searched in all recordings of a feed, without decoding")
    func placeSearch() throws {
        let known = try store(
            [
                [second(2, cell: 3), second(3, cell: 3, share: 250)],
                [second(20, cell: 31), second(90, cell: 3)],
            ],
            path: "/a.mp4", start: noon)
        let unknown = try store([[second(5, cell: 40)], []], path: "/b.mp4")
        let moments = try store.moments(within: leftHalf, of: scan.feed)
        #expect(moments.map(\.recording) == [unknown, known, known])
        #expect(moments.map(\.range) == [.seconds(5, 6), .seconds(2, 4), .seconds(90, 91)])
        #expect(moments.map(\.share) == [200, 250, 200])
        #expect(moments[1].start == noon + MediaTime(seconds: 2))

        let strong = try store.moments(within: leftHalf, of: scan.feed, minimumShare: 201)
        #expect(strong.map(\.range) == [.seconds(3, 4)])
        let window = try store.moments(
            within: leftHalf, of: scan.feed, since: noon + MediaTime(seconds: 3),
            until: noon + MediaTime(seconds: 90))
        #expect(window.map(\.range) == [.seconds(3, 4)])
        let right = Polygon(points: [
            .init(x: 0.9, y: 0), .init(x: 1, y: 0), .init(x: 1, y: 0.1), .init(x: 0.9, y: 0.1),
        ])
        #expect(
            try store.moments(within: right, of: scan.feed).map(\.range) == [.seconds(20, 21)])
    }
}
