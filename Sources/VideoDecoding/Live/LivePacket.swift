import CFFmpeg
public import Footage

/// One packet of a live stream. Keeping it keeps a counted reference; no bytes are copied.
///
/// `@unchecked Sendable`: nothing changes after `init`, and libavutil counts references
/// atomically. Whoever needs another packet with other times makes a reference of its own.
public final class LivePacket: @unchecked Sendable {
    /// When its picture is shown: from the stream's first packet, on the stream's own clock,
    /// without jumps. Rises from packet to packet, but for pictures that are sent out of order
    /// (B-frames).
    public let time: MediaTime
    public let arrival: Arrival
    /// Decoding can begin here.
    public let isKey: Bool
    public let format: LiveFormat
    /// Network packets known to be lost about here: this picture, or the next, may be damaged.
    public let lostNearby: Int
    /// The stream's time stamps jumped before this packet. `time` goes on evenly.
    public let clockJumped: Bool
    /// Pictures that the stream was seen to send out of order, at most, up to here.
    let reorderDepth: Int
    let packet: Packet

    init(
        packet: Packet, time: MediaTime, arrival: Arrival, format: LiveFormat, lostNearby: Int,
        clockJumped: Bool, reorderDepth: Int
    ) {
        self.packet = packet
        self.time = time
        self.arrival = arrival
        isKey = packet.isKey
        self.format = format
        self.lostNearby = lostNearby
        self.clockJumped = clockJumped
        self.reorderDepth = reorderDepth
    }

    /// Of the coded picture.
    public var sizeBytes: Int { packet.sizeBytes }

    /// Memory that is held while this packet is kept.
    public var heldBytes: Int {
        let buffer = packet.pointer.pointee.buf.map { Int($0.pointee.size) } ?? sizeBytes
        return buffer + Self.bookkeepingBytes
    }

    /// This object, the library's packet and its buffer's own fields.
    private static let bookkeepingBytes = 448
}
