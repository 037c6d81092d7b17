import EventStore
import ServiceLifecycle
import Synchronization

/// Watches the database for changes by this and every other process, and tells the open pages.
final class ChangeWatch: Service {
    /// What a page is told.
    enum Signal: Sendable, Hashable {
        /// Something was committed.
        case changed
        /// Nothing was, for a while; keeps the connection alive.
        case heartbeat
    }

    /// How often the database is asked, and how often an open page hears something at all.
    static let pollMilliseconds = 500
    static let heartbeatSeconds = 15

    private struct State {
        var subscribers: [Int: AsyncStream<Signal>.Continuation] = [:]
        var next = 0
        var isOver = false
    }

    private let slot: StoreSlot
    private let pool: BlockingPool
    private let limit: Int
    private let state = Mutex(State())

    init(slot: StoreSlot, pool: BlockingPool, limit: Int) {
        self.slot = slot
        self.pool = pool
        self.limit = limit
    }

    var subscriberCount: Int { state.withLock { $0.subscribers.count } }

    /// Signals for one page, until it goes or the server stops; `nil` if too many listen already.
    func subscribe() -> AsyncStream<Signal>? {
        // A page that reads slowly gets the newest signal, and never a queue of them.
        let (stream, continuation) = AsyncStream.makeStream(
            of: Signal.self, bufferingPolicy: .bufferingNewest(1))
        let number: Int? = state.withLock { state in
            guard !state.isOver, state.subscribers.count < limit else { return nil }
            state.next += 1
            state.subscribers[state.next] = continuation
            return state.next
        }
        guard let number else { return nil }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.subscribers[number] = nil }
        }
        return stream
    }

    /// Polls until the server stops, then ends all streams.
    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in await poll() }
        let open = state.withLock { state in
            state.isOver = true
            return Array(state.subscribers.values)
        }
        for continuation in open { continuation.finish() }
    }

    private func poll() async {
        var known: Int64?
        var quietMilliseconds = 0
        while !Task.isCancelled {
            let slot = slot
            // An unreachable database is no change; whoever asks for something is told.
            let token = try? await pool.run { try slot.store().changeToken() }
            quietMilliseconds += Self.pollMilliseconds
            if let token, let before = known, token != before {
                tell(.changed)
                quietMilliseconds = 0
            } else if quietMilliseconds >= Self.heartbeatSeconds * 1000 {
                tell(.heartbeat)
                quietMilliseconds = 0
            }
            known = token ?? known
            try? await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
        }
    }

    private func tell(_ signal: Signal) {
        let open = state.withLock { Array($0.subscribers.values) }
        for continuation in open { continuation.yield(signal) }
    }
}
