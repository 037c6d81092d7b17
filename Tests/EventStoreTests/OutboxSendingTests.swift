import Footage
import Foundation
import Testing

@testable import EventStore

/// What a sender sees of the outbox, and how it is kept within its limits.
@Suite struct `Sending from the outbox` {
    /// Events of two seconds, 10 seconds apart.
    private func watched(events count: Int) throws -> WatchedStore {
        let watched = try WatchedStore()
        for index in 0..<count {
            try watched.commit(Double(index) * 10 + 3...Double(index) * 10 + 5)
        }
        return watched
    }

    @Test func `hands out one after another, whatever failed before`() throws {
        let watched = try watched(events: 2)
        let first = try #require(try watched.store.nextAlert(for: "room"))
        #expect(try watched.store.beginAlertAttempt(first))
        let later = WatchedStore.start + MediaTime(seconds: 20)
        try watched.store.alertFailed(first, error: "refused by the broker", nextAttempt: later)
        let again = try #require(try watched.store.nextAlert(for: "room"))
        #expect(again.uuid == first.uuid && again.attempts == 1)
        #expect(again.nextAttempt == later && again.lastError == "refused by the broker")
        var summary = try #require(try watched.store.outboxSummaries().first)
        #expect(summary.waiting == 2 && summary.failingSince == WatchedStore.start)
        #expect(summary.lastError == "refused by the broker")
        try watched.deliver()
        summary = try #require(try watched.store.outboxSummaries().first)
        #expect(summary.waiting == 1 && summary.failingSince == nil && summary.lastError == nil)
    }

    @Test func `keeps what was refused for a person, and goes on behind it`() throws {
        let watched = try watched(events: 2)
        let first = try #require(try watched.store.nextAlert(for: "room"))
        _ = try watched.store.beginAlertAttempt(first)
        try watched.store.alertWasRefused(first, error: "answered 403")
        #expect(try watched.deliver().facts.event == 2)
        #expect(try watched.store.nextAlert(for: "room") == nil)
        let kept = try #require(try watched.store.outbox(of: "room").first)
        #expect(kept.refused == WatchedStore.start && kept.lastError == "answered 403")
        #expect(try watched.store.outboxSummaries().map(\.refused) == [1])
        // It is the message that is not wanted; the destination works.
        #expect(try watched.store.outboxSummaries().first?.failingSince == nil)
        #expect(try watched.store.dropAlerts(of: "room", onlyRefused: true) == 1)
        #expect(try watched.waiting() == [])
    }

    @Test func `does not let one destination wait for another`() throws {
        let watched = try WatchedStore()
        watched.watch(names: ["a", "b"])
        try watched.commit(3...5)
        try watched.deliver(to: "b")
        #expect(try watched.waiting(for: "a") == ["new 1"])
        #expect(try watched.waiting(for: "b") == [])
    }

    @Test func `does not send what was taken back meanwhile`() throws {
        let watched = try watched(events: 1)
        let entry = try #require(try watched.store.nextAlert(for: "room"))
        #expect(try watched.store.dropAlerts(of: "room", onlyRefused: false) == 1)
        #expect(try !watched.store.beginAlertAttempt(entry))
    }

    @Test func `drops updates first when too much waits, and counts what it drops`() throws {
        let watched = try WatchedStore()
        try watched.commit(3...9)
        try watched.commit(10...12)
        for index in 2..<6 {
            try watched.commit(Double(index) * 10 + 7...Double(index) * 10 + 9)
        }
        #expect(
            try watched.waiting() == ["new 1", "update 1", "new 2", "new 3", "new 4", "new 5"])
        let limits = OutboxLimits(mostWaiting: 4)
        #expect(try watched.store.tendAlerts(limits).dropped == ["room": 2])
        #expect(try watched.waiting() == ["new 2", "new 3", "new 4", "new 5"])
        let summary = try #require(try watched.store.outboxSummaries().first)
        #expect(summary.dropped == 2 && summary.lastDropped == WatchedStore.start)
        #expect(try watched.store.tendAlerts(limits).dropped == [:])
    }

    @Test func `drops what waited for longer than it may`() throws {
        let watched = try watched(events: 1)
        watched.pass(seconds: 3600)
        try watched.commit(17...19)
        watched.pass(seconds: 1)
        let limits = OutboxLimits(longestWait: MediaTime(seconds: 3600))
        #expect(try watched.store.tendAlerts(limits).dropped == ["room": 1])
        // The end of the first, which was stale, and the second.
        #expect(try watched.waiting() == ["new 2", "end 1"])
    }

    @Test func `finds everything again after the program was ended anywhere`() throws {
        let watched = try watched(events: 3)
        let first = try #require(try watched.store.nextAlert(for: "room"))
        _ = try watched.store.beginAlertAttempt(first)
        // Nothing of the store that wrote is left but the file.
        let next = try EventStore(path: watched.store.path)
        let waiting = try next.outbox(of: "room")
        #expect(waiting.map(\.facts.event) == [1, 2, 3])
        #expect(waiting.map(\.attempts) == [1, 0, 0])
        #expect(waiting[0].uuid == first.uuid)
    }
}
