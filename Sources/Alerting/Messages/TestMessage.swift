import EventStore
import Footage
import Foundation

extension OutboxEntry {
    /// A message like one of an event, which says that it is a test. Its number is 0, which no
    /// message from the outbox has.
    static func test(to destination: String, now: WallTime) -> OutboxEntry {
        let uuid = UUID().uuidString.lowercased()
        return OutboxEntry(
            sequence: 0, uuid: uuid, destination: destination, type: .new,
            facts: AlertFacts(
                event: 0, uuid: uuid,
                feed: AlertFacts.Feed(
                    id: 0, uuid: uuid, name: "test", site: nil,
                    timeZone: TimeZone.current.identifier),
                kind: .motion, severity: .motion, score: 0, start: now, peak: now, end: now),
            queued: now, attempts: 1)
    }
}
