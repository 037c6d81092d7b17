import Dispatch
import Synchronization

/// Lets a command wait for work of Swift's concurrency.
enum Waiting {
    private final class Outcome: Sendable {
        let error = Mutex<(any Error)?>(nil)
    }

    /// Runs `work` and blocks this thread, which must not be one of the cooperative pool, until
    /// it ends.
    static func until(_ work: @escaping @Sendable () async throws -> Void) throws {
        let outcome = Outcome()
        let isDone = DispatchSemaphore(value: 0)
        Task.detached {
            do { try await work() } catch { outcome.error.withLock { $0 = error } }
            isDone.signal()
        }
        isDone.wait()
        if let error = outcome.error.withLock({ $0 }) { throw error }
    }
}
