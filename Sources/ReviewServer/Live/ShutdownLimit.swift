import Dispatch
import ServiceLifecycle

/// Says so when the server should have stopped and has not.
struct ShutdownLimit: Service {
    /// Called on a thread of its own: the cooperative pool may be what hangs.
    let onOverdue: @Sendable () -> Void

    static let milliseconds = 4500

    func run() async throws {
        try? await gracefulShutdown()
        let onOverdue = onOverdue
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Self.milliseconds)) {
            onOverdue()
        }
    }
}
