/// Reads packets without decoding them: what the disk and the container cost.
public final class PacketPass {
    private let index: RecordingIndex
    private let cursor: PacketCursor

    /// - Throws: `VideoDecodingError` when the recording is gone or is not the one indexed.
    public init(index: RecordingIndex) throws(VideoDecodingError) {
        self.index = index
        cursor = try PacketCursor(index: index, shouldStop: { false })
    }

    /// Reads the packets of some groups.
    /// - Returns: how many there were.
    public func read(groups: Range<Int>) throws(VideoDecodingError) -> Int {
        let range = groups.clamped(to: 0..<index.groups.count)
        guard !range.isEmpty else { return 0 }
        try cursor.move(to: range.lowerBound)
        let last = index.groups[range.upperBound - 1]
        let end = last.firstPacket + last.packetCount
        var count = 0
        while let position = cursor.position, position < end, try cursor.next() != nil {
            count += 1
        }
        return count
    }
}
