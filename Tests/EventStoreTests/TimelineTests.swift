import Footage
import GRDB
import Testing

@testable import EventStore

@Suite struct TimelineTests {
    let folder: TemporaryFolder
    let store: EventStore
    private static let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
    }

    /// Six recordings of three minutes with gaps and overlaps between them, motion, and stretches
    /// that could not be looked at; one more without a clock.
    private func fill(seed: UInt64) throws -> FeedID {
        var generator = SeededGenerator(state: seed)
        let scan = try ScanFixture(store)
        var start = Self.noon
        for number in 0..<7 {
            let recording = try scan.claimed(.sample("/\(number).mp4"))
            let stretches = plan(stretches: 18, seconds: 10)
            _ = try store.begin(
                recording, facts: .sample(seconds: 180, start: number == 6 ? nil : start),
                stretches: stretches, rebuild: .standard)
            for stretch in stretches where Int.random(in: 0..<8, using: &generator) > 0 {
                try store.commit(
                    Self.outcome(stretch, &generator), of: recording, rebuild: .standard)
            }
            try store.finish(recording, status: .partial)
            start =
                start
                + MediaTime(
                    microseconds: Int64.random(in: 150...230, using: &generator) * 1_000_000 + 123)
        }
        return scan.feed
    }

    private static func outcome(
        _ stretch: PlannedStretch, _ generator: inout SeededGenerator
    ) -> StretchOutcome {
        let first = Int(stretch.range.start.seconds)
        let start = Double(first) + 2
        var outcome = StretchOutcome.sample(
            stretch, motion: Bool.random(using: &generator) ? [start...start + 4] : [])
        outcome.activity = (first..<first + 10).filter { _ in
            Int.random(in: 0..<3, using: &generator) == 0
        }.map { second in
            var record = ActivityRecord(
                second: second, motionPPM: Int.random(in: 0...90_000, using: &generator))
            record.grid.cells[7] = 3
            return record
        }
        if Int.random(in: 0..<5, using: &generator) == 0 {
            let middle = stretch.range.start + MediaTime(seconds: 4)
            outcome.coverage = [
                CoverageSpan(
                    range: MediaRange(start: stretch.range.start, end: middle),
                    state: .keyFramesOnly),
                CoverageSpan(
                    range: MediaRange(start: middle, end: stretch.range.end), state: .undecodable,
                    reason: "damaged"),
            ]
        }
        return outcome
    }

    /// By the definition: the most motion of any second that a bucket touches, and nothing where no
    /// moment of it was looked at.
    private func expectedMotion(
        _ timeline: Timeline, _ recordings: [(RecordingID, origin: Int64)]
    ) throws -> [Int?] {
        let start = timeline.startMicroseconds
        var expected = [Int?](repeating: nil, count: timeline.motion.count)
        for index in expected.indices {
            let first = start + Int64(index) * timeline.bucketMicroseconds
            let last = min(first + timeline.bucketMicroseconds, timeline.endMicroseconds)
            for (recording, origin) in recordings {
                for span in try store.coverage(of: recording)
                where span.state == .analysed || span.state == .keyFramesOnly {
                    if origin + span.range.start.microseconds < last,
                        origin + span.range.end.microseconds > first
                    {
                        expected[index] = expected[index] ?? 0
                    }
                }
                for second in try store.activity(of: recording) {
                    let begins = origin + Int64(second.second) * 1_000_000
                    if begins < last, begins + 1_000_000 > first {
                        expected[index] = max(expected[index] ?? 0, second.motionPPM)
                    }
                }
            }
        }
        return expected
    }

    @Test(
        "A feed's motion, coverage and events are those found one by one", arguments: 0..<4,
        [(0, 1200, 7), (0, 1200, 300), (100, 700, 40), (333, 391, 58), (-50, 5, 3), (0, 1200, 1)])
    func feed(seed: UInt64, range: (Int, Int, Int)) throws {
        let feed = try fill(seed: seed)
        let (from, until) = (
            Self.noon + MediaTime(microseconds: Int64(range.0) * 1_000_000),
            Self.noon + MediaTime(microseconds: Int64(range.1) * 1_000_000)
        )
        let timeline = try store.timeline(of: feed, from: from, until: until, buckets: range.2)
        #expect(timeline.motion.count <= range.2)
        let recordings = try store.recordings(of: feed).compactMap { recording in
            recording.facts?.start.map { (recording.id, origin: $0.microsecondsUTC) }
        }
        #expect(recordings.count == 6)
        #expect(timeline.motion == (try expectedMotion(timeline, recordings)))
        var filter = EventFilter()
        (filter.since, filter.until) = (from, until)
        let events = try store.events(filter, order: .oldestFirst, limit: 1000).events
        #expect(timeline.events.map(\.id) == events.map(\.id))
        #expect(timeline.eventsTotal == events.count)
        #expect(
            timeline.events.map(\.startMicroseconds)
                == events.compactMap(\.start.wall?.microsecondsUTC))
        #expect(
            timeline.events.map(\.endMicroseconds) == events.compactMap(\.end.wall?.microsecondsUTC)
        )
        try compareCoverage(timeline, feed: feed, from: from, until: until)
    }

    /// Each moment has, in the timeline, a state that it has in the store, or where a bucket holds
    /// several, a worse one.
    private func compareCoverage(
        _ timeline: Timeline, feed: FeedID, from: WallTime, until: WallTime
    ) throws {
        let spans = try store.coverage(of: feed, since: from, until: until)
        let bucket = timeline.bucketMicroseconds
        for moment in stride(from: from.microsecondsUTC, to: until.microsecondsUTC, by: 777_777) {
            let time = WallTime(microsecondsUTC: moment)
            let here = Set(spans.filter { $0.start <= time && time < $0.end }.map(\.state))
            let shown = timeline.coverage.filter {
                $0.startMicroseconds <= moment && moment < $0.endMicroseconds
            }
            #expect(here.isEmpty == shown.isEmpty)
            for state in shown.map(\.state) where !here.contains(state) {
                let near = spans.filter {
                    $0.start.microsecondsUTC < moment + bucket
                        && $0.end.microsecondsUTC > moment - bucket
                }
                #expect(near.contains { $0.state == state })
            }
        }
        #expect(timeline.coverage.count <= 2 * timeline.motion.count + 2)
        let missing: Set<CoverageState> = [.undecodable, .absent]
        for span in spans
        where missing.contains(span.state) && span.end > from && span.start < until {
            #expect(
                timeline.coverage.contains {
                    missing.contains($0.state)
                        && $0.startMicroseconds < span.end.microsecondsUTC
                        && $0.endMicroseconds > span.start.microsecondsUTC
                }, "what is missing is never out of sight")
        }
        let overlaps = try store.overlaps(of: feed).filter { $0.end > from && $0.start < until }
        #expect(timeline.overlaps.count == overlaps.count)
    }

    @Test(
        "A recording's timeline is in media time, with or without a clock", arguments: 0..<4,
        [(0, 180, 600), (0, 180, 11), (55, 130, 20), (170, 400, 5)])
    func recording(seed: UInt64, range: (Int, Int, Int)) throws {
        let feed = try fill(seed: seed)
        for recording in try store.recordings(of: feed) {
            let range = (MediaRange.seconds(Double(range.0), Double(range.1)), range.2)
            let timeline = try store.timeline(of: recording.id, range: range.0, buckets: range.1)
            #expect(timeline.startMicroseconds == range.0.start.microseconds)
            #expect(timeline.endMicroseconds == min(range.0.end.microseconds, 180_000_000))
            #expect(timeline.motion == (try expectedMotion(timeline, [(recording.id, 0)])))
            for event in timeline.events {
                let part = try store.parts(of: event.id).first { $0.recording == recording.id }
                #expect(part?.eventRange.start.microseconds == event.startMicroseconds)
                #expect(part?.eventRange.end.microseconds == event.endMicroseconds)
            }
        }
    }

    @Test("A second that could not be looked at is seen in a month")
    func smallGap() throws {
        let scan = try ScanFixture(store)
        let recording = try scan.claimed()
        let day = 86_400.0
        _ = try store.begin(
            recording, facts: .sample(seconds: day, start: Self.noon),
            stretches: plan(stretches: 1, seconds: day), rebuild: .standard)
        var outcome = StretchOutcome.sample(plan(stretches: 1, seconds: day)[0])
        outcome.coverage = [
            CoverageSpan(range: .seconds(0, 40_000), state: .analysed),
            CoverageSpan(range: .seconds(40_001, day), state: .analysed),
        ]
        try store.commit(outcome, of: recording, rebuild: .standard)
        try store.finish(recording, status: .partial)
        let timeline = try store.timeline(
            of: scan.feed, from: Self.noon, until: Self.noon + MediaTime(seconds: 30 * day),
            buckets: 600)
        #expect(timeline.coverage.map(\.state) == [.analysed, .undecodable, .analysed])
        #expect(timeline.motion.prefix(20).allSatisfy { $0 == 0 })
        #expect(timeline.motion.suffix(580).allSatisfy { $0 == nil })
    }

    @Test("Only the events of the highest score are listed, and all are counted")
    func eventLimit() throws {
        let feed = try fill(seed: 1)
        let all = try store.timeline(
            of: feed, from: Self.noon, until: Self.noon + MediaTime(seconds: 2000), buckets: 10)
        let some = try store.timeline(
            of: feed, from: Self.noon, until: Self.noon + MediaTime(seconds: 2000), buckets: 10,
            eventLimit: 5)
        #expect(all.events.count > 5 && some.events.count == 5)
        #expect(some.eventsTotal == all.eventsTotal)
        #expect(
            some.events.map(\.score).sorted(by: >)
                == Array(all.events.map(\.score).sorted(by: >).prefix(5)))
    }

    @Test("What is no range of time is refused")
    func invalid() throws {
        let feed = try fill(seed: 1)
        let (low, high) = (WallTime(microsecondsUTC: .min), WallTime(microsecondsUTC: .max))
        for (from, until, buckets) in [
            (Self.noon, Self.noon, 10), (high, low, 10), (low, high, 10), (Self.noon, high, 10),
            (low, Self.noon, 10), (Self.noon, Self.noon + MediaTime(seconds: 9), 0),
            (Self.noon, Self.noon + MediaTime(seconds: 9), 10_001),
        ] {
            let error = #expect(throws: EventStoreError.self) {
                try store.timeline(of: feed, from: from, until: until, buckets: buckets)
            }
            #expect(error?.trouble == .invalid)
        }
        #expect(throws: EventStoreError.unknownFeed(path: store.path, id: 99)) {
            try store.timeline(
                of: FeedID(rawValue: 99), from: Self.noon,
                until: Self.noon + MediaTime(seconds: 9), buckets: 10)
        }
        #expect(throws: EventStoreError.unknownRecording(path: store.path, id: 99)) {
            try store.timeline(of: RecordingID(rawValue: 99), buckets: 10)
        }
        #expect(throws: EventStoreError.self) {
            try store.timeline(
                of: RecordingID(rawValue: 1), range: .seconds(180, 200), buckets: 10)
        }
    }

    @Test("A moment is located in the recording that covers it", arguments: 0..<3)
    func locating(seed: UInt64) throws {
        let feed = try fill(seed: seed)
        let recordings = try store.recordings(of: feed).compactMap { recording in
            recording.facts?.start.map { (id: recording.id, start: $0) }
        }
        for offset in stride(from: -20.0, to: 1400, by: 3.7) {
            let time = Self.noon + MediaTime(seconds: offset)
            let covering = recordings.filter {
                $0.start <= time && time < $0.start + MediaTime(seconds: 180)
            }.max { $0.start < $1.start }
            let found = try store.locate(feed, at: time)
            #expect(found.recording == covering?.id)
            #expect(
                found.media?.microseconds
                    == covering.map { time.microsecondsUTC - $0.start.microsecondsUTC })
            #expect(found.next == recordings.map(\.start).filter { $0 > time }.min())
        }
        #expect(try store.locate(feed, at: WallTime(microsecondsUTC: .max)) == FeedMoment())
        #expect(try store.locate(feed, at: WallTime(microsecondsUTC: .min)) == FeedMoment())
    }
}
