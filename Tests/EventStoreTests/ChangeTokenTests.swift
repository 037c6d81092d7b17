import Footage
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct ChangeTokenTests {
    let folder: TemporaryFolder
    var path: String { folder.file("t.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "The token moves with every commit, of this store and of any other, and with nothing else")
    func moves() throws {
        let store = try EventStore(path: path)
        let other = try EventStore(path: path)
        let reader = try EventStore(path: path, access: .readOnly)
        var last = try reader.changeToken()
        func hasMoved() throws -> Bool {
            let now = try reader.changeToken()
            defer { last = now }
            return now != last
        }
        #expect(try !hasMoved())
        try store.audit(.login, by: "Ani")
        #expect(try hasMoved())
        #expect(try !hasMoved())
        try ScanFixture(other).scan(motion: [2...5])
        #expect(try hasMoved())
        _ = try other.events()
        _ = try reader.events()
        #expect(try !hasMoved())
        let own = try store.changeToken()
        try store.audit(.logout, by: "Ani")
        #expect(try store.changeToken() != own)
    }

    @Test("A database that was deleted or replaced is not read or written any more")
    func gone() throws {
        let store = try EventStore(path: path)
        try ScanFixture(store).scan(motion: [2...5])
        try store.checkReachable()
        try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
        #expect(throws: EventStoreError.missing(path: path)) { try store.checkReachable() }
        #expect(throws: EventStoreError.missing(path: path)) { try store.events() }
        #expect(throws: EventStoreError.missing(path: path)) { try store.audit(.login, by: "Ani") }
        #expect(throws: EventStoreError.missing(path: path)) { try store.changeToken() }
        try Data("other".utf8).write(to: URL(filePath: path))
        #expect(throws: EventStoreError.replaced(path: path)) { try store.checkReachable() }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
        #expect(try store.eventCount() == 1, "it goes on once the file is back")
    }

    @Test("A database that others hold is said to be locked, and works again afterwards")
    func locked() throws {
        let store = try EventStore(path: path, busySeconds: 0)
        try ScanFixture(store).scan(motion: [2...5])
        let other = try DatabaseQueue(path: path)
        try other.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            let error = #expect(throws: EventStoreError.self) {
                try store.audit(.login, by: "Ani")
            }
            #expect(error == .locked(path: path, seconds: 0) && error?.trouble == .locked)
            #expect(try store.eventCounts().total == 1, "reading goes on")
            try database.execute(sql: "COMMIT")
        }
        try store.audit(.login, by: "Ani")
    }

    @Test("Reviews, zones and queries go on while another process scans and a third one purges")
    func together() async throws {
        let path = path
        let start = WallTime(microsecondsUTC: 1_700_000_000_000_000)
        let store = try EventStore(path: path)
        let first = try ScanFixture(store)
        try first.scan(.sample("/first.mp4"), start: start, motion: [2...5])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let scan = try ScanFixture(try EventStore(path: path), feed: "harbour")
                for number in 0..<20 {
                    try scan.scan(
                        .sample("/\(number).mp4"),
                        start: start + MediaTime(seconds: Double(number) * 30),
                        motion: [2...5, 12...15])
                }
            }
            group.addTask {
                let reviewer = try EventStore(path: path)
                let feed = first.feed
                for number in 0..<20 {
                    let events = try reviewer.events(limit: 5).events.map(\.id)
                    try reviewer.review(events, as: .reviewed, by: "Ani")
                    _ = try reviewer.eventCounts()
                    _ = try reviewer.addZone(
                        ZoneDraft(
                            name: "zone \(number)",
                            polygon: Polygon(
                                points: [(0.2, 0.4), (0.9, 0.4), (0.9, 0.9)]
                                    .map(NormalizedPoint.init(x:y:)))), to: feed, by: "Ani")
                }
            }
            group.addTask {
                let purger = try EventStore(path: path)
                for _ in 0..<10 {
                    _ = try purger.purge(
                        PurgeRequest(before: start + MediaTime(seconds: 100)), rebuild: .standard,
                        by: "timer")
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.verifyAuditChain().isWhole)
        for recording in try store.recordings() {
            #expect(
                try store.coverageSums(of: [recording.id])[recording.id]?.total
                    == MediaTime(seconds: 30))
        }
        try await store.pool.read { database throws in
            #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
        }
    }
}
