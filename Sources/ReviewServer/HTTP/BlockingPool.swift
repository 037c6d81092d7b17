import Foundation
import Synchronization

/// Threads for calls that block: the database, files, decoding. Never Swift's cooperative pool.
///
/// At most `width` calls run, at most `queueLimit` wait; one more is refused at once, so that a
/// crowd of requests costs no more than what fits here.
final class BlockingPool: Sendable {
    let name: String
    private let queue: OperationQueue
    private let queueLimit: Int
    private let counts = Mutex(Counts())

    private struct Counts {
        var running = 0
        var waiting = 0
    }

    init(name: String, width: Int, queueLimit: Int) {
        self.name = name
        self.queueLimit = queueLimit
        queue = OperationQueue()
        queue.name = "pantau.review.\(name)"
        queue.maxConcurrentOperationCount = width
    }

    /// Calls that run and that wait.
    var load: (running: Int, waiting: Int) {
        counts.withLock { ($0.running, $0.waiting) }
    }

    /// Runs `body` on a thread of the pool.
    ///
    /// - Parameter cancellation: set when the task is cancelled, for `body` to look at. A call
    ///   that still waits then is not begun.
    func run<Value: Sendable>(
        _ cancellation: Cancellation = Cancellation(),
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let isAdmitted = counts.withLock { counts in
            guard counts.waiting < queueLimit else { return false }
            counts.waiting += 1
            return true
        }
        guard isAdmitted else { throw APIError.busy("with other requests", retryAfterSeconds: 2) }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.addOperation { [self] in
                    counts.withLock { counts in
                        counts.waiting -= 1
                        counts.running += 1
                    }
                    defer { counts.withLock { $0.running -= 1 } }
                    guard !cancellation.isCancelled else {
                        return continuation.resume(throwing: CancellationError())
                    }
                    continuation.resume(with: Result { try body() })
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
    }
}

/// A flag that is set once, from any thread.
final class Cancellation: Sendable {
    private let flag = Atomic(false)
    var isCancelled: Bool { flag.load(ordering: .acquiring) }
    func cancel() { flag.store(true, ordering: .releasing) }
}
