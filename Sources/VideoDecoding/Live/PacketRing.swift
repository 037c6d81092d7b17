public import Footage

/// The last seconds of a live stream, for clips that begin before their event.
///
/// Holds whole key groups: a key packet and those up to the next. Bounded by time and by memory;
/// where one group alone is larger than the memory allowed, its clip begins later, at the next
/// key packet. Not `Sendable`: one queue at a time.
public final class PacketRing {
    private struct Group {
        var packets: [LivePacket]
        var bytes: Int
        /// Of the key packet.
        var start: MediaTime
    }

    private let length: MediaTime
    private let maximumBytes: Int
    private var groups: [Group] = []
    private var latest: MediaTime?
    /// A group was too large: its rest is left out too.
    private var waitsForKey = true

    /// Memory held by the packets, with all that belongs to them.
    public private(set) var bytes = 0
    /// Packets.
    public private(set) var count = 0
    /// Packets that `maximumBytes` has cost, though they were younger than `seconds`.
    public private(set) var droppedForBytes = 0

    /// - Parameters:
    ///   - seconds: what is kept at least, once so much has come and memory allows it; at most
    ///     one key group more.
    ///   - maximumBytes: what is held at most.
    public init(seconds: Double, maximumBytes: Int) {
        length = MediaTime(seconds: max(0, seconds))
        self.maximumBytes = maximumBytes
    }

    /// Times of the oldest and of the newest packet.
    public var start: MediaTime? { groups.first?.start }
    public var end: MediaTime? { groups.isEmpty ? nil : latest }

    public func append(_ packet: LivePacket) {
        latest = max(latest ?? packet.time, packet.time)
        if packet.isKey {
            groups.append(Group(packets: [], bytes: 0, start: packet.time))
            waitsForKey = false
        }
        guard !waitsForKey, let last = groups.indices.last else { return }
        groups[last].packets.append(packet)
        groups[last].bytes += packet.heldBytes
        bytes += packet.heldBytes
        count += 1
        let keptFrom = (latest ?? packet.time) - length
        while groups.count > 1, groups[1].start <= keptFrom { dropFirst(isForBytes: false) }
        while bytes > maximumBytes, !groups.isEmpty { dropFirst(isForBytes: true) }
        if groups.isEmpty { waitsForKey = true }
    }

    /// The packets of a clip that shows `time`: from the last key packet at or before it, or from
    /// the oldest where it lies before that. They may be of several formats.
    public func packets(from time: MediaTime) -> [LivePacket] {
        let first = groups.lastIndex { $0.start <= time } ?? 0
        return groups.dropFirst(first).flatMap(\.packets)
    }

    /// After a reconnect, times begin at zero again.
    public func removeAll() {
        groups.removeAll()
        latest = nil
        waitsForKey = true
        (bytes, count) = (0, 0)
    }

    private func dropFirst(isForBytes: Bool) {
        let group = groups.removeFirst()
        bytes -= group.bytes
        count -= group.packets.count
        if isForBytes { droppedForBytes += group.packets.count }
    }
}
