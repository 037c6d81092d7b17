import Footage
import Foundation
import Testing

@testable import EventStore

/// Events that become part of others, or go, after somebody was told of them.
@Suite struct `The outbox, when events change places` {
    /// Two events, 5 seconds apart, and what joins them.
    private func twoEvents() throws -> WatchedStore {
        let watched = try WatchedStore()
        try watched.commit(7...9, ordinal: 0)
        try watched.commit(22...24, ordinal: 2)
        return watched
    }

    @Test func `ends the one that was told, with the number of the one that goes on`() throws {
        let watched = try twoEvents()
        try watched.deliver()
        try watched.deliver()
        try watched.commit(10...19.9, ordinal: 1)
        #expect(try watched.store.eventCount() == 1)
        #expect(try watched.waiting() == ["update 1", "end 2 in 1"])
        let end = try watched.store.outbox(of: "room")[1]
        let survivor = try #require(try watched.store.event(EventID(rawValue: 1)))
        #expect(end.facts.closing == .merged(id: 1, uuid: survivor.uuid))
        // Its own facts are those of the event that it was.
        #expect(end.facts.start == WatchedStore.start + MediaTime(seconds: 22))
    }

    @Test func `takes back what nobody was told of yet`() throws {
        let watched = try twoEvents()
        #expect(try watched.waiting() == ["new 1", "new 2"])
        try watched.commit(10...19.9, ordinal: 1)
        #expect(try watched.waiting() == ["new 1", "update 1"])
    }

    @Test func `ends the one that is just being told`() throws {
        let watched = try twoEvents()
        try watched.deliver()
        let entry = try #require(try watched.store.nextAlert(for: "room"))
        #expect(try watched.store.beginAlertAttempt(entry))
        try watched.commit(10...19.9, ordinal: 1)
        #expect(try watched.waiting() == ["new 2", "update 1", "end 2 in 1"])
        try watched.store.alertWasDelivered(entry)
        #expect(try watched.waiting() == ["update 1", "end 2 in 1"])
    }

    @Test func `tells of an event that was there before and takes in one that was told`() throws {
        let watched = try WatchedStore(isWatched: false)
        try watched.commit(7...9, ordinal: 0)
        watched.watch()
        try watched.commit(22...24, ordinal: 2)
        #expect(try watched.deliver().facts.event == 2)
        try watched.commit(10...19.9, ordinal: 1)
        #expect(try watched.waiting() == ["new 1", "end 2 in 1"])
    }

    @Test func `withdraws what turned out to be no event`() throws {
        let watched = try twoEvents()
        try watched.deliver()
        func remove(_ event: Int64) throws {
            try watched.store.write("removing") { transaction in
                try EventRemoval(event: event, successor: nil).run(in: &transaction)
            }
        }
        try remove(2)
        #expect(try watched.waiting() == [])
        try remove(1)
        #expect(try watched.waiting() == ["end 1 withdrawn"])
        let left = try watched.store.read("counting") {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM alert_event")
        }
        #expect(left == 0)
    }

    @Test func `says nothing when an event that was over is deleted by another program`() throws {
        let watched = try twoEvents()
        try watched.settle(atMedia: 100)
        for _ in 0..<4 { try watched.deliver() }
        let other = try EventStore(path: watched.store.path)
        try other.write("removing") { transaction in
            try EventRemoval(event: 1, successor: nil).run(in: &transaction)
        }
        #expect(try watched.waiting() == [])
    }
}
