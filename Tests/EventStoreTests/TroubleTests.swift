import EventScoring
import Footage
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct TroubleTests {
    let folder: TemporaryFolder
    var path: String { folder.file("t.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    @Test("A full disk fails one commit whole, and the next one works once there is space")
    func fullDisk() throws {
        let store = try EventStore(path: path)
        let scan = try ScanFixture(store)
        let recording = try scan.claimed()
        let stretches = plan(stretches: 50, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 500), stretches: stretches, rebuild: .standard)
        func limit(pages: Int) throws {
            try store.pool.writeWithoutTransaction { database in
                _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
            }
        }
        let pages = try store.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try limit(pages: pages + 20)
        var failedOrdinal: Int?
        for stretch in stretches where failedOrdinal == nil {
            let start = stretch.range.start.seconds
            var outcome = StretchOutcome.sample(stretch, motion: [start + 1...start + 9])
            outcome.segments[0].thumbnail = Array(repeating: 7, count: 30_000)
            let before = try store.eventCount()
            do throws(EventStoreError) {
                try store.commit(outcome, of: recording, rebuild: .standard)
            } catch {
                #expect(error == .diskFull(path: path))
                #expect(try store.eventCount() == before, "nothing of it was stored")
                failedOrdinal = stretch.ordinal
            }
        }
        let failed = try #require(failedOrdinal)
        let coverage = try store.coverage(of: recording)
        #expect(coverage.map(\.state) == [.analysed, .pending])
        try limit(pages: 1_000_000)
        try store.commit(.sample(stretches[failed]), of: recording, rebuild: .standard)
        #expect(
            try store.coverage(of: recording).first?.range.end == stretches[failed].range.end)
    }

    /// Scans whatever of twelve recordings nobody else has or did.
    @Sendable private static func scanTwelve(_ path: String) throws -> [Int] {
        let scan = try ScanFixture(try EventStore(path: path))
        return try (0..<12).filter { number in
            let claim = try scan.claim(.sample("/\(number).mp4"))
            guard case .claimed(let recording) = claim else { return false }
            let stretches = plan(stretches: 5, seconds: 10)
            _ = try scan.store.begin(
                recording, facts: .sample(seconds: 50), stretches: stretches, rebuild: .standard)
            for stretch in stretches {
                let start = stretch.range.start.seconds
                try scan.store.commit(
                    .sample(stretch, motion: [start + 2...start + 4]), of: recording,
                    rebuild: .standard)
            }
            try scan.store.finish(recording, status: .analysed)
            return true
        }
    }

    @Test("Stores that write at once all succeed, and no recording is done twice")
    func threeStores() async throws {
        let path = path
        let done = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<3 { group.addTask { try Self.scanTwelve(path) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(done.sorted() == Array(0..<12))
        let store = try EventStore(path: path)
        #expect(try store.eventCount() == 60)
        #expect(try store.feeds().count == 1)
        #expect(try store.recordings().allSatisfy { $0.status == .analysed && $0.frames == 75 })
    }

    @Test("Two programs write at once: both succeed")
    func twoPrograms() async throws {
        let path = path
        async let other = #expect(processExitsWith: .success) { [path = path as String] in
            _ = try TroubleTests.scanTwelve(path)
        }
        _ = try Self.scanTwelve(path)
        _ = await other
        let store = try EventStore(path: path)
        #expect(try store.eventCount() == 60)
        #expect(try store.recordings().allSatisfy { $0.status == .analysed && $0.frames == 75 })
    }

    @Test("A new database may be opened by many at once")
    func manyOpen() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask { try EventStore(path: path).feed(named: "gate") }
            }
            try await group.waitForAll()
        }
        #expect(try EventStore(path: path).feeds().count == 1)
    }
}
