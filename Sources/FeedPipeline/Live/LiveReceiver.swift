import Foundation
import VideoDecoding

/// Keeps one source connected: opens it, receives, and after a failure waits and tries again.
///
/// `@unchecked Sendable`: the condition guards everything that changes.
final class LiveReceiver: @unchecked Sendable {
    /// Called on the receiving thread.
    struct Handler {
        var connecting: () -> Void
        /// The first packet, and whether there was a connection before.
        var connected: (LivePacket, Bool) -> Void
        /// Every packet after the first.
        var packet: (LivePacket) -> Void
        /// Why a connection failed or ended, and after how many seconds it is tried again; `nil`:
        /// it is not, somebody wanted it to end.
        var lost: (LiveError, Double?) -> Void
    }

    private let source: CameraSource
    private let arrivals: ArrivalClock
    private let condition = NSCondition()
    private var isCancelled = false
    private var stream: LiveStream?

    init(source: CameraSource, arrivals: ArrivalClock) {
        self.source = source
        self.arrivals = arrivals
    }

    /// Ends `run` soon. From any thread.
    func cancel() {
        condition.withLock {
            isCancelled = true
            stream?.cancel()
            condition.broadcast()
        }
    }

    /// Receives until it is cancelled.
    func run(_ handler: Handler) {
        var backoff = Backoff()
        var connections = 0
        while let stream = nextStream() {
            handler.connecting()
            var connectedAt: UInt64?
            do {
                _ = try stream.open()
                let first = try stream.next()
                connectedAt = first.arrival.monotonicNanoseconds
                handler.connected(first, connections > 0)
                connections += 1
                while true { handler.packet(try stream.next()) }
            } catch {
                stream.close()
                let now = arrivals.monotonicNanoseconds()
                let seconds = connectedAt.map { now > $0 ? Double(now - $0) / 1e9 : 0 } ?? 0
                if condition.withLock({ isCancelled }) { return handler.lost(error, nil) }
                let wait = backoff.seconds(after: error, connectedSeconds: seconds)
                handler.lost(error, wait)
                sleep(seconds: wait)
            }
        }
    }

    private func nextStream() -> LiveStream? {
        condition.withLock {
            guard !isCancelled else { return nil }
            let stream = LiveStream(source.address, settings: source.settings, clock: arrivals)
            self.stream = stream
            return stream
        }
    }

    private func sleep(seconds: Double) {
        let end = Date(timeIntervalSinceNow: seconds)
        condition.withLock {
            while !isCancelled, condition.wait(until: end) {}
        }
    }
}
