public import Footage
import GRDB

extension EventStore {
    /// An event of which nothing new was stored for so long is over, whoever was to say so.
    static let staleMicroseconds: Int64 = 300_000_000

    /// Tells the end of events of a feed that ended before a moment and will not change any more.
    ///
    /// - Parameter moment: up to where the feed was watched, less the quiet time that ends an event.
    public func settleAlerts(
        of feed: FeedID, until moment: WallTime
    ) throws(EventStoreError) {
        let condition = """
            state = 'open' AND feed_id = ? AND end_us <= ? AND goes_on = 0
            """
        let arguments: StatementArguments = [feed.rawValue, moment.microsecondsUTC]
        // Most of the time none is, and the one writer is left alone.
        let isAny = try read("asking which events of feed \(feed.rawValue) are over") { database in
            try Bool.fetchOne(
                database.cachedStatement(
                    sql: "SELECT EXISTS (SELECT 1 FROM alert_event WHERE \(condition))"),
                arguments: arguments)
        }
        guard isAny == true else { return }
        let told = try write("telling which events of feed \(feed.rawValue) are over") {
            transaction in
            try AlertEnds.tell(where: condition, arguments, in: &transaction)
        }
        alertPlan.withLock { $0 }?.onQueued(told)
    }
}

/// Tells that events are over.
enum AlertEnds {
    /// - Returns: the destinations that are told.
    static func tell(
        where condition: String, _ arguments: StatementArguments,
        in transaction: inout StoreTransaction
    ) throws -> Set<String> {
        let rows = try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT * FROM alert_event WHERE \(condition)
                ORDER BY end_us, event_uuid, destination
                """, arguments: arguments)
        var told: Set<String> = []
        for var ledger in rows.compactMap(AlertLedger.init) {
            let facts =
                try AlertFacts(ofEvent: ledger.facts.uuid, in: transaction.database)
                ?? ledger.facts
            try ledger.tell(.end, facts, in: &transaction)
            try ledger.store(seen: facts, in: &transaction)
            told.insert(ledger.destination)
        }
        return told
    }
}
