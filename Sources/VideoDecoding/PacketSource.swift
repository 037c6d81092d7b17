import CFFmpeg

/// Delivers the packets of one video stream in the order of the file.
///
/// Not `Sendable`: one thread at a time.
protocol PacketSource: AnyObject {
    /// Reads the next packet; `false` at the end.
    func read(into packet: Packet) throws(VideoDecodingError) -> Bool

    /// Tries to move so that a packet with this identity is one of the next to be read. The
    /// caller verifies it; `attempt` counts from 0 and asks for another way each time.
    /// - Returns: `false` when there is no such way.
    func seek(to identity: PacketIdentity, attempt: Int) -> Bool

    /// Goes back to the first packet.
    func rewind() throws(VideoDecodingError)
}
