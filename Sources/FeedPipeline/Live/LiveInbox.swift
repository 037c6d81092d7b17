import Foundation
import VideoDecoding

/// Packets that have arrived and wait for their turn.
///
/// `@unchecked Sendable`: the lock guards everything; it is never held while anything waits.
final class LiveInbox: @unchecked Sendable {
    /// What arrived longer ago is dropped, up to the next key frame.
    static let longestWaitSeconds = 4.0
    private static let mostBytes = 16_000_000

    private let lock = NSLock()
    private var packets: [LivePacket] = []
    private var bytes = 0
    private var isAwake = false
    private var dropped = 0

    /// - Returns: whether somebody has to be sent to empty the inbox.
    func add(_ packet: LivePacket) -> Bool {
        lock.withLock {
            packets.append(packet)
            bytes += packet.sizeBytes
            makeRoom(at: packet.arrival.monotonicNanoseconds)
            defer { isAwake = true }
            return !isAwake
        }
    }

    /// The next packet, and how many were dropped before it; `nil`: there is none, and whoever adds
    /// one is told so.
    func take() -> (packet: LivePacket, droppedBefore: Int)? {
        lock.withLock {
            guard !packets.isEmpty else {
                isAwake = false
                return nil
            }
            let packet = packets.removeFirst()
            bytes -= packet.sizeBytes
            defer { dropped = 0 }
            return (packet, dropped)
        }
    }

    /// Packets that wait, and for how many seconds the oldest has.
    func waiting(at nanoseconds: UInt64) -> (count: Int, seconds: Double) {
        lock.withLock {
            guard let first = packets.first?.arrival.monotonicNanoseconds else { return (0, 0) }
            return (packets.count, Self.seconds(from: first, to: nanoseconds))
        }
    }

    func removeAll() {
        lock.withLock {
            packets = []
            bytes = 0
        }
    }

    /// Drops from the front up to a key frame: what builds on dropped pictures cannot be shown.
    private func makeRoom(at now: UInt64) {
        while let first = packets.first,
            bytes > Self.mostBytes
                || Self.seconds(from: first.arrival.monotonicNanoseconds, to: now)
                    > Self.longestWaitSeconds
        {
            var count = 1
            while count < packets.count, !packets[count].isKey { count += 1 }
            // Without a key frame to go on from, what waits is all there is.
            if count == packets.count, bytes <= 4 * Self.mostBytes { return }
            bytes -= packets.prefix(count).reduce(0) { $0 + $1.sizeBytes }
            packets.removeFirst(count)
            dropped += count
        }
    }

    private static func seconds(from start: UInt64, to end: UInt64) -> Double {
        end > start ? Double(end - start) / 1e9 : 0
    }
}
