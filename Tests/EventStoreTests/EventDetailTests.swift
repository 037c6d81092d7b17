import Footage
import Testing

@testable import EventStore

@Suite struct EventDetailTests {
    let folder: TemporaryFolder
    let store: EventStore
    private let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
    }

    @Test("An event across two recordings has a part in each, with its pre-roll and post-roll")
    func parts() throws {
        let scan = try ScanFixture(store)
        let first = try scan.scan(.sample("/day/a.mp4"), start: noon, motion: [4...6, 28...29.9])
        let second = try scan.scan(
            .sample("/day/b.mp4"), start: noon + MediaTime(seconds: 30), motion: [0.5...3])
        let events = try store.events(order: .oldestFirst).events
        #expect(events.count == 2)
        let parts = try store.parts(of: events[1].id)
        #expect(parts.map(\.recording) == [first, second])
        #expect(parts.map(\.fileName) == ["a.mp4", "b.mp4"])
        #expect(parts.map(\.eventRange) == [.seconds(28, 29.9), .seconds(0.5, 3)])
        #expect(parts[0].range.start == events[1].clipStart)
        #expect(parts[0].range.start < parts[0].eventRange.start)
        #expect(parts[0].range.end == parts[0].eventRange.end)
        #expect(parts[1].range.start == parts[1].eventRange.start)
        #expect(parts[1].range.end == events[1].clipEnd)
        #expect(parts[0].start == noon + parts[0].range.start)
        #expect(parts[1].eventStart == noon + MediaTime(seconds: 30.5))
        #expect(parts[0].clockSource == .fileName)
        // The pre-roll never reaches before the recording.
        let early = try store.parts(of: events[0].id)
        #expect(early.map(\.range.start) == [max(.zero, events[0].clipStart)])
        #expect(try store.parts(of: EventID(rawValue: 99)).isEmpty)
    }

    @Test("The plot of an event is the activity of its range, and its suppressors those within it")
    func plot() throws {
        let scan = try ScanFixture(store)
        let recording = try scan.claimed()
        let stretches = plan(stretches: 3, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 30), stretches: stretches, rebuild: .standard)
        for stretch in stretches {
            var outcome = StretchOutcome.sample(
                stretch, motion: stretch.ordinal == 1 ? [14...17] : [])
            let first = Int(stretch.range.start.seconds)
            outcome.activity = (first..<first + 10).map { second in
                var record = ActivityRecord(second: second, motionPPM: second * 10)
                record.suppressed[.rain] = Int64(second)
                return record
            }
            try store.commit(outcome, of: recording, rebuild: .standard)
        }
        try store.finish(recording, status: .analysed)
        let event = try #require(try store.events().events.first)
        let part = try #require(try store.parts(of: event.id).first)
        let plot = try #require(try store.plot(of: event.id).first)
        #expect(plot.recording == recording)
        let seconds = Int(part.range.start.seconds)..<Int(part.range.end.seconds.rounded(.up))
        #expect(plot.seconds.map(\.second) == Array(seconds))
        #expect(plot.seconds.allSatisfy { $0.motionPPM == $0.second * 10 })
        #expect(plot.seconds.allSatisfy { $0.suppressed[.rain] == Int64($0.second) })
        #expect(try store.suppressed(of: event.id)[.rain] == 14 + 15 + 16)
        #expect(try store.plot(of: EventID(rawValue: 99)).isEmpty)
    }

    @Test("A moment at a place belongs to the event that covers it, also in a pause of it")
    func covering() throws {
        let scan = try ScanFixture(store)
        let recording = try scan.scan(stretches: 4, motion: [2...5, 7...9, 11...13, 30...33])
        let events = try store.events(order: .oldestFirst).events.map(\.id)
        #expect(events.count == 2)
        func moment(_ start: Double, _ end: Double) -> PlaceMoment {
            PlaceMoment(recording: recording, range: .seconds(start, end), start: nil, share: 9)
        }
        let found = try store.events(covering: [
            moment(0, 1), moment(1, 3), moment(5, 7), moment(9, 11), moment(12, 20), moment(20, 25),
            moment(31, 32), moment(33, 35), moment(0, 40),
        ])
        #expect(
            found == [
                nil, events[0], events[0], events[0], events[0], nil, events[1], nil, events[1],
            ])
    }

    @Test("Many events are decided about at once, and the answer is enough to take it back")
    func batchReview() throws {
        let scan = try ScanFixture(store)
        try scan.scan(stretches: 4, motion: [2...4, 12...14, 22...24])
        let events = try store.events(order: .oldestFirst).events
        try store.review([events[0].id], as: .trueAlarm, by: "Ani")
        let missing = EventID(rawValue: 99)
        let changes = try store.review(
            events.map(\.id) + [missing], as: .falseAlarm, by: "Budi", note: "rain")
        #expect(changes.map(\.event) == events.map(\.id))
        #expect(changes.map(\.previous) == [.trueAlarm, .unreviewed, .unreviewed])
        #expect(try store.eventCounts().byReviewState == [.falseAlarm: 3])
        for change in changes {
            try store.review([change.event], as: change.previous, by: "Budi")
        }
        #expect(try store.eventCounts().byReviewState == [.trueAlarm: 1, .unreviewed: 2])
        let reviews = try store.reviews(of: events[0].id)
        #expect(reviews.map(\.state) == [.trueAlarm, .falseAlarm, .trueAlarm])
        #expect(reviews.map(\.reviewer) == ["Ani", "Budi", "Budi"])
        #expect(try store.auditHead().entries == 5)
        #expect(try store.review([missing], as: .reviewed, by: "Ani").isEmpty)
        #expect(try store.auditHead().entries == 5, "nothing was changed")
    }

    @Test("A recording that was moved is found again by its content, and by nothing else")
    func relocating() throws {
        let scan = try ScanFixture(store)
        let recording = try scan.scan(.sample("/old/a.mp4"), motion: [2...4])
        let other = try scan.scan(.sample("/old/b.mp4"))
        func relocate(
            _ path: String, size: Int64 = 1000, fingerprint: String?
        ) throws -> RecordingRecord {
            let found = RecordingIdentity(
                path: path, sizeBytes: size, modifiedMicroseconds: 77, fingerprint: fingerprint)
            return try store.relocate(recording, to: found, by: "Ani")
        }
        for (size, fingerprint) in [
            (999, "of /old/a.mp4"), (1000, "of /old/b.mp4"), (1000, nil),
        ] as [(Int64, String?)] {
            let error = #expect(throws: EventStoreError.self) {
                try relocate("/new/a.mp4", size: size, fingerprint: fingerprint)
            }
            #expect(error?.trouble == .conflict)
        }
        #expect(
            throws: EventStoreError.pathTaken(
                path: store.path, recording: other.rawValue, file: "/old/b.mp4")
        ) {
            try relocate("/old/b.mp4", fingerprint: "of /old/a.mp4")
        }
        #expect(try store.auditHead().entries == 0)
        let moved = try relocate("/new/a.mp4", fingerprint: "of /old/a.mp4")
        #expect(moved.identity.path == "/new/a.mp4" && moved.events == 1)
        #expect(try store.recording(atPath: "/new/a.mp4")?.id == recording)
        let entry = try #require(try store.auditEntries().first)
        #expect(entry.action == .recordingRelocated && entry.subjectJSON.contains("/old/a.mp4"))
        // The next scan knows it there.
        let identity = RecordingIdentity(
            path: "/new/a.mp4", sizeBytes: 1000, modifiedMicroseconds: 77,
            fingerprint: "of /old/a.mp4")
        #expect(try scan.claim(identity) == .finished(recording, .analysed))
        #expect(throws: EventStoreError.unknownRecording(path: store.path, id: 99)) {
            try store.relocate(RecordingID(rawValue: 99), to: identity, by: "Ani")
        }
    }
}
