import Footage
import GRDB

/// What one destination was told of one event: a row of `alert_event`.
struct AlertLedger {
    enum State: String {
        /// Seen, and not told: the destination does not want it, or it is not settled what it is.
        case quiet
        case open
        case ended
    }

    var destination: String
    var state: State
    /// As last seen; those last told, once anything was.
    var facts: AlertFacts
    /// When a message was last queued.
    var toldMicroseconds: Int64?
    /// When an update may be queued that waits; `nil`: none does.
    var updateDueMicroseconds: Int64?

    init(destination: String, facts: AlertFacts) {
        self.destination = destination
        state = .quiet
        self.facts = facts
    }

    init?(_ row: Row) {
        guard let state = State(rawValue: row["state"]), let facts = AlertFacts(json: row["facts"])
        else { return nil }
        destination = row["destination"]
        self.state = state
        self.facts = facts
        toldMicroseconds = row["told_us"]
        updateDueMicroseconds = row["update_due_us"]
    }

    static func all(of event: String, in database: Database) throws -> [String: AlertLedger] {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM alert_event WHERE event_uuid = ?"),
            arguments: [event])
        return Dictionary(
            rows.compactMap(AlertLedger.init).map { ($0.destination, $0) }
        ) { first, _ in first }
    }

    /// - Parameter end: the event's end, also where `facts` are older.
    func store(seen now: AlertFacts, in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            """
            INSERT OR REPLACE INTO alert_event (event_uuid, destination, feed_id, state, facts,
                end_us, goes_on, needs_news, changed_us, told_us, update_due_us)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                facts.uuid, destination, facts.feed.id, state.rawValue, facts.json,
                now.end?.microsecondsUTC, now.goesOn, !(now.goesOn && now.health != nil),
                transaction.now.microsecondsUTC,
                toldMicroseconds, updateDueMicroseconds,
            ])
    }

    func delete(in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            "DELETE FROM alert_event WHERE event_uuid = ? AND destination = ?",
            [facts.uuid, destination])
    }

    /// Queues a message. One about the same event that was not tried yet, and says less, makes way:
    /// an update for whatever comes after it.
    mutating func tell(
        _ type: AlertType, _ facts: AlertFacts, in transaction: inout StoreTransaction
    ) throws {
        if type != .new {
            try transaction.execute(
                """
                DELETE FROM alert_outbox WHERE event_uuid = ? AND destination = ?
                    AND type = 'update' AND attempts = 0
                """, [facts.uuid, destination])
        }
        try transaction.execute(
            """
            INSERT INTO alert_outbox (uuid, destination, type, event_uuid, facts, queued_us)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                transaction.newUUID(), destination, type.rawValue, facts.uuid, facts.json,
                transaction.now.microsecondsUTC,
            ])
        self.facts = facts
        toldMicroseconds = transaction.now.microsecondsUTC
        updateDueMicroseconds = nil
        state = type == .end ? .ended : .open
    }

    /// Takes back what waits and was not tried yet. What was tried may have arrived.
    ///
    /// - Returns: whether the destination knows nothing of the event now.
    func takeBack(in transaction: inout StoreTransaction) throws -> Bool {
        let isUntold =
            try Bool.fetchOne(
                transaction.database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM alert_outbox WHERE event_uuid = ?1
                        AND destination = ?2 AND type = 'new' AND attempts = 0)
                    """, arguments: [facts.uuid, destination]) ?? false
        try transaction.execute(
            """
            DELETE FROM alert_outbox WHERE event_uuid = ? AND destination = ? AND attempts = 0
            """, [facts.uuid, destination])
        return isUntold
    }
}
