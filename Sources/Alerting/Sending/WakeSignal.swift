import Foundation
import Synchronization

/// Wakes a thread that waits, also while it waits for a socket: what was said before it waits is
/// not lost.
///
/// The ends of the pipe are closed when nobody holds the signal any more.
final class WakeSignal: Sendable {
    private let reading: Int32
    private let writing: Int32
    private let stopping = Atomic<Bool>(false)

    init() {
        var ends: [Int32] = [0, 0]
        // Without a pipe there are no descriptors left for sockets either.
        precondition(pipe(&ends) == 0, "no pipe: \(String(cString: strerror(errno)))")
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    var isStopping: Bool { stopping.load(ordering: .acquiring) }

    func wake() {
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }

    func stop() {
        stopping.store(true, ordering: .releasing)
        wake()
    }

    /// What ended a wait; neither: its time was over.
    struct Cause {
        var isWoken = false
        /// What happened on the socket, as `poll` tells it.
        var socketEvents: Int32 = 0
    }

    /// Waits for a call of `wake`, or for what `events` says on a socket.
    @discardableResult
    func wait(seconds: Double, socket: Int32 = -1, events: Int32 = 0) -> Cause {
        var waited = [
            pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: Int16(events), revents: 0),
        ]
        let milliseconds = Int32(min(max(0, seconds * 1000), 3_600_000).rounded(.up))
        guard poll(&waited, nfds_t(socket < 0 ? 1 : 2), milliseconds) > 0 else { return Cause() }
        if waited[0].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 64)
            while read(reading, &bytes, bytes.count) == bytes.count {}
        }
        return Cause(
            isWoken: waited[0].revents != 0, socketEvents: Int32(waited[1].revents))
    }
}
