import EventStore
import Footage
import Foundation
import GRDB
import Testing

/// A scan that is killed, again and again, by a real SIGKILL.
@Suite struct KilledScanTests {
    private static let stretchCount = 400
    private static let start = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    private static func motion(_ ordinal: Int) -> [ClosedRange<Double>] {
        let first = Double(ordinal) * 10
        return ordinal % 7 == 6 ? [] : [first + 1...first + 2.5, first + 5...first + 9.5]
    }

    /// One recording of many stretches, in an order that leaves holes.
    private static func scan(_ path: String) throws {
        let scan = try ScanFixture(try EventStore(path: path))
        let claim = try scan.claim()
        // Killed after it had ended.
        if case .finished = claim { return }
        guard case .claimed(let recording) = claim else {
            throw ScanFixture.UnexpectedClaim(claim: claim)
        }
        let stretches = plan(stretches: stretchCount, seconds: 10)
        let done = try scan.store.begin(
            recording, facts: .sample(seconds: Double(stretchCount) * 10, start: start),
            stretches: stretches, rebuild: .standard)
        for step in 0..<stretchCount {
            let ordinal = step * 171 % stretchCount
            if done.contains(ordinal) { continue }
            try scan.store.commit(
                .sample(stretches[ordinal], motion: motion(ordinal)), of: recording,
                rebuild: .standard)
        }
        try scan.store.finish(recording, status: .analysed)
    }

    /// Everything about events but their identities.
    private static func outline(_ path: String) throws -> [[String]] {
        let store = try EventStore(path: path, access: .readOnly)
        return try store.events(order: .oldestFirst, limit: 10_000).events.map { event in
            [
                "\(event.start.media)", "\(event.peak.media)", "\(event.end.media)",
                "\(event.score)", "\(event.active)", "\(event.peakPPM)",
                "\(try store.boxes(of: event.id).map(\.moments))",
                "\(try store.thumbnail(of: event.id) ?? [])",
            ]
        }
    }

    @Test("A scan killed at ten random instants ends with the events of an unbroken one")
    func killed() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("t.sqlite")
        var generator = SeededGenerator(state: 7)
        for _ in 0..<10 {
            let microseconds = UInt32.random(in: 5_000...120_000, using: &generator)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, microseconds = microseconds as UInt32] in
                // Opening and beginning may take longer than this: then it is killed there.
                Thread.detachNewThread {
                    usleep(microseconds)
                    kill(getpid(), SIGKILL)
                }
                // Should it end before it is killed, it starts over.
                while true {
                    try KilledScanTests.scan(path)
                    try KilledScanTests.forgetEverything(path)
                }
            }
            try Self.checkIntegrity(path)
        }
        try Self.scan(path)
        let unbroken = folder.file("unbroken.sqlite")
        try Self.scan(unbroken)
        let events = try Self.outline(path)
        #expect(!events.isEmpty)
        #expect(events == (try Self.outline(unbroken)))
    }

    private static func forgetEverything(_ path: String) throws {
        let scan = try ScanFixture(try EventStore(path: path))
        let recording = try scan.claimed(rescan: true)
        scan.store.release(recording)
    }

    /// Whatever was committed is whole: no stretch is half there.
    private static func checkIntegrity(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let queue = try DatabaseQueue(path: path)
        try queue.read { database in
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
            #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
            guard try database.tableExists("stretch") else { return }
            let broken = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM stretch WHERE
                        (SELECT sum(end_media_us - start_media_us) FROM coverage
                            WHERE stretch_id = stretch.id) IS NOT end_media_us - start_media_us
                        OR (status = 'done') != (SELECT state = 'analysed' FROM coverage
                            WHERE stretch_id = stretch.id)
                        OR (status = 'done' AND ordinal % 7 != 6)
                            != (SELECT count(*) = 2 FROM segment WHERE stretch_id = stretch.id)
                    """)
            #expect(broken == 0)
            let strays = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM segment WHERE event_id IS NULL
                        OR id NOT IN (SELECT segment_id FROM thumbnail)
                        OR id NOT IN (SELECT segment_id FROM boxes)
                    """)
            #expect(strays == 0)
        }
    }
}
