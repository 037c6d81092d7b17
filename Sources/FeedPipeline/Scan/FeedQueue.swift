import Dispatch
import EventStore
import Footage

/// The serial queue of one feed: everything that changes what is known of the feed runs here.
///
/// Workers wait for their turn (`sync`): a store that is slow slows the decoding, and nothing piles
/// up in memory.
final class FeedQueue: @unchecked Sendable {
    let name: String
    let queue: DispatchQueue
    // Guarded by `queue`.
    private var nextStatedStart: WallTime?

    init(name: String, statedStart: WallTime?) {
        self.name = name
        queue = DispatchQueue(label: "pantau.feed.\(name)")
        nextStatedStart = statedStart
    }

    func run<Result>(_ body: () throws -> Result) rethrows -> Result {
        dispatchPrecondition(condition: .notOnQueue(queue))
        return try queue.sync(execute: body)
    }

    /// The stated start of the feed's next recording; the one after it follows on.
    func takeStatedStart(duration: MediaTime) -> WallTime? {
        dispatchPrecondition(condition: .onQueue(queue))
        guard let start = nextStatedStart else { return nil }
        nextStatedStart = start + duration
        return start
    }
}
