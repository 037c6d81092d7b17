import CFFmpeg

/// One `AVPacket`, reused for every packet of a stream.
final class Packet {
    let pointer: UnsafeMutablePointer<AVPacket>

    init(path: String) throws(VideoDecodingError) {
        guard let packet = av_packet_alloc() else { throw .outOfMemory(path: path) }
        pointer = packet
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&pointer)
    }

    func clear() { av_packet_unref(pointer) }

    /// Makes this refer to the same bytes as `other`; none are copied.
    func refer(to other: Packet, path: String) throws(VideoDecodingError) {
        clear()
        guard av_packet_ref(pointer, other.pointer) >= 0 else { throw .outOfMemory(path: path) }
    }

    var isKey: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }
    /// Decoded but not shown (outside the container's edit list).
    var isDiscarded: Bool { pointer.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }
    var isCorrupt: Bool { pointer.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }
    var sizeBytes: Int { Int(pointer.pointee.size) }
    var presentationTicks: Int64? { Self.ticks(pointer.pointee.pts) }
    var decodingTicks: Int64? { Self.ticks(pointer.pointee.dts) }
    var durationTicks: Int64 { Self.ticks(pointer.pointee.duration) ?? 0 }

    var facts: PacketFacts {
        PacketFacts(
            bytePosition: pointer.pointee.pos, sizeBytes: sizeBytes,
            presentationTicks: presentationTicks, decodingTicks: decodingTicks,
            durationTicks: durationTicks, isKey: isKey, isDiscarded: isDiscarded,
            isCorrupt: isCorrupt)
    }

    var identity: PacketIdentity {
        var identity = facts.identity
        identity.fingerprint = fingerprint
        return identity
    }

    /// Time stamps beyond ±2⁶⁰ are damage; refusing them here keeps all later sums in range.
    private static func ticks(_ value: Int64) -> Int64? {
        value > -(1 << 60) && value < 1 << 60 ? value : nil
    }

    /// FNV-1a of the first 64 bytes.
    private var fingerprint: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        guard let data = pointer.pointee.data else { return hash }
        for byte in UnsafeBufferPointer(start: data, count: min(64, sizeBytes)) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return hash
    }
}
