import Footage
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct PurgeTests {
    let folder: TemporaryFolder
    let store: EventStore
    let scan: ScanFixture
    private let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        scan = try ScanFixture(store)
    }

    private func at(_ seconds: Double) -> WallTime { noon + MediaTime(seconds: seconds) }

    private func purge(
        before seconds: Double, feed: FeedID? = nil, isDryRun: Bool = false
    ) throws -> PurgeReport {
        try store.purge(
            PurgeRequest(before: at(seconds), feed: feed, isDryRun: isDryRun), rebuild: .standard,
            by: "Ani")
    }

    private func count(_ table: String) throws -> Int {
        try store.pool.read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? -1
        }
    }

    /// 60 s in stretches of 10 s, with activity and an event in each.
    @discardableResult
    private func fill(_ path: String = "/a.mp4", start: Double? = 0) throws -> RecordingID {
        let recording = try scan.claimed(.sample(path, modified: noon.microsecondsUTC))
        let stretches = plan(stretches: 6, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 60, start: start.map { at($0) }),
            stretches: stretches, rebuild: .standard)
        for stretch in stretches {
            let first = stretch.range.start.seconds
            var outcome = StretchOutcome.sample(stretch, motion: [first + 2...first + 5])
            outcome.activity = [ActivityRecord(second: Int(first) + 2, motionPPM: 1000)]
            outcome.activity[0].suppressed[.rain] = 9
            if stretch.ordinal == 1 {
                outcome.coverage = [
                    CoverageSpan(range: .seconds(10, 17), state: .analysed),
                    CoverageSpan(range: .seconds(17, 20), state: .undecodable, reason: "damaged"),
                ]
            }
            try store.commit(outcome, of: recording, rebuild: .standard)
        }
        try store.finish(recording, status: .partial)
        return recording
    }

    @Test("What lies before the moment is deleted with all its pictures, what lies after is kept")
    func deletes() throws {
        let recording = try fill()
        let kept = try store.events(order: .oldestFirst).events[3...].map(\.id)
        let report = try purge(before: 35)
        #expect(report.recordings == 1 && report.stretches == 3 && report.events == 3)
        #expect(report.segments == 3 && report.pictures == 3 && report.activityMinutes == 3)
        #expect(report.bytes > 0 && report.media == MediaTime(seconds: 30))
        #expect(report.earliestLeft == at(32) && !report.wasStopped && report.inUse.isEmpty)
        #expect(try store.events(order: .oldestFirst).events.map(\.id) == kept)
        for table in ["segment", "thumbnail", "boxes", "activity", "suppressed_seconds"] {
            #expect(try count(table) == 3, "\(table)")
        }
        #expect(try store.activity(of: recording).map(\.second) == [32, 42, 52])
        #expect(try purge(before: 35).stretches == 0, "the same again finds nothing")
        #expect(try store.auditHead().entries == 2)
    }

    @Test("Coverage still sums to the duration, and nothing purged is called quiet")
    func coverage() throws {
        let recording = try fill()
        _ = try purge(before: 35)
        let spans = try store.coverage(of: recording)
        #expect(
            spans == [
                CoverageSpan(range: .seconds(0, 17), state: .purged),
                CoverageSpan(range: .seconds(17, 20), state: .undecodable, reason: "damaged"),
                CoverageSpan(range: .seconds(20, 30), state: .purged),
                CoverageSpan(range: .seconds(30, 60), state: .analysed),
            ])
        let sums = try #require(try store.coverageSums(of: [recording])[recording])
        #expect(sums.total == MediaTime(seconds: 60) && sums[.purged] == MediaTime(seconds: 27))
        let timeline = try store.timeline(of: recording, buckets: 6)
        #expect(timeline.motion == [nil, nil, nil, 1000, 1000, 1000])
        _ = try purge(before: 1000)
        #expect(
            try store.coverage(of: recording).map(\.state) == [.purged, .undecodable, .purged])
        #expect(try store.coverageSums(of: [recording])[recording]?.total == MediaTime(seconds: 60))
        #expect(try count("stretch") == 1, "nothing is left to be told apart")
        #expect(try store.recording(recording)?.frames == 90)
    }

    @Test("A count beforehand deletes nothing and counts what would be")
    func dryRun() throws {
        try fill()
        try fill("/b.mp4", start: 100)
        let before = try store.events(limit: 100)
        let planned = try purge(before: 135, isDryRun: true)
        #expect(try store.events(limit: 100) == before)
        #expect(try store.auditHead().entries == 0)
        let done = try purge(before: 135)
        #expect(planned.recordings == 2 && planned.events == 9)
        #expect(planned.stretches == done.stretches && planned.events == done.events)
        #expect(planned.pictures == done.pictures && planned.bytes == done.bytes)
        #expect(planned.media == done.media)
    }

    @Test("An event that reaches over the moment loses its beginning and nothing else")
    func trims() throws {
        let recording = try scan.scan(
            start: noon, stretches: 4, motion: [5...9.5, 10...19.5, 20...29.5, 30...33])
        let event = try #require(try store.events().events.first)
        #expect(event.start.wall == at(5) && event.end.wall == at(33))
        try store.review([event.id], as: .trueAlarm, by: "Ani", note: "a boat")
        let report = try purge(before: 25)
        #expect(report.events == 0 && report.eventsTrimmed == 1)
        let left = try #require(try store.event(event.id))
        #expect(left.uuid == event.uuid && left.start.wall == at(20) && left.end.wall == at(33))
        #expect(left.reviewState == .trueAlarm && left.hasThumbnail)
        #expect(left.peak.media >= MediaTime(seconds: 20))
        #expect(try store.parts(of: event.id).map(\.eventRange.start) == [MediaTime(seconds: 20)])
        #expect(try store.coverage(of: recording).map(\.state) == [.purged, .analysed])
    }

    @Test("Decisions stay, and tell which event they were about")
    func keepsReviews() throws {
        try fill()
        let event = try #require(try store.events(order: .oldestFirst).events.first)
        try store.review([event.id], as: .falseAlarm, by: "Ani", note: "a cat")
        _ = try purge(before: 1000)
        #expect(try store.event(event.id) == nil)
        let row = try store.pool.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM review")
        }
        #expect(row?["event_uuid"] == event.uuid && row?["note"] == "a cat")
        let entries = try store.auditEntries()
        #expect(entries.map(\.action) == [.purged, .purgeBegun, .review])
        #expect(entries[0].subjectJSON.contains(#""events":6"#))
        #expect(try store.verifyAuditChain().isWhole)
    }

    @Test("A later scan does not bring back what was purged, unless it is told to")
    func staysPurged() throws {
        let recording = try fill()
        _ = try purge(before: 1000)
        let identity = RecordingIdentity.sample("/a.mp4", modified: noon.microsecondsUTC)
        #expect(try scan.claim(identity) == .finished(recording, .partial))
        let other = try ScanFixture(store, digest: "b")
        #expect(try other.claim(identity) == .finishedWithOtherSettings(recording, .partial))
        #expect(try store.eventCount() == 0)
        #expect(try other.claim(identity, rescan: true) == .claimed(recording))
        let done = try store.begin(
            recording, facts: .sample(seconds: 60, start: noon),
            stretches: plan(stretches: 6, seconds: 10), rebuild: .standard)
        #expect(done.isEmpty)
        #expect(try store.coverage(of: recording).map(\.state) == [.pending])
    }

    @Test("A scan that was stopped, and goes on with other stretches, leaves out what was purged")
    func stopped() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 6, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 60, start: noon), stretches: stretches,
            rebuild: .standard)
        for ordinal in [0, 2, 4] {
            try store.commit(
                .sample(stretches[ordinal], motion: []), of: recording, rebuild: .standard)
        }
        store.release(recording)
        _ = try purge(before: 35)
        let spans = try store.coverage(of: recording)
        #expect(spans.map(\.state) == [.purged, .purged, .purged, .pending, .analysed, .pending])
        #expect(spans[1].reason == StretchPurge.neverLookedAt && spans[0].reason == nil)
        // With other settings all of it would be done again.
        let other = try ScanFixture(store, digest: "b")
        #expect(try other.claimed() == recording)
        let done = try store.begin(
            recording, facts: .sample(seconds: 60, start: noon),
            stretches: plan(stretches: 4, seconds: 15), rebuild: .standard)
        #expect(done == [0, 1])
        #expect(try store.coverage(of: recording).map(\.state) == [.purged, .pending])
        store.release(recording)
        _ = try purge(before: 1000)
        #expect(try store.recording(recording)?.status == .partial)
        #expect(try other.claim() == .finished(recording, .partial))
    }

    @Test("Recordings without a clock go whole, by the time of their file, and it is said so")
    func unknownClock() throws {
        let recording = try fill(start: nil)
        #expect(try purge(before: 0).recordings == 0)
        let report = try purge(before: 1)
        #expect(report.recordings == 1 && report.byFileTime == 1 && report.events == 6)
        #expect(try store.coverage(of: recording).contains { $0.state == .purged })
    }

    @Test("Only the feed that was asked for is purged")
    func oneFeed() throws {
        try fill()
        let harbour = try ScanFixture(store, feed: "harbour")
        try harbour.scan(.sample("/h.mp4"), start: noon, motion: [2...5])
        let report = try purge(before: 1000, feed: harbour.feed)
        #expect(report.events == 1)
        #expect(try store.eventCount() == 6)
    }

    @Test("A recording that a scan is at work on is left alone, and named")
    func inUse() throws {
        let free = try fill()
        let recording = try scan.claimed(.sample("/b.mp4"))
        _ = try store.begin(
            recording, facts: .sample(seconds: 60, start: noon),
            stretches: plan(stretches: 6, seconds: 10), rebuild: .standard)
        let other = try EventStore(path: store.path)
        let report = try other.purge(
            PurgeRequest(before: at(1000)), rebuild: .standard, by: "Ani")
        #expect(report.inUse == [recording] && report.recordings == 1)
        #expect(try store.coverage(of: recording).map(\.state) == [.pending])
        #expect(try store.coverage(of: free).contains { $0.state == .purged })
    }

    @Test("A purge that is stopped leaves everything true, and goes on the next time")
    func stopping() throws {
        for number in 0..<5 { try fill("/\(number).mp4", start: Double(number) * 100) }
        var calls = 0
        let report = try store.purge(
            PurgeRequest(before: at(1000)), rebuild: .standard, by: "Ani",
            progress: { _ in
                calls += 1
                return calls < 2
            })
        #expect(report.wasStopped && report.recordings == 2)
        for recording in try store.recordings() {
            #expect(
                try store.coverageSums(of: [recording.id])[recording.id]?.total
                    == MediaTime(seconds: 60))
        }
        #expect(try store.auditEntries(limit: 1)[0].subjectJSON.contains(#""stopped":true"#))
        #expect(try purge(before: 1000).recordings == 3)
        #expect(try store.eventCount() == 0)
    }

    @Test("What was deleted is not left in the file, and its pages can be given back")
    func secureDelete() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 6, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 60, start: noon), stretches: stretches,
            rebuild: .standard)
        let mark = Array("picture-of-a-person".utf8)
        for stretch in stretches {
            var outcome = StretchOutcome.sample(
                stretch, motion: [stretch.range.start.seconds + 2...stretch.range.start.seconds + 5]
            )
            outcome.segments[0].thumbnail = Array(repeating: mark, count: 2000).flatMap { $0 }
            try store.commit(outcome, of: recording, rebuild: .standard)
        }
        try store.finish(recording, status: .analysed)
        func isInFile() throws -> Bool {
            try [store.path, store.path + "-wal"].contains { path in
                try Data(contentsOf: URL(filePath: path)).range(of: Data(mark)) != nil
            }
        }
        #expect(try isInFile())
        _ = try purge(before: 1000)
        #expect(try !isInFile())
        #expect(try store.compact() > 100_000)
        #expect(try store.recordings().count == 1)
    }
}
