public import Footage
import GRDB

/// A message that waits to be delivered.
public struct OutboxEntry: Sendable, Hashable {
    /// Ascending in the order in which messages were queued; never given twice.
    public var sequence: Int64
    /// A UUIDv7: what is delivered twice has the same.
    public var uuid: String
    public var destination: String
    public var type: AlertType
    public var facts: AlertFacts
    public var queued: WallTime
    /// How often it was tried, the try that goes on now included.
    public var attempts: Int
    /// Before then it is not tried again.
    public var nextAttempt: WallTime?
    /// Why the last try failed, for a person.
    public var lastError: String?
    /// When the destination said that it will never take it.
    public var refused: WallTime?

    public init(
        sequence: Int64, uuid: String, destination: String, type: AlertType, facts: AlertFacts,
        queued: WallTime, attempts: Int = 0, nextAttempt: WallTime? = nil,
        lastError: String? = nil, refused: WallTime? = nil
    ) {
        self.sequence = sequence
        self.uuid = uuid
        self.destination = destination
        self.type = type
        self.facts = facts
        self.queued = queued
        self.attempts = attempts
        self.nextAttempt = nextAttempt
        self.lastError = lastError
        self.refused = refused
    }
}

extension OutboxEntry {
    /// `nil` if it is of a type that is not known here.
    init?(_ row: Row) {
        guard let type = AlertType(rawValue: row["type"]),
            let facts = AlertFacts(json: row["facts"])
        else { return nil }
        func wall(_ column: String) -> WallTime? {
            (row[column] as Int64?).map(WallTime.init(microsecondsUTC:))
        }
        self.init(
            sequence: row["id"], uuid: row["uuid"], destination: row["destination"], type: type,
            facts: facts, queued: WallTime(microsecondsUTC: row["queued_us"]),
            attempts: row["attempts"], nextAttempt: wall("next_attempt_us"),
            lastError: row["last_error"], refused: wall("refused_us"))
    }
}

/// How a destination stands.
public struct OutboxSummary: Sendable, Hashable {
    public var destination: String
    public var waiting = 0
    /// When the oldest of those was queued.
    public var oldest: WallTime?
    public var refused = 0
    /// Since the database knows the destination.
    public var delivered = 0
    public var lastDelivered: WallTime?
    /// Since when nothing could be delivered, and why; `nil`: the last try was a success.
    public var failingSince: WallTime?
    public var lastError: String?
    /// Messages that nobody will get: they waited too long, or too many did.
    public var dropped = 0
    public var lastDropped: WallTime?

    public init(destination: String) { self.destination = destination }
}
