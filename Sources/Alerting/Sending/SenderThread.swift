import Footage
import Foundation

/// Runs the sender of one destination on a thread of its own: it blocks on sockets, and one that
/// does not answer must not hold up another.
final class SenderThread: @unchecked Sendable {
    // Guarded by: `sender` and `transport` are touched by the thread alone once it runs.
    private let sender: DestinationSender
    private let transport: any AlertTransport
    private let signal: WakeSignal
    private let now: @Sendable () -> WallTime
    private let ended = DispatchSemaphore(value: 0)

    /// A clock that is set is noticed after this.
    private static let longestNap = 1.0
    private static let longestIdle = 30.0

    init(
        name: String, sender: DestinationSender, transport: any AlertTransport,
        signal: WakeSignal, now: @escaping @Sendable () -> WallTime
    ) {
        self.sender = sender
        self.transport = transport
        self.signal = signal
        self.now = now
        let thread = Thread { [self] in run() }
        thread.name = "alerts \(name)"
        thread.start()
    }

    private func run() {
        loop: while !signal.isStopping {
            switch sender.step() {
            case .again: continue
            case .idle: transport.idle(seconds: Self.longestIdle)
            case .notBefore(let time):
                let wait = Double(time.microsecondsUTC - now().microsecondsUTC) / 1_000_000
                transport.idle(seconds: min(max(0, wait), Self.longestNap))
            case .stopped: break loop
            }
        }
        transport.close()
        ended.signal()
    }

    /// Waits until it has ended.
    ///
    /// - Returns: whether it did, in time.
    func join(seconds: Double) -> Bool { ended.wait(timeout: .now() + seconds) == .success }
}
