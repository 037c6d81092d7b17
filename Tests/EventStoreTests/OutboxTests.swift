import EventScoring
import Footage
import Foundation
import Synchronization
import Testing

@testable import EventStore

@Suite struct `The outbox` {
    @Test func `tells of an event that begins, goes on and ends, each once`() throws {
        let watched = try WatchedStore()
        try watched.commit(3...9)
        #expect(try watched.waiting() == ["new 1"])
        let new = try watched.deliver()
        #expect(new.facts.kind == .motion && new.facts.feed.name == "gate")
        #expect(new.facts.start == WatchedStore.start + MediaTime(seconds: 3))
        #expect(new.facts.boxes.count == 1 && new.facts.hasPicture)
        try watched.commit(10...15)
        #expect(try watched.waiting() == ["update 1"])
        let update = try watched.deliver()
        #expect(update.facts.end == WatchedStore.start + MediaTime(seconds: 15))
        try watched.commit()
        try watched.settle(atMedia: 14)
        #expect(try watched.waiting() == [])
        try watched.settle(atMedia: 27)
        try watched.settle(atMedia: 30)
        #expect(try watched.waiting() == ["end 1"])
        let end = try watched.deliver()
        #expect(new.sequence < update.sequence && update.sequence < end.sequence)
        #expect(Set([new.uuid, update.uuid, end.uuid]).count == 3)
        #expect(try watched.store.outboxSummaries().map(\.delivered) == [3])
    }

    @Test func `is written with the event, or not at all`() throws {
        let watched = try WatchedStore()
        struct Trouble: Error {}
        #expect(throws: (any Error).self) {
            try watched.store.write("failing") { transaction in
                try StretchCommit(
                    outcome: .sample(watched.stretches[0], motion: [3...5]),
                    recording: watched.recording, rebuild: .standard
                ).run(in: &transaction)
                throw Trouble()
            }
        }
        #expect(try watched.waiting() == [] && watched.store.eventCount() == 0)
        try watched.commit(3...5)
        // Seen by whoever opens the file, in the state in which the event is there.
        let other = try EventStore(path: watched.store.path, access: .readOnly)
        #expect(try other.eventCount() == 1)
        #expect(try other.outbox(of: "room").map(\.facts.event) == [1])
    }

    @Test func `tells nothing of recordings that are scanned, and of feeds that nobody watches`()
        throws
    {
        let unwatched = try WatchedStore(isWatched: false)
        try unwatched.commit(3...5)
        #expect(try unwatched.waiting() == [])
        // Another store on the same database, as a scan beside the watch has it.
        let watched = try WatchedStore()
        let scan = try EventStore(path: watched.store.path)
        try ScanFixture(scan, digest: "b", feed: "other").scan(
            .sample("/recordings/b.mp4"), motion: [1...4])
        #expect(try watched.waiting() == [])
        // A feed of the same store that is not among those watched.
        try ScanFixture(watched.store, digest: "c", feed: "third").scan(
            .sample("/recordings/c.mp4"), motion: [1...4])
        #expect(try watched.store.eventCount() == 2)
        #expect(try watched.waiting() == [])
    }

    @Test func `tells what key frames gave only when all was looked at, unless asked`() throws {
        let watched = try WatchedStore()
        try watched.commit(3...5, ordinal: 0, isProvisional: true)
        #expect(try watched.store.eventCount() == 1)
        #expect(try watched.waiting() == [])
        try watched.commit(3...6, ordinal: 0)
        #expect(try watched.waiting() == ["new 1"])
        let asked = try WatchedStore()
        asked.watch(provisional: true)
        try asked.commit(3...5, ordinal: 0, isProvisional: true)
        #expect(try asked.waiting() == ["new 1"])
    }

    @Test func `does not take a review of an old event for news`() throws {
        let watched = try WatchedStore(isWatched: false)
        try watched.commit(3...5)
        watched.watch()
        try watched.store.review([EventID(rawValue: 1)], as: .trueAlarm, by: "Ani")
        #expect(try watched.waiting() == [])
        try watched.commit(14...16)
        try watched.deliver()
        try watched.store.review([EventID(rawValue: 2)], as: .falseAlarm, by: "Ani")
        #expect(try watched.waiting() == [])
    }

    @Test func `replaces an update that waits by the newer one, which goes to the end`() throws {
        let watched = try WatchedStore()
        try watched.commit(3...9)
        try watched.commit(10...12)
        try watched.commit(27...29)
        #expect(try watched.waiting() == ["new 1", "update 1", "new 2"])
        let before = try watched.store.outbox(of: "room")
        try watched.commit()
        // A late piece that makes the first event longer.
        try watched.commit(40...41)
        #expect(try watched.waiting() == ["new 1", "update 1", "new 2", "new 3"])
        watched.watch()
        try watched.store.write("changing") { transaction in
            try transaction.execute("UPDATE event SET score = 99 WHERE id = 1")
            transaction.publish(.eventChanged(uuid: before[0].facts.uuid))
        }
        #expect(try watched.waiting() == ["new 1", "new 2", "new 3", "update 1"])
        // What is being sent may have arrived: it stays as it is.
        let entry = try #require(try watched.store.nextAlert(for: "room"))
        #expect(try watched.store.beginAlertAttempt(entry))
        try watched.settle(atMedia: 400)
        #expect(
            try watched.waiting() == ["new 1", "new 2", "new 3", "end 1", "end 2", "end 3"])
    }

    @Test func `holds updates back for their interval, and tells the last state then`() throws {
        let watched = try WatchedStore()
        watched.watch(interval: MediaTime(seconds: 30))
        try watched.commit(3...9)
        watched.pass(seconds: 10)
        try watched.commit(10...19)
        watched.pass(seconds: 10)
        try watched.commit(20...29)
        #expect(try watched.waiting() == ["new 1"])
        let early = try watched.store.tendAlerts(OutboxLimits())
        #expect(early.told.isEmpty)
        #expect(early.next == WatchedStore.start + MediaTime(seconds: 30))
        watched.pass(seconds: 10)
        #expect(try watched.store.tendAlerts(OutboxLimits()).told == ["room"])
        #expect(try watched.waiting() == ["new 1", "update 1"])
        let update = try watched.store.outbox(of: "room")[1]
        #expect(update.facts.end == WatchedStore.start + MediaTime(seconds: 29))
        #expect(try watched.store.tendAlerts(OutboxLimits()).next == nil)
    }

    @Test func `tells only beginning and end where no updates are wanted`() throws {
        let watched = try WatchedStore()
        watched.watch(interval: nil)
        try watched.commit(3...9)
        try watched.commit(10...19)
        try watched.settle(atMedia: 100)
        #expect(try watched.waiting() == ["new 1", "end 1"])
    }

    @Test func `tells what a destination wants, and then to its end`() throws {
        let watched = try WatchedStore()
        watched.watch(wants: { $0.score >= 90 })
        try watched.commit(3...9)
        #expect(try watched.waiting() == [])
        let uuid = try #require(try watched.store.event(EventID(rawValue: 1))).uuid
        func score(_ score: Int) throws {
            try watched.store.write("changing") { transaction in
                try transaction.execute("UPDATE event SET score = ? WHERE id = 1", [score])
                transaction.publish(.eventChanged(uuid: uuid))
            }
        }
        try score(95)
        #expect(try watched.waiting() == ["new 1"])
        try watched.deliver()
        try score(20)
        try watched.settle(atMedia: 100)
        #expect(try watched.waiting() == ["end 1"])
    }

    @Test func `tells an event again that goes on after its end was told`() throws {
        let watched = try WatchedStore()
        try watched.commit(3...9)
        try watched.settle(atMedia: 100)
        try watched.commit(10...14)
        #expect(try watched.waiting() == ["new 1", "end 1", "update 1"])
        try watched.settle(atMedia: 100)
        #expect(try watched.waiting() == ["new 1", "end 1", "end 1"])
    }

    @Test func `ends what nobody ended, five minutes after it last changed`() throws {
        let watched = try WatchedStore()
        try watched.commit(3...9)
        watched.pass(seconds: 299)
        #expect(try watched.store.tendAlerts(OutboxLimits()).told.isEmpty)
        watched.pass(seconds: 2)
        #expect(try watched.store.tendAlerts(OutboxLimits()).told == ["room"])
        #expect(try watched.waiting() == ["new 1", "end 1"])
        func remembered() throws -> Int? {
            try watched.store.read("counting") {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM alert_event")
            }
        }
        watched.pass(seconds: 90_000)
        _ = try watched.store.tendAlerts(OutboxLimits())
        // Messages about it wait.
        #expect(try remembered() == 1)
        try watched.deliver()
        try watched.deliver()
        _ = try watched.store.tendAlerts(OutboxLimits())
        #expect(try remembered() == 0)
    }

    @Test func `calls back with the destinations that are told more`() throws {
        let watched = try WatchedStore()
        let calls = Mutex<[Set<String>]>([])
        watched.watch(
            names: ["a", "b"], onQueued: { names in calls.withLock { $0.append(names) } })
        try watched.commit(3...9)
        try watched.commit()
        #expect(calls.withLock { $0 } == [["a", "b"]])
    }
}
