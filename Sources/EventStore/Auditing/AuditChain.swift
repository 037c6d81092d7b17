import Footage
import Foundation
import GRDB

/// Walks the audit log.
enum AuditChain {
    static func head(in database: Database) throws -> AuditHead {
        // Row numbers have no gap: the last one is the count, and is cheaper.
        let row = try Row.fetchOne(
            database, sql: "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
        guard let row, let hash = AuditHash(row["hash"] as Data) else {
            return AuditHead(entries: 0, hash: .zero)
        }
        return AuditHead(entries: Int(row["id"] as Int64), hash: hash)
    }

    /// The highest row number that was ever given, also to an entry that is gone: by going on from
    /// there, a log that was cut off shows a gap for ever.
    static func lastID(in database: Database) throws -> Int64 {
        let given = try Int64.fetchOne(
            database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
        let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM audit")
        return max(given ?? 0, last ?? 0)
    }

    static func verify(in database: Database) throws -> AuditChainReport {
        var report = AuditChainReport(entries: 0, head: .zero, firstBroken: nil)
        var (lastID, lastHash): (Int64, [UInt8]) = (0, AuditHash.zero.bytes)
        func note(_ problem: AuditProblem, at id: Int64) {
            if report.firstBroken == nil {
                report.firstBroken = AuditBreak(id: id, problem: problem)
            }
        }
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM audit ORDER BY id")
        while let row = try rows.next() {
            // Not by subscript, which trusts the types: whoever changed rows may have changed the
            // table too.
            let id = Int64.fromDatabaseValue(row["id"]) ?? 0
            guard let time = Int64.fromDatabaseValue(row["at_us"]),
                let actor = String.fromDatabaseValue(row["actor"]),
                let action = String.fromDatabaseValue(row["action"]),
                let subject = String.fromDatabaseValue(row["subject"]),
                let previous = Data.fromDatabaseValue(row["previous_hash"]),
                let hash = Data.fromDatabaseValue(row["hash"])
            else {
                note(.changed, at: id)
                continue
            }
            let expected = AuditHash.ofEntry(
                previous: [UInt8](previous), id: id, microsecondsUTC: time, actor: actor,
                action: action, subject: subject)
            if id != lastID + 1 { note(.missingBefore, at: id) }
            if [UInt8](hash) != expected.bytes { note(.changed, at: id) }
            if [UInt8](previous) != lastHash { note(.unlinked, at: id) }
            (lastID, lastHash) = (id, [UInt8](hash))
            report.entries += 1
        }
        if try self.lastID(in: database) > lastID { note(.cutOff, at: lastID) }
        report.head = AuditHash(lastHash) ?? .zero
        return report
    }
}
