public import Footage
import GRDB

/// How many events there are, from several sides. Keys without events are absent.
public struct EventCounts: Sendable, Hashable {
    public var total = 0
    public var byReviewState: [ReviewState: Int] = [:]
    public var bySeverity: [Severity: Int] = [:]
    public var byKind: [EventKind: Int] = [:]
    public var byFeed: [FeedID: Int] = [:]
    /// Start of the newest event of known clock.
    public var newest: WallTime?
}

extension EventStore {
    /// Counts events.
    public func eventCounts(
        _ filter: EventFilter = EventFilter()
    ) throws(EventStoreError) -> EventCounts {
        let selection = EventSelection(filter, isCounting: true)
        let listing = EventSelection(filter)
        return try read("counting events") { database in
            var counts = EventCounts()
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT feed_id, review_state, severity, kind, count(*)
                    FROM event \(selection.countingIndex) \(selection.whereClause)
                    GROUP BY feed_id, review_state, severity, kind
                    """, arguments: selection.arguments)
            while let row = try rows.next() {
                let number: Int = row[4]
                counts.total += number
                counts.byFeed[row["feed_id"], default: 0] += number
                if let state = ReviewState(rawValue: row["review_state"]) {
                    counts.byReviewState[state, default: 0] += number
                }
                if let severity = Severity(rawValue: row["severity"]) {
                    counts.bySeverity[severity, default: 0] += number
                }
                if let kind = EventKind(rawValue: row["kind"]) {
                    counts.byKind[kind, default: 0] += number
                }
            }
            guard counts.total > 0 else { return counts }
            let newest = try Int64.fetchOne(
                database,
                sql: """
                    SELECT position_us FROM event \(listing.index(for: .newestFirst))
                    \(listing.whereClause) \(EventSelection.orderClause(.newestFirst)) LIMIT 1
                    """, arguments: listing.arguments)
            if let newest, EventPosition.isKnown(newest) {
                counts.newest = WallTime(microsecondsUTC: newest)
            }
            return counts
        }
    }
}
