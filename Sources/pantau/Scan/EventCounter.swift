import EventStore
import Synchronization

/// How many events a scan has found so far, from the changes it stores.
final class EventCounter: Sendable {
    private let balance = Mutex(0)

    func count(_ changes: [StoreChange]) {
        let difference = changes.reduce(0) { sum, change in
            switch change {
            case .eventAdded: sum + 1
            case .eventRemoved: sum - 1
            default: sum
            }
        }
        if difference != 0 { balance.withLock { $0 += difference } }
    }

    /// Never below zero: a rescan removes events that were there before it.
    var events: Int { balance.withLock { max(0, $0) } }
}
