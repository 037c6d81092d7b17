import CFFmpeg
import Glibc

/// Ends a read that makes no progress or is no longer wanted. libavformat asks it before every
/// system call.
///
/// Used by one thread at a time: the one that reads.
final class ReadGuard {
    enum Cause { case stalled, stopped }

    static let stallSeconds = 30

    private(set) var cause: Cause?
    private let shouldStop: @Sendable () -> Bool
    private var deadlineNanoseconds: UInt64 = .max

    init(shouldStop: @escaping @Sendable () -> Bool) { self.shouldStop = shouldStop }

    /// Starts the time allowed for one call into the library.
    func arm() { deadlineNanoseconds = Self.now() + UInt64(Self.stallSeconds) * 1_000_000_000 }

    /// For `AVFormatContext.interrupt_callback`. The guard must outlive the context.
    var callback: AVIOInterruptCB {
        AVIOInterruptCB(
            callback: { opaque in
                guard let opaque else { return 0 }
                return Unmanaged<ReadGuard>.fromOpaque(opaque).takeUnretainedValue()
                    .mustInterrupt() ? 1 : 0
            }, opaque: Unmanaged.passUnretained(self).toOpaque())
    }

    func mustInterrupt() -> Bool {
        if cause != nil { return true }
        if shouldStop() {
            cause = .stopped
        } else if Self.now() > deadlineNanoseconds {
            cause = .stalled
        }
        return cause != nil
    }

    /// The error for `cause`, if there is one.
    func error(path: String) -> VideoDecodingError? {
        switch cause {
        case .stalled: .stalled(path: path, seconds: Self.stallSeconds)
        case .stopped: .stopped(path: path)
        case nil: nil
        }
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
