public import Footage
import GRDB

/// For whoever delivers: one at a time, in order.
///
/// A message is counted as tried before it is sent, and deleted after it was acknowledged. Whenever
/// the program is killed in between, it is sent again: at least once.
extension EventStore {
    /// The message to a destination that is first in order, whether or not its time has come.
    public func nextAlert(for destination: String) throws(EventStoreError) -> OutboxEntry? {
        try read("reading what waits for \(destination)") { database in
            try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT * FROM alert_outbox INDEXED BY alert_outbox_waiting
                        WHERE destination = ? AND refused_us IS NULL ORDER BY id LIMIT 1
                        """), arguments: [destination]
            ).flatMap(OutboxEntry.init)
        }
    }

    /// - Returns: whether it still waits: only then it may be sent.
    public func beginAlertAttempt(_ entry: OutboxEntry) throws(EventStoreError) -> Bool {
        try write("beginning to deliver message \(entry.sequence)") { transaction in
            try transaction.execute(
                "UPDATE alert_outbox SET attempts = attempts + 1 WHERE id = ?", [entry.sequence])
            return transaction.database.changesCount == 1
        }
    }

    public func alertWasDelivered(_ entry: OutboxEntry) throws(EventStoreError) {
        try write("storing that message \(entry.sequence) was delivered") { transaction in
            try transaction.execute("DELETE FROM alert_outbox WHERE id = ?", [entry.sequence])
            try transaction.execute(
                """
                INSERT INTO alert_destination (name, delivered, delivered_us) VALUES (?1, 1, ?2)
                ON CONFLICT (name) DO UPDATE SET delivered = delivered + 1, delivered_us = ?2,
                    failing_since_us = NULL, last_error = NULL
                """, [entry.destination, transaction.now.microsecondsUTC])
        }
    }

    public func alertFailed(
        _ entry: OutboxEntry, error: String, nextAttempt: WallTime
    ) throws(EventStoreError) {
        try write("storing that message \(entry.sequence) was not delivered") { transaction in
            try transaction.execute(
                "UPDATE alert_outbox SET last_error = ?, next_attempt_us = ? WHERE id = ?",
                [error, nextAttempt.microsecondsUTC, entry.sequence])
            try transaction.isFailing(entry.destination, error)
        }
    }

    /// Nothing waits for a destination, but nothing could be delivered either.
    public func alertDestinationFails(
        _ destination: String, error: String
    ) throws(EventStoreError) {
        try write("storing that \(destination) is in trouble") { transaction in
            try transaction.isFailing(destination, error)
        }
    }

    public func alertDestinationWorks(_ destination: String) throws(EventStoreError) {
        try write("storing that \(destination) works") { transaction in
            try transaction.execute(
                """
                UPDATE alert_destination SET failing_since_us = NULL, last_error = NULL
                WHERE name = ?
                """, [destination])
        }
    }

    /// It will never be taken: it is kept for a person to see, and those behind it go on.
    public func alertWasRefused(
        _ entry: OutboxEntry, error: String
    ) throws(EventStoreError) {
        try write("storing that message \(entry.sequence) was refused") { transaction in
            try transaction.execute(
                """
                UPDATE alert_outbox SET last_error = ?, next_attempt_us = NULL, refused_us = ?
                WHERE id = ?
                """, [error, transaction.now.microsecondsUTC, entry.sequence])
        }
    }

    /// What waits for a destination, in order, those refused among it.
    public func outbox(
        of destination: String, limit: Int = 100
    ) throws(EventStoreError) -> [OutboxEntry] {
        try read("reading what waits for \(destination)") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM alert_outbox WHERE destination = ? ORDER BY id LIMIT ?",
                arguments: [destination, limit]
            ).compactMap(OutboxEntry.init)
        }
    }

    /// How all destinations stand that were ever told anything, by name.
    public func outboxSummaries() throws(EventStoreError) -> [OutboxSummary] {
        try read("reading the outbox") { database in
            var summaries: [String: OutboxSummary] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM alert_destination") {
                let summary = OutboxSummary(row)
                summaries[summary.destination] = summary
            }
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT destination, count(*) - count(refused_us) AS waiting,
                        count(refused_us) AS refused,
                        min(iif(refused_us IS NULL, queued_us, NULL)) AS oldest_us
                    FROM alert_outbox GROUP BY destination
                    """)
            for row in rows {
                let name: String = row["destination"]
                var summary = summaries[name] ?? OutboxSummary(destination: name)
                summary.waiting = row["waiting"]
                summary.refused = row["refused"]
                summary.oldest = (row["oldest_us"] as Int64?).map(WallTime.init(microsecondsUTC:))
                summaries[name] = summary
            }
            return summaries.values.sorted { $0.destination < $1.destination }
        }
    }

    /// Lets what a destination refused be sent again, in its order.
    ///
    /// - Returns: how many messages.
    public func retryRefusedAlerts(of destination: String) throws(EventStoreError) -> Int {
        try write("trying again what \(destination) refused") { transaction in
            try transaction.execute(
                """
                UPDATE alert_outbox SET refused_us = NULL
                WHERE destination = ? AND refused_us IS NOT NULL
                """, [destination])
            return transaction.database.changesCount
        }
    }

    /// Deletes what waits for a destination, or only what it refused.
    ///
    /// - Returns: how many messages.
    public func dropAlerts(
        of destination: String, onlyRefused: Bool
    ) throws(EventStoreError) -> Int {
        try write("dropping what waits for \(destination)") { transaction in
            try transaction.execute(
                """
                DELETE FROM alert_outbox WHERE destination = ?
                    AND (refused_us IS NOT NULL OR NOT ?)
                """, [destination, onlyRefused])
            let count = transaction.database.changesCount
            try transaction.countDropped(count, of: destination)
            return count
        }
    }
}

extension StoreTransaction {
    fileprivate func isFailing(_ destination: String, _ error: String) throws {
        try execute(
            """
            INSERT INTO alert_destination (name, failing_since_us, last_error) VALUES (?1, ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET last_error = ?3,
                failing_since_us = coalesce(failing_since_us, ?2)
            """, [destination, now.microsecondsUTC, error])
    }

    func countDropped(_ count: Int, of destination: String) throws {
        guard count > 0 else { return }
        try execute(
            """
            INSERT INTO alert_destination (name, dropped, dropped_us) VALUES (?1, ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET dropped = dropped + ?2, dropped_us = ?3
            """, [destination, count, now.microsecondsUTC])
    }
}

extension OutboxSummary {
    /// From a row of `alert_destination`.
    fileprivate init(_ row: Row) {
        func wall(_ column: String) -> WallTime? {
            (row[column] as Int64?).map(WallTime.init(microsecondsUTC:))
        }
        self.init(destination: row["name"])
        delivered = row["delivered"]
        lastDelivered = wall("delivered_us")
        failingSince = wall("failing_since_us")
        lastError = row["last_error"]
        dropped = row["dropped"]
        lastDropped = wall("dropped_us")
    }
}
