/// What a container says of one packet, without its data.
struct PacketFacts: Hashable, Sendable {
    /// Byte position in the file, −1 where the container does not say.
    var bytePosition: Int64
    var sizeBytes: Int
    /// Times in the stream's time base; `nil` where the stream has none.
    var presentationTicks: Int64?
    var decodingTicks: Int64?
    /// 0 where the stream does not say.
    var durationTicks: Int64
    var isKey: Bool
    var isDiscarded: Bool
    var isCorrupt: Bool

    var identity: PacketIdentity {
        PacketIdentity(
            bytePosition: bytePosition, sizeBytes: sizeBytes,
            presentationTicks: presentationTicks, decodingTicks: decodingTicks, fingerprint: nil)
    }
}

/// What tells a packet from every other one of its file, to verify a seek.
struct PacketIdentity: Hashable, Sendable {
    /// Byte position in the file, −1 where the container does not say.
    var bytePosition: Int64
    var sizeBytes: Int
    /// In the stream's time base; `nil` where the stream has none.
    var presentationTicks: Int64?
    var decodingTicks: Int64?
    /// FNV-1a of the first bytes; `nil` when the packet was only found in the container's table.
    var fingerprint: UInt64?

    /// The same packet: decoding times are left out, they are often estimated from what was read
    /// before.
    func matches(_ other: PacketIdentity) -> Bool {
        guard bytePosition == other.bytePosition, sizeBytes == other.sizeBytes,
            presentationTicks == other.presentationTicks
        else { return false }
        guard let fingerprint, let theirs = other.fingerprint else { return true }
        return fingerprint == theirs
    }
}
