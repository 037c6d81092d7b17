import EventScoring
import EventStore
import Footage
import Synchronization
import Testing

@Suite("What is watched live, and grows")
struct LiveTests {
    let folder: TemporaryFolder
    let store: EventStore
    let scan: ScanFixture
    let changes = ChangeLog()
    /// 2026-12-01T18:00:00Z.
    static let start = WallTime(microsecondsUTC: 1_796_148_000_000_000)

    final class ChangeLog: Sendable {
        private let log = Mutex<[StoreChange]>([])
        func add(_ changes: [StoreChange]) { log.withLock { $0 += changes } }
        func take() -> [StoreChange] {
            log.withLock { log in
                defer { log = [] }
                return log
            }
        }
    }

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"), onChange: changes.add)
        scan = try ScanFixture(store)
    }

    private func begun(_ name: String = "live:gate/1", at start: WallTime = start) throws
        -> RecordingID
    {
        var facts = RecordingFacts.sample(seconds: 0, start: start)
        facts.clockSource = .arrival
        return try store.beginLive(
            name, feed: scan.feed, run: scan.run, facts: facts, rebuild: .standard)
    }

    private func outcome(
        _ ordinal: Int, _ start: Double, _ end: Double, motion: [ClosedRange<Double>] = []
    ) -> StretchOutcome {
        .sample(PlannedStretch(ordinal: ordinal, range: .seconds(start, end)), motion: motion)
    }

    private func commit(
        _ ordinal: Int, _ start: Double, _ end: Double, motion: [ClosedRange<Double>] = [],
        same: Bool = false, of recording: RecordingID
    ) throws {
        try store.commitLive(
            outcome(ordinal, start, end, motion: motion), covering: .seconds(start, end),
            of: recording, hasSameSegments: same, rebuild: .standard)
    }

    private func events() throws -> [EventRecord] { try store.events(order: .oldestFirst).events }

    @Test("an event is there while it goes on, keeps its number, and grows")
    func growth() throws {
        let recording = try begun()
        try commit(0, 0, 5, of: recording)
        #expect(try events().isEmpty)
        try commit(0, 0, 12, motion: [10...11.5], of: recording)
        let first = try #require(try events().first)
        #expect(first.start.wall == Self.start + MediaTime(seconds: 10))
        #expect(first.hasThumbnail)
        try store.review([first.id], as: .trueAlarm, by: "op")
        try commit(0, 0, 20, motion: [10...19.5], of: recording)
        try commit(1, 20, 24, motion: [20...23], of: recording)
        let grown = try events()
        #expect(grown.map(\.uuid) == [first.uuid])
        #expect(grown[0].end.wall == Self.start + MediaTime(seconds: 23))
        #expect(grown[0].reviewState == .trueAlarm)
        let stored = try #require(try store.recording(recording))
        #expect(stored.facts?.duration == MediaTime(seconds: 24))
        #expect(stored.facts?.clockSource == .arrival)
        #expect(stored.frames == 30)
        #expect(
            try store.coverage(of: recording) == [
                CoverageSpan(range: .seconds(0, 24), state: .analysed)
            ])
    }

    @Test("nothing is told of an event whose stretch grows without it")
    func sameSegments() throws {
        let recording = try begun()
        try commit(0, 0, 12, motion: [10...11.5], of: recording)
        _ = changes.take()
        try commit(0, 0, 30, motion: [10...11.5], same: true, of: recording)
        let isQuiet = changes.take().allSatisfy { change in
            if case .eventChanged = change { false } else { true }
        }
        #expect(isQuiet)
        #expect(try events().count == 1)
        #expect(try store.coverage(of: recording).last?.range.end == MediaTime(seconds: 30))
    }

    @Test("what follows on under another name goes on with the event")
    func rotation() throws {
        let first = try begun()
        try commit(0, 0, 30, motion: [28...30], of: first)
        try store.finish(first, status: .analysed)
        let second = try begun("live:gate/2", at: Self.start + MediaTime(seconds: 30))
        try commit(0, 0, 4, motion: [0...3], of: second)
        let event = try #require(try events().first)
        #expect(try events().count == 1)
        #expect(event.end.wall == Self.start + MediaTime(seconds: 33))
    }

    @Test("what a killed process watched stays, and says that it was cut off")
    func killed() throws {
        do {
            let killed = try EventStore(path: folder.file("t.sqlite"))
            let run = try killed.startRun(.sample(digest: "a"))
            let recording = try killed.beginLive(
                "live:gate/1", feed: scan.feed, run: run,
                facts: .sample(seconds: 0, start: Self.start), rebuild: .standard)
            try killed.commitLive(
                outcome(0, 0, 12, motion: [10...11.5]), covering: .seconds(0, 12), of: recording,
                hasSameSegments: false, rebuild: .standard)
            // While it is watched nobody else ends it.
            #expect(try store.sealLive(of: scan.feed) == 0)
        }
        #expect(try store.sealLive(of: scan.feed) == 1)
        #expect(try store.sealLive(of: scan.feed) == 0)
        let recording = try #require(try store.recordings().first)
        #expect(recording.status == .partial)
        #expect(recording.error?.contains("cut off") == true)
        #expect(try events().count == 1)
        #expect(
            try store.coverage(of: recording.id) == [
                CoverageSpan(range: .seconds(0, 12), state: .analysed)
            ])
    }

    @Test("what lasts is stored when it is known, in the place of what was thought before")
    func lasting() throws {
        let recording = try begun()
        try commit(0, 0, 60, of: recording)
        func change(_ time: Double) -> LastingChange {
            LastingChange(
                manner: .came, time: MediaTime(seconds: time),
                lastBefore: MediaTime(seconds: time - 1),
                region: Region(x: 0.25, y: 0.5, width: 0.125, height: 0.25), sharePPM: 1000)
        }
        try store.storeChanges([change(30)], ofStretch: 0, of: recording)
        try store.storeChanges([change(30), change(40)], ofStretch: 0, of: recording)
        #expect(throws: EventStoreError.self) {
            try store.storeChanges([], ofStretch: 7, of: recording)
        }
        let found = Mutex<[Int64]>([])
        let telling = IncidentTelling(
            reachMicroseconds: 1_000_000, changeReachMicroseconds: 1_000_000, wholes: { _ in [] },
            incidents: { observed in
                found.withLock { $0 = observed.changes.map(\.microseconds) }
                return []
            }, preRoll: .zero, postRoll: .zero)
        try store.setRules("{}", of: scan.feed)
        try store.tell(scan.feed, telling)
        let times = [30.0, 40].map { (Self.start + MediaTime(seconds: $0)).microsecondsUTC }
        #expect(found.withLock { $0 } == times)
    }

    @Test("time between two connections is absent")
    func gap() throws {
        let first = try begun()
        try commit(0, 0, 30, of: first)
        try store.finish(first, status: .partial, error: "connection lost")
        let second = try begun("live:gate/2", at: Self.start + MediaTime(seconds: 90))
        try commit(0, 0, 30, of: second)
        let timeline = try store.timeline(
            of: scan.feed, from: Self.start, until: Self.start + MediaTime(seconds: 120),
            buckets: 10)
        #expect(timeline.coverage.map(\.state) == [.analysed, .absent, .analysed])
        let gap = timeline.coverage[1]
        #expect(gap.startMicroseconds == (Self.start + MediaTime(seconds: 30)).microsecondsUTC)
        #expect(gap.endMicroseconds == (Self.start + MediaTime(seconds: 90)).microsecondsUTC)
    }

    @Test("clips are found by time; removed ones are not")
    func clips() throws {
        let start = Self.start
        let clip = try store.beginClip(at: "/clips/a.mp4", of: scan.feed, start: start)
        try store.updateClip(
            clip, end: start + MediaTime(seconds: 10), bytes: 1000, state: .growing)
        let other = try store.beginClip(
            at: "/clips/b.mp4", of: scan.feed, start: start + MediaTime(seconds: 60))
        try store.updateClip(
            other, end: start + MediaTime(seconds: 70), bytes: 500, state: .done)
        func paths(_ from: Double, _ until: Double) throws -> [String] {
            try store.clips(
                of: scan.feed, from: start + MediaTime(seconds: from),
                until: start + MediaTime(seconds: until)
            ).map(\.path)
        }
        #expect(try paths(5, 8) == ["/clips/a.mp4"])
        #expect(try paths(20, 50) == [])
        #expect(try paths(5, 61) == ["/clips/a.mp4", "/clips/b.mp4"])
        #expect(try store.clipBytes() == 1500)
        try store.setClips([other], to: .removed)
        #expect(try paths(5, 61) == ["/clips/a.mp4"])
        #expect(try store.clipBytes() == 1000)
        #expect(try store.clips(in: .growing).map(\.id) == [clip])
    }
}
