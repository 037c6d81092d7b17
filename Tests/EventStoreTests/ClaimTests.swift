import Footage
import Foundation
import Testing

@testable import EventStore

@Suite struct ClaimTests {
    let folder: TemporaryFolder
    let store: EventStore
    let scan: ScanFixture

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        scan = try ScanFixture(store)
    }

    /// A second program on the same database.
    private func second(digest: String = "a") throws -> ScanFixture {
        try ScanFixture(try EventStore(path: folder.file("t.sqlite")), digest: digest)
    }

    @Test("A finished recording is skipped")
    func finished() throws {
        let recording = try scan.scan(motion: [2...3])
        #expect(try scan.claim() == .finished(recording, .analysed))
        #expect(try second().claim() == .finished(recording, .analysed))
    }

    @Test("A finished recording is redone on demand, and its events are not doubled")
    func rescan() throws {
        try scan.scan(motion: [2...3, 12...14])
        try scan.scan(motion: [2...3], rescan: true)
        let events = try store.events().events
        #expect(events.map(\.start.media) == [MediaTime(seconds: 2)])
        #expect(try store.recordings().count == 1)
        #expect(try store.recordings().first?.frames == 45)
    }

    @Test("Other settings are noticed, and change nothing unless asked to")
    func otherSettings() throws {
        let recording = try scan.scan(motion: [2...3])
        let other = try second(digest: "b")
        #expect(try other.claim() == .finishedWithOtherSettings(recording, .analysed))
        #expect(try store.eventCount() == 1)
        try other.scan(motion: [5...6], rescan: true)
        #expect(try store.events().events.map(\.start.media) == [MediaTime(seconds: 5)])
        #expect(try other.claim() == .finished(recording, .analysed))
    }

    @Test("What was begun with other settings is begun again")
    func interruptedWithOtherSettings() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 2, seconds: 10)
        let facts = RecordingFacts.sample(seconds: 20)
        _ = try store.begin(recording, facts: facts, stretches: stretches, rebuild: .standard)
        try store.commit(
            .sample(stretches[0], motion: [2...3]), of: recording, rebuild: .standard)
        store.release(recording)
        let other = try second(digest: "b")
        #expect(try other.claimed() == recording)
        #expect(try store.eventCount() == 0)
    }

    @Test("An interrupted recording goes on where it stopped")
    func resume() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 3, seconds: 10)
        let facts = RecordingFacts.sample(seconds: 30)
        _ = try store.begin(recording, facts: facts, stretches: stretches, rebuild: .standard)
        try store.commit(
            .sample(stretches[1], motion: [12...13]), of: recording, rebuild: .standard)
        store.release(recording)
        let other = try second()
        #expect(try other.claimed() == recording)
        let done = try other.store.begin(
            recording, facts: facts, stretches: stretches, rebuild: .standard)
        #expect(done == [1])
        #expect(try store.eventCount() == 1)
    }

    @Test("A recording that is cut or timed differently is begun again")
    func otherPlan() throws {
        let recording = try scan.claimed()
        let stretches = plan(stretches: 3, seconds: 10)
        func begin(_ facts: RecordingFacts, _ stretches: [PlannedStretch]) throws -> Set<Int> {
            try store.begin(recording, facts: facts, stretches: stretches, rebuild: .standard)
        }
        func commitFirst(_ stretch: PlannedStretch) throws {
            try store.commit(
                .sample(stretch, motion: [2...3]), of: recording, rebuild: .standard)
        }
        #expect(try begin(.sample(seconds: 30), stretches).isEmpty)
        try commitFirst(stretches[0])
        #expect(try begin(.sample(seconds: 30), stretches) == [0])
        let longer = plan(stretches: 2, seconds: 15)
        #expect(try begin(.sample(seconds: 30), longer).isEmpty)
        #expect(try store.eventCount() == 0)
        try commitFirst(longer[0])
        let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)
        #expect(try begin(.sample(seconds: 30, start: noon), longer).isEmpty)
        #expect(try store.eventCount() == 0)
    }

    @Test("Two programs never work on the same recording")
    func twoPrograms() throws {
        let recording = try scan.claimed()
        guard case .inUse(recording, let worker) = try second().claim() else {
            Issue.record("the second program got the claim")
            return
        }
        #expect(worker.hasPrefix("process \(ProcessInfo.processInfo.processIdentifier) on "))
        #expect(try scan.claim() == .inUse(recording, by: worker), "nor the same one twice")
        store.release(recording)
        #expect(try second().claimed() == recording)
    }

    @Test("A program that is gone holds no claim")
    func goneProgram() throws {
        let recording = try {
            let passing = try second()
            return try passing.claimed()
        }()
        #expect(try scan.claimed() == recording)
    }

    @Test("A moved file is the same recording")
    func moved() throws {
        let old = try scan.scan(.sample("/gone/a.mp4", fingerprint: "f"), motion: [2...3])
        let claim = try scan.claim(.sample("/new/a.mp4", modified: 99, fingerprint: "f"))
        #expect(claim == .finished(old, .analysed))
        #expect(try store.events().events.map(\.start.path) == ["/new/a.mp4"])
    }

    @Test("A copy of a file that is still there is another recording")
    func copied() throws {
        let original = folder.file("a.mp4")
        #expect(FileManager.default.createFile(atPath: original, contents: Data([1])))
        let first = try scan.scan(.sample(original, fingerprint: "f"))
        let copy = try scan.claimed(.sample("/copy/a.mp4", fingerprint: "f"))
        #expect(copy != first)
    }

    @Test("A touched file is the same recording, a changed one is not")
    func changed() throws {
        let recording = try scan.scan(.sample(modified: 1, fingerprint: "f"), motion: [2...3])
        let touched = try scan.claim(.sample(modified: 2, fingerprint: "f"))
        #expect(touched == .finished(recording, .analysed))
        let changed = try scan.claimed(.sample(modified: 2, fingerprint: "g"))
        #expect(changed == recording, "its row is used again")
        #expect(try store.eventCount() == 0)
        #expect(try store.coverage(of: recording).isEmpty)
    }

    @Test("A recording that is moved to another feed leaves nothing behind in the old one")
    func otherFeed() throws {
        try scan.scan(motion: [2...3])
        let other = try ScanFixture(store, feed: "harbour")
        try other.scan(motion: [2...3])
        #expect(try store.events().events.map(\.feedName) == ["harbour"])
        #expect(try store.recordings(of: scan.feed).isEmpty)
    }

    @Test("A refused file is tried again")
    func refused() throws {
        let recording = try scan.claimed()
        try store.refuse(recording, error: "not a video")
        #expect(try store.recording(recording)?.status == .refused)
        #expect(try store.recording(recording)?.error == "not a video")
        #expect(try scan.claimed() == recording)
        #expect(try store.recording(recording)?.status == .pending)
    }

    @Test("Reviews survive a second scan and go to the event at the same time")
    func reviewsSurviveRescan() throws {
        try scan.scan(motion: [2...3, 12...14])
        let event = try #require(try store.events(order: .oldestFirst).events.last)
        try store.review([event.id], as: .falseAlarm, by: "Ani", note: "a cat")
        try scan.scan(motion: [2...3, 12.5...14], rescan: true)
        let again = try store.events(order: .oldestFirst).events
        #expect(again.map(\.reviewState) == [.unreviewed, .falseAlarm])
        #expect(try store.reviews(of: try #require(again.last).id).map(\.note) == ["a cat"])
        // A changed file has nothing to do with what was decided about the old one.
        try scan.scan(.sample(size: 5, fingerprint: "g"), motion: [12...14])
        #expect(try store.events().events.map(\.reviewState) == [.unreviewed])
    }

    @Test("An event across two recordings shrinks when one of them is scanned anew")
    func redoneNeighbour() throws {
        let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)
        try scan.scan(.sample("/a.mp4"), start: noon, motion: [27...30])
        try scan.scan(
            .sample("/b.mp4"), start: noon + MediaTime(seconds: 30), motion: [0...2])
        let joined = try #require(try store.events().events.first)
        try scan.scan(
            .sample("/b.mp4"), start: noon + MediaTime(seconds: 30), motion: [20...22],
            rescan: true)
        let events = try store.events(order: .oldestFirst).events
        #expect(events.map(\.uuid).first == joined.uuid)
        #expect(events.map(\.duration) == [MediaTime(seconds: 3), MediaTime(seconds: 2)])
    }
}
