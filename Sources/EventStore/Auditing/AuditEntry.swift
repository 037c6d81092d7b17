public import Footage

/// One line of the audit log: who did what to what, and when.
public struct AuditEntry: Sendable, Hashable {
    /// Counts from 1, without a gap.
    public var id: Int64
    public var time: WallTime
    /// Name of the person or program that did it.
    public var actor: String
    public var action: AuditAction
    /// What it was done to: a JSON object with sorted keys.
    public var subjectJSON: String
    /// Hash of the entry before; all zero for the first.
    public var previousHash: AuditHash
    public var hash: AuditHash
}

/// How far the audit log goes: whoever keeps the hash can tell later whether anything before it was
/// changed or cut off.
public struct AuditHead: Sendable, Hashable {
    public var entries: Int
    /// Hash of the last entry; all zero if there is none.
    public var hash: AuditHash
}

/// What is wrong with an entry of the audit log.
public enum AuditProblem: Sendable, Hashable, CustomStringConvertible {
    /// Entries are missing before this one.
    case missingBefore
    /// Its columns do not give its hash.
    case changed
    /// It does not follow from the entry before.
    case unlinked
    /// Entries were taken away at the end, after this one.
    case cutOff

    public var description: String {
        switch self {
        case .missingBefore: "entries before it are missing"
        case .changed: "it was changed"
        case .unlinked: "it does not follow from the entry before"
        case .cutOff: "entries after it are missing"
        }
    }
}

/// The first entry of the audit log that does not fit.
public struct AuditBreak: Sendable, Hashable, CustomStringConvertible {
    /// 0 where a log that had entries is empty.
    public var id: Int64
    public var problem: AuditProblem

    public var description: String { "audit entry \(id): \(problem)" }
}

/// What the check of the whole audit log gave.
public struct AuditChainReport: Sendable, Hashable {
    public var entries: Int
    /// Hash of the last entry, as it is stored.
    public var head: AuditHash
    /// `nil` if every entry follows from the one before.
    public var firstBroken: AuditBreak?

    public var isWhole: Bool { firstBroken == nil }
}
