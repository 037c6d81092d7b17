import Crypto
import Footage
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct AuditTests {
    let folder: TemporaryFolder
    let store: EventStore

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(
            path: folder.file("t.sqlite"),
            clock: { WallTime(microsecondsUTC: 1_700_000_000_000_000) })
    }

    private func fill(_ count: Int = 5) throws {
        for number in 0..<count {
            try store.audit(
                .clipViewed, by: "Ani",
                subject: ["recording": .number(Int64(number)), "feed": "gate"])
        }
    }

    /// As somebody with the file in hand would: past the triggers.
    private func tamper(_ sql: String) throws {
        try store.pool.write { database in
            try database.execute(
                sql: """
                    DROP TRIGGER IF EXISTS audit_is_never_changed;
                    DROP TRIGGER IF EXISTS audit_is_never_shortened;
                    DROP TRIGGER IF EXISTS audit_is_never_replaced;
                    \(sql)
                    """)
        }
    }

    @Test("Entries follow from each other, the newest is read first, in pages")
    func appending() throws {
        #expect(try store.auditHead() == AuditHead(entries: 0, hash: .zero))
        try fill()
        let entries = try store.auditEntries()
        #expect(entries.map(\.id) == [5, 4, 3, 2, 1])
        #expect(entries.map(\.previousHash) == entries.dropFirst().map(\.hash) + [.zero])
        #expect(entries[4].subjectJSON == #"{"feed":"gate","recording":0}"#)
        #expect(entries[0].actor == "Ani" && entries[0].action == .clipViewed)
        #expect(try store.auditEntries(before: 3, limit: 1).map(\.id) == [2])
        #expect(try store.auditHead() == AuditHead(entries: 5, hash: entries[0].hash))
        let report = try store.verifyAuditChain()
        #expect(report.isWhole && report.entries == 5 && report.head == entries[0].hash)
    }

    @Test("The hash is that of the documented bytes")
    func encoding() throws {
        let entry = try store.audit(.login, by: "Ani", subject: ["from": "127.0.0.1"])
        func number(_ value: UInt64) -> [UInt8] {
            (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
        }
        func field(_ bytes: [UInt8]) -> [UInt8] { number(UInt64(bytes.count)) + bytes }
        let bytes =
            Array("pantau audit 1".utf8) + field(Array(repeating: 0, count: 32)) + field(number(1))
            + field(number(1_700_000_000_000_000)) + field(Array("Ani".utf8))
            + field(Array("login".utf8)) + field(Array(#"{"from":"127.0.0.1"}"#.utf8))
        #expect(entry.hash.bytes == [UInt8](SHA256.hash(data: bytes)))
        #expect(AuditHash(entry.hash.description) == entry.hash)
        #expect(AuditHash("00") == nil && AuditHash(String(repeating: "g", count: 64)) == nil)
    }

    @Test("The database refuses to change or shorten the log")
    func triggers() throws {
        try fill()
        for sql in [
            "UPDATE audit SET actor = 'Budi' WHERE id = 2", "DELETE FROM audit WHERE id = 5",
            "DELETE FROM audit", "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 3",
        ] {
            #expect(throws: DatabaseError.self) {
                try store.pool.write { try $0.execute(sql: sql) }
            }
        }
        #expect(try store.verifyAuditChain().isWhole)
    }

    @Test(
        "A change of any column is found and the entry is named",
        arguments: [
            "at_us = at_us + 1", "actor = 'Budi'", "action = 'login'", "subject = '{}'",
            "subject = subject || ' '", "actor = 'Anicl', action = 'ip_viewed'",
            "previous_hash = zeroblob(32)", "hash = zeroblob(32)",
        ])
    func changed(column: String) throws {
        try fill()
        try tamper("UPDATE audit SET \(column) WHERE id = 3;")
        let report = try store.verifyAuditChain()
        #expect(report.firstBroken == AuditBreak(id: 3, problem: .changed))
        #expect(report.entries == 5)
    }

    @Test("An entry whose hash was made anew after a change no longer fits the next")
    func rehashed() throws {
        try fill()
        let second = try store.auditEntries()[3]
        let forged = AuditHash.ofEntry(
            previous: second.previousHash.bytes, id: 2,
            microsecondsUTC: second.time.microsecondsUTC, actor: "Budi",
            action: second.action.rawValue, subject: second.subjectJSON)
        try tamper("UPDATE audit SET actor = 'Budi', hash = x'\(forged)' WHERE id = 2;")
        #expect(
            try store.verifyAuditChain().firstBroken == AuditBreak(id: 3, problem: .unlinked))
    }

    @Test("An entry that was taken out, swapped or moved is found")
    func removed() throws {
        try fill()
        try tamper("DELETE FROM audit WHERE id = 3;")
        #expect(
            try store.verifyAuditChain().firstBroken == AuditBreak(id: 4, problem: .missingBefore))
        try tamper("UPDATE audit SET id = 3 WHERE id = 4; UPDATE audit SET id = 4 WHERE id = 5;")
        #expect(try store.verifyAuditChain().firstBroken == AuditBreak(id: 3, problem: .changed))
    }

    @Test("Two entries that changed places are found")
    func swapped() throws {
        try fill()
        try tamper(
            """
            UPDATE audit SET id = 100 WHERE id = 2; UPDATE audit SET id = 2 WHERE id = 3;
            UPDATE audit SET id = 3 WHERE id = 100;
            """)
        #expect(try store.verifyAuditChain().firstBroken == AuditBreak(id: 2, problem: .changed))
    }

    @Test("The first entry cannot be taken away either")
    func beheaded() throws {
        try fill()
        try tamper("DELETE FROM audit WHERE id = 1;")
        #expect(
            try store.verifyAuditChain().firstBroken == AuditBreak(id: 2, problem: .missingBefore))
    }

    @Test("Entries cut off the end are missed, also after new ones were added")
    func cutOff() throws {
        try fill()
        let kept = try store.auditHead()
        #expect(try store.containsAuditHead(kept.hash) == 5)
        try tamper("DELETE FROM audit WHERE id > 3;")
        #expect(try store.verifyAuditChain().firstBroken == AuditBreak(id: 3, problem: .cutOff))
        #expect(try store.containsAuditHead(kept.hash) == nil)
        try fill(1)
        #expect(
            try store.verifyAuditChain().firstBroken == AuditBreak(id: 6, problem: .missingBefore))
    }

    @Test("Whoever also resets SQLite's count is found by a head that was kept elsewhere")
    func cutOffWithCount() throws {
        try fill()
        let kept = try store.auditHead().hash
        try tamper(
            """
            DELETE FROM audit WHERE id > 3;
            UPDATE sqlite_sequence SET seq = 3 WHERE name = 'audit';
            """)
        try fill(2)
        #expect(try store.verifyAuditChain().isWhole)
        #expect(try store.containsAuditHead(kept) == nil)
        #expect(try store.containsAuditHead(.zero) == 0)
    }

    @Test("An entry stands or falls with what it tells of")
    func transactional() throws {
        #expect(throws: EventStoreError.self) {
            try store.write("failing") { transaction in
                try transaction.audit(.review, by: "Ani", subject: [:])
                throw EventStoreError.unknownEvent(path: "", id: 1)
            }
        }
        #expect(try store.auditHead().entries == 0)
    }

    @Test("A log whose table was replaced by one of other types is called changed")
    func otherTypes() throws {
        try fill(2)
        try tamper(
            """
            DROP TABLE audit;
            CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at_us, actor, action, subject,
                previous_hash, hash);
            INSERT INTO audit VALUES (1, 'noon', 2, NULL, x'00', 'a', 3);
            """)
        #expect(try store.verifyAuditChain().firstBroken == AuditBreak(id: 1, problem: .changed))
    }

    @Test("Two processes that write at once make one chain")
    func twoWriters() async throws {
        let other = try EventStore(path: folder.file("t.sqlite"))
        await withTaskGroup(of: Void.self) { group in
            for store in [store, other] {
                group.addTask {
                    for _ in 0..<25 { _ = try? store.audit(.login, by: "Ani") }
                }
            }
        }
        let report = try store.verifyAuditChain()
        #expect(report.isWhole && report.entries == 50)
    }
}
