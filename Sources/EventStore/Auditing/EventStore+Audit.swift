import Footage
import Foundation
import GRDB

extension EventStore {
    /// Appends an entry to the audit log, by itself.
    ///
    /// What is stored through other calls of the store is entered by them, in the same transaction.
    ///
    /// - Parameter subject: what it was done to; never a password or a token.
    @discardableResult
    public func audit(
        _ action: AuditAction, by actor: String, subject: [String: AuditValue] = [:]
    ) throws(EventStoreError) -> AuditEntry {
        try write("writing the audit log") { transaction in
            try transaction.audit(action, by: actor, subject: subject)
        }
    }

    /// Entries of the audit log, the newest first.
    ///
    /// - Parameter id: only entries before this one.
    public func auditEntries(
        before id: Int64? = nil, limit: Int = 100
    ) throws(EventStoreError) -> [AuditEntry] {
        try read("reading the audit log") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
                arguments: [id ?? .max, max(1, limit)]
            ).map { row in
                guard let entry = AuditEntry(row) else {
                    throw EventStoreError.unreadable(
                        path: path, column: "audit.hash", row: row["id"])
                }
                return entry
            }
        }
    }

    /// How far the audit log goes.
    public func auditHead() throws(EventStoreError) -> AuditHead {
        try read("reading the audit log") { try AuditChain.head(in: $0) }
    }

    /// Proves that no entry of the audit log was changed, taken out or put in, but for entries cut
    /// off its end together with SQLite's own count of them: those are missed by whoever kept a
    /// later head (`containsAuditHead`).
    public func verifyAuditChain() throws(EventStoreError) -> AuditChainReport {
        try read("checking the audit log") { try AuditChain.verify(in: $0) }
    }

    /// The entry with this hash; 0 for the head of an empty log; `nil` if the log never was as it
    /// was when the hash was its head, or was cut off since.
    ///
    /// Proves something only where `verifyAuditChain` finds the log whole.
    public func containsAuditHead(_ hash: AuditHash) throws(EventStoreError) -> Int64? {
        if hash == .zero { return 0 }
        return try read("searching the audit log") { database in
            try Int64.fetchOne(
                database, sql: "SELECT id FROM audit WHERE hash = ?", arguments: [Data(hash.bytes)])
        }
    }
}

extension StoreTransaction {
    /// Appends an entry to the audit log; it stands or falls with the transaction.
    @discardableResult
    mutating func audit(
        _ action: AuditAction, by actor: String, subject: [String: AuditValue]
    ) throws -> AuditEntry {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(subject), as: UTF8.self)
        let head = try AuditChain.head(in: database)
        let id = try AuditChain.lastID(in: database) + 1
        let hash = AuditHash.ofEntry(
            previous: head.hash.bytes, id: id, microsecondsUTC: now.microsecondsUTC, actor: actor,
            action: action.rawValue, subject: json)
        try execute(
            """
            INSERT INTO audit (id, at_us, actor, action, subject, previous_hash, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, now.microsecondsUTC, actor, action.rawValue, json, Data(head.hash.bytes),
                Data(hash.bytes),
            ])
        publish(.audit(id: id))
        return AuditEntry(
            id: id, time: now, actor: actor, action: action, subjectJSON: json,
            previousHash: head.hash, hash: hash)
    }
}

extension AuditEntry {
    /// `nil` if its hashes are none.
    init?(_ row: Row) {
        guard let previous = AuditHash(row["previous_hash"] as Data),
            let hash = AuditHash(row["hash"] as Data)
        else { return nil }
        self.init(
            id: row["id"], time: WallTime(microsecondsUTC: row["at_us"]), actor: row["actor"],
            action: AuditAction(rawValue: row["action"]), subjectJSON: row["subject"],
            previousHash: previous, hash: hash)
    }
}
