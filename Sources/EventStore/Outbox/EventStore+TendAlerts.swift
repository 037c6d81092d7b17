public import Footage
import GRDB

/// What tending the outbox did.
public struct OutboxTending: Sendable, Hashable {
    /// Destinations that are told more.
    public var told: Set<String> = []
    /// Messages that were dropped, by destination.
    public var dropped: [String: Int] = [:]
    /// When there is more to do; `nil`: not before something is stored.
    public var next: WallTime?

    public init() {}
}

extension EventStore {
    /// What was told of an event is remembered for a day after it last changed, and while a
    /// message about it waits.
    private static let remembered: Int64 = 86_400_000_000

    private static let isForgettable = """
        state != 'open' AND NOT EXISTS (SELECT 1 FROM alert_outbox
            WHERE alert_outbox.event_uuid = alert_event.event_uuid
                AND alert_outbox.destination = alert_event.destination)
        """

    /// Queues updates whose time has come and ends of events that nobody ended, and drops what waits
    /// too long or is too much. To be called every few seconds while feeds are watched.
    public func tendAlerts(_ limits: OutboxLimits) throws(EventStoreError) -> OutboxTending {
        let time = now().microsecondsUTC
        let hasWork = try read("looking what the outbox needs") { database in
            try Self.needsTending(limits, at: time, in: database)
        }
        var tending = OutboxTending()
        if hasWork {
            tending = try write("tending the outbox") { transaction in
                var tending = OutboxTending()
                tending.told = try Self.queueDueUpdates(in: &transaction)
                tending.told.formUnion(try Self.endStale(in: &transaction))
                tending.dropped = try OutboxTrim(limits: limits).run(in: &transaction)
                try transaction.execute(
                    "DELETE FROM alert_event WHERE changed_us < ? AND \(Self.isForgettable)",
                    [transaction.now.microsecondsUTC - Self.remembered])
                return tending
            }
        }
        tending.next = try read("asking when the outbox needs something") { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT min(update_due_us) FROM alert_event WHERE update_due_us IS NOT NULL
                    """
            ).map(WallTime.init(microsecondsUTC:))
        }
        return tending
    }

    private static func needsTending(
        _ limits: OutboxLimits, at now: Int64, in database: Database
    ) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM alert_event WHERE update_due_us <= ?1)
                    OR EXISTS (SELECT 1 FROM alert_event WHERE changed_us < ?2
                        AND state = 'open' AND needs_news)
                    OR EXISTS (SELECT 1 FROM alert_event WHERE changed_us < ?3
                        AND \(isForgettable))
                    OR (SELECT queued_us FROM alert_outbox ORDER BY id LIMIT 1) < ?4
                    OR EXISTS (SELECT 1 FROM alert_outbox GROUP BY destination
                        HAVING count(*) > ?5)
                """,
            arguments: [
                now, now - staleMicroseconds, now - remembered,
                now - limits.longestWait.microseconds, limits.mostWaiting,
            ]) ?? false
    }

    /// A camera may be covered for days, and nothing is stored meanwhile; of what moves there is
    /// always news.
    private static func endStale(in transaction: inout StoreTransaction) throws -> Set<String> {
        try AlertEnds.tell(
            where: "state = 'open' AND changed_us < ? AND needs_news",
            [transaction.now.microsecondsUTC - staleMicroseconds], in: &transaction)
    }

    private static func queueDueUpdates(
        in transaction: inout StoreTransaction
    ) throws -> Set<String> {
        let rows = try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT * FROM alert_event WHERE update_due_us <= ?
                ORDER BY update_due_us, event_uuid, destination
                """, arguments: [transaction.now.microsecondsUTC])
        var told: Set<String> = []
        for var ledger in rows.compactMap(AlertLedger.init) {
            let facts = try AlertFacts(ofEvent: ledger.facts.uuid, in: transaction.database)
            if let facts, facts != ledger.facts {
                try ledger.tell(.update, facts, in: &transaction)
                told.insert(ledger.destination)
            }
            ledger.updateDueMicroseconds = nil
            try ledger.store(seen: facts ?? ledger.facts, in: &transaction)
        }
        return told
    }
}

/// Keeps the outbox within its limits.
struct OutboxTrim {
    let limits: OutboxLimits

    /// - Returns: how many messages were dropped, by destination.
    func run(in transaction: inout StoreTransaction) throws -> [String: Int] {
        var dropped: [String: Int] = [:]
        let rows = try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT destination, count(*) AS waiting, sum(queued_us < ?1) AS late
                FROM alert_outbox GROUP BY destination
                """,
            arguments: [transaction.now.microsecondsUTC - limits.longestWait.microseconds])
        for row in rows {
            let (name, waiting, late): (String, Int, Int) = (
                row["destination"], row["waiting"], row["late"]
            )
            var count = 0
            if late > 0 {
                try transaction.execute(
                    "DELETE FROM alert_outbox WHERE destination = ? AND queued_us < ?",
                    [name, transaction.now.microsecondsUTC - limits.longestWait.microseconds])
                count += transaction.database.changesCount
            }
            count += try shorten(name, by: waiting - count - limits.mostWaiting, in: &transaction)
            guard count > 0 else { continue }
            try transaction.countDropped(count, of: name)
            dropped[name] = count
        }
        return dropped
    }

    /// What was refused goes first, then updates, then what is oldest: the beginning of an event
    /// outweighs how it went on.
    private func shorten(
        _ name: String, by excess: Int, in transaction: inout StoreTransaction
    ) throws -> Int {
        guard excess > 0 else { return 0 }
        try transaction.execute(
            """
            DELETE FROM alert_outbox WHERE id IN (
                SELECT id FROM alert_outbox WHERE destination = ?
                ORDER BY refused_us IS NULL, type != 'update', id LIMIT ?)
            """, [name, excess])
        return transaction.database.changesCount
    }
}
