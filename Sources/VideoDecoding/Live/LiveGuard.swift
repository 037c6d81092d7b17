import CFFmpeg
import Dispatch
import Synchronization

/// Ends waiting that has lasted too long or is no longer wanted. The network code asks it about
/// ten times a second, and before every system call.
///
/// `@unchecked Sendable`: `cancel()` and what it sets may be used from any thread; all else by the
/// one thread that reads.
final class LiveGuard: @unchecked Sendable {
    enum Cause { case late, cancelled }

    private let isCancelled = Atomic<Bool>(false)
    private let cancelled = DispatchSemaphore(value: 0)
    private let clock: ArrivalClock
    private var deadlineNanoseconds: UInt64 = .max
    private var isLeaving = false
    private(set) var cause: Cause?
    /// The time that was allowed last.
    private(set) var allowedSeconds = 0.0

    init(clock: ArrivalClock) { self.clock = clock }

    func cancel() {
        isCancelled.store(true, ordering: .sequentiallyConsistent)
        cancelled.signal()
    }

    /// Starts the time allowed.
    func arm(seconds: Double) {
        allowedSeconds = seconds
        let allowed = UInt64(min(max(0.001, seconds), 1e6) * 1e9)
        deadlineNanoseconds = clock.monotonicNanoseconds() &+ allowed
        cause = nil
    }

    /// Allows a last word to the other side, also after `cancel()`.
    func beginFarewell() {
        isLeaving = true
        arm(seconds: 0.25)
    }

    /// Waits in real time; `false` as soon as it is cancelled.
    func wait(nanoseconds: UInt64) -> Bool {
        if isCancelled.load(ordering: .sequentiallyConsistent) {
            cause = .cancelled
            return false
        }
        let until = DispatchTime.now() + .nanoseconds(Int(min(nanoseconds, 1 << 60)))
        guard cancelled.wait(timeout: until) == .success else { return true }
        // For whoever waits next.
        cancelled.signal()
        cause = .cancelled
        return false
    }

    func mustInterrupt() -> Bool {
        if !isLeaving, isCancelled.load(ordering: .sequentiallyConsistent) {
            cause = .cancelled
        } else if clock.monotonicNanoseconds() > deadlineNanoseconds {
            cause = .late
        }
        return cause != nil
    }

    /// For `AVFormatContext.interrupt_callback`. The guard must outlive the context.
    var callback: AVIOInterruptCB {
        AVIOInterruptCB(
            callback: { opaque in
                guard let opaque else { return 0 }
                return Unmanaged<LiveGuard>.fromOpaque(opaque).takeUnretainedValue()
                    .mustInterrupt() ? 1 : 0
            }, opaque: Unmanaged.passUnretained(self).toOpaque())
    }
}
