import EventScoring
import EventStore
import Footage
import Testing

@Suite struct EventChainingTests {
    let folder: TemporaryFolder
    let store: EventStore
    let scan: ScanFixture

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        scan = try ScanFixture(store)
    }

    private func events(_ order: EventOrder = .oldestFirst) throws -> [EventRecord] {
        try store.events(order: order).events
    }

    @Test("Motion on both sides of a stretch border is one event")
    func acrossStretches() throws {
        try scan.scan(motion: [8...10, 10...12, 17...18])
        let event = try #require(try events().first)
        #expect(try events().count == 2)
        #expect(event.start.media == MediaTime(seconds: 8))
        #expect(event.end.media == MediaTime(seconds: 12))
        #expect(event.active == MediaTime(seconds: 4))
        #expect(event.start.wall == nil)
        #expect(event.duration == MediaTime(seconds: 4))
    }

    @Test("Motion on both sides of a border between files of known clock is one event")
    func acrossRecordings() throws {
        let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)
        try scan.scan(.sample("/a.mp4"), start: noon, motion: [28...30])
        try scan.scan(
            .sample("/b.mp4"), start: noon + MediaTime(seconds: 30), motion: [0.5...1.5, 25...26])
        let found = try events()
        #expect(found.count == 2)
        let joined = try #require(found.first)
        #expect(joined.start.path == "/a.mp4")
        #expect(joined.end.path == "/b.mp4")
        #expect(joined.start.media == MediaTime(seconds: 28))
        #expect(joined.end.media == MediaTime(seconds: 1.5))
        #expect(joined.start.wall == noon + MediaTime(seconds: 28))
        #expect(joined.end.wall == noon + MediaTime(seconds: 31.5))
        #expect(joined.duration == MediaTime(seconds: 3.5))
        let boxes = try store.boxes(of: joined.id)
        #expect(boxes.map(\.path) == ["/a.mp4", "/b.mp4"])
    }

    @Test("Recordings of unknown clock are never joined")
    func unknownClocks() throws {
        try scan.scan(.sample("/a.mp4"), motion: [28...30])
        try scan.scan(.sample("/b.mp4"), motion: [0...1])
        #expect(try events().count == 2)
    }

    @Test("Feeds are never joined, whatever the time")
    func otherFeed() throws {
        let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)
        try scan.scan(.sample("/a.mp4"), start: noon, motion: [5...6])
        let other = try ScanFixture(store, feed: "harbour")
        try other.scan(.sample("/b.mp4"), start: noon, motion: [5...6])
        #expect(try events().map(\.feedName).sorted() == ["gate", "harbour"])
    }

    @Test("An event keeps its identity as it grows, and the earliest survives when two join")
    func identity() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 3, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 30), stretches: stretches, rebuild: .standard)
        func commit(_ ordinal: Int, _ motion: ClosedRange<Double>) throws {
            try store.commit(
                .sample(stretches[ordinal], motion: [motion]), of: recording, rebuild: .standard)
        }
        try commit(2, 20...22)
        let first = try #require(try events().first)
        try commit(0, 5...9)
        let second = try #require(try events().first)
        #expect(try events().count == 2)
        #expect(second.uuid != first.uuid)
        try store.review([second.id], as: .trueAlarm, by: "Ani", note: "a boat")
        try commit(1, 10...19)
        let joined = try events()
        #expect(joined.map(\.uuid) == [first.uuid])
        #expect(joined.first?.reviewState == .trueAlarm, "the review moved with the motion")
        #expect(try store.reviews(of: first.id).map(\.note) == ["a boat"])
        #expect(joined.first?.start.media == MediaTime(seconds: 5))
        #expect(joined.first?.end.media == MediaTime(seconds: 22))
    }

    @Test("Short flickers become an event once there is enough of them")
    func flickers() throws {
        try scan.scan(motion: [8...8.2, 10...10.2])
        #expect(try events().isEmpty)
        try scan.scan(.sample("/b.mp4"), motion: [8...8.2, 9.5...9.7, 10...10.2])
        #expect(try events().count == 1)
    }

    @Test("The thumbnail is the picture of the highest peak")
    func thumbnail() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 2, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 20), stretches: stretches, rebuild: .standard)
        try store.commit(
            .sample(stretches[0], motion: [8...10], ppm: 100), of: recording, rebuild: .standard)
        let event = try #require(try events().first)
        #expect(event.hasThumbnail)
        #expect(try store.thumbnail(of: event.id) == [0xFF, 0xD8, 0])
        try store.commit(
            .sample(stretches[1], motion: [10...11], ppm: 900), of: recording, rebuild: .standard)
        #expect(try store.thumbnail(of: event.id) == [0xFF, 0xD8, 1])
        #expect(try store.event(event.id)?.peak.media == MediaTime(seconds: 10))
    }

    @Test("A stretch that is stored twice counts once")
    func twice() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 1, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 10), stretches: stretches, rebuild: .standard)
        for _ in 0..<2 {
            try store.commit(
                .sample(stretches[0], motion: [2...4]), of: recording, rebuild: .standard)
        }
        #expect(try events().map(\.active) == [MediaTime(seconds: 2)])
        #expect(try store.recording(recording)?.frames == 15)
    }
}
