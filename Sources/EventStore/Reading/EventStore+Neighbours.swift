import GRDB

/// The events before and after one, on its feed.
public struct EventNeighbours: Sendable, Hashable {
    public var previous: EventID?
    public var next: EventID?
}

extension EventStore {
    /// The events before and after one in time, on its feed; those of unknown clock come before
    /// all others, each recording's together. Empty if there is no such event.
    public func neighbours(of event: EventID) throws(EventStoreError) -> EventNeighbours {
        try read("reading the neighbours of event \(event.rawValue)") { database in
            func neighbour(_ comparison: String, _ direction: String) throws -> EventID? {
                try Int64.fetchOne(
                    database,
                    sql: """
                        SELECT other.id FROM event AS this
                        JOIN event AS other INDEXED BY event_by_feed
                        ON other.feed_id = this.feed_id
                            AND (other.position_us, other.id) \(comparison)
                                (this.position_us, this.id)
                        WHERE this.id = ?
                        ORDER BY other.position_us \(direction), other.id \(direction) LIMIT 1
                        """, arguments: [event.rawValue]
                ).map(EventID.init(rawValue:))
            }
            return EventNeighbours(
                previous: try neighbour("<", "DESC"), next: try neighbour(">", "ASC"))
        }
    }
}
