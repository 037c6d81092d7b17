import CFFmpeg

/// The packets of a stream as an mp4 or mov file's own table lists them: hours of recording are
/// indexed without reading their data.
///
/// Only tables that are complete, lie within the file, and belong to streams that are shown in the
/// order in which they are stored; samples of the table are compared with the file. For all others
/// the packets are read.
struct PacketTable: Sequence {
    private let stream: UnsafeMutablePointer<AVStream>
    private let count: Int
    /// Presentation time minus decoding time, the same for every packet.
    private let delayTicks: Int64
    private let lastDurationTicks: Int64
    // Keeps the stream alive.
    private let demuxer: ContainerDemuxer

    private static let sampledPackets = 8

    /// `nil` when the table cannot be used; the demuxer then stands at the start.
    init?(_ demuxer: ContainerDemuxer) throws(VideoDecodingError) {
        self.demuxer = demuxer
        stream = demuxer.stream
        count = Int(avformat_index_get_entries_count(stream))
        guard demuxer.isMovie, count > 1, Int64(count) == stream.pointee.nb_frames,
            stream.pointee.codecpar.pointee.video_delay == 0, Self.isSound(demuxer, count: count)
        else { return nil }
        guard let delay = try Self.sampledDelay(demuxer, count: count) else {
            try demuxer.rewind()
            return nil
        }
        delayTicks = delay
        let first = avformat_index_get_entry(stream, 0).pointee.timestamp
        let last = avformat_index_get_entry(stream, Int32(count - 1)).pointee.timestamp
        let stated = stream.pointee.duration
        lastDurationTicks =
            stated > 0 && stated < 1 << 60 ? Swift.max(0, stated - (last - first)) : 0
    }

    /// Whether the times ascend, nothing is hidden, and all packets lie within the file.
    private static func isSound(_ demuxer: ContainerDemuxer, count: Int) -> Bool {
        let end = demuxer.sizeBytes
        var previous = Int64.min
        for number in 0..<count {
            guard let entry = avformat_index_get_entry(demuxer.stream, Int32(number))?.pointee,
                entry.timestamp > previous, entry.timestamp.magnitude < 1 << 60, entry.size > 0,
                entry.pos >= 0, entry.pos <= end - Int64(entry.size),
                entry.flags & AVINDEX_DISCARD_FRAME == 0
            else { return false }
            previous = entry.timestamp
        }
        return true
    }

    /// Reads some packets all over the file, and all from the last key packet on: a file that goes
    /// on in fragments lists only its beginning. `nil` when one is not what the table says.
    private static func sampledDelay(
        _ demuxer: ContainerDemuxer, count: Int
    ) throws(VideoDecodingError) -> Int64? {
        let packet = try Packet(path: demuxer.path)
        var delay: Int64?
        var lastRead = count
        for number in sampledKeys(demuxer, count: count) {
            guard let entry = avformat_index_get_entry(demuxer.stream, Int32(number))?.pointee,
                av_seek_frame(
                    demuxer.context, Int32(demuxer.streamIndex), entry.timestamp,
                    AVSEEK_FLAG_BACKWARD) >= 0,
                try demuxer.read(into: packet), packet.isListed(as: entry),
                let shown = packet.presentationTicks
            else { return nil }
            let found = shown - entry.timestamp
            guard delay == nil || delay == found else { return nil }
            delay = found
            lastRead = number
        }
        for number in Swift.min(lastRead + 1, count)..<count {
            guard let entry = avformat_index_get_entry(demuxer.stream, Int32(number))?.pointee,
                try demuxer.read(into: packet), packet.isListed(as: entry)
            else { return nil }
        }
        return try demuxer.read(into: packet) ? nil : delay
    }

    /// Key packets spread over the table, the last one among them.
    private static func sampledKeys(_ demuxer: ContainerDemuxer, count: Int) -> [Int] {
        var keys: [Int] = []
        var last: Int?
        var wanted = 0
        for number in 0..<count {
            guard let entry = avformat_index_get_entry(demuxer.stream, Int32(number))?.pointee,
                entry.flags & AVINDEX_KEYFRAME != 0
            else { continue }
            last = number
            guard number >= wanted else { continue }
            wanted = number + Swift.max(1, count / sampledPackets)
            keys.append(number)
        }
        if let last, keys.last != last { keys.append(last) }
        return keys
    }

    func makeIterator() -> AnyIterator<PacketFacts> {
        var next: Int32 = 0
        return AnyIterator {
            guard next < count, let entry = avformat_index_get_entry(stream, next)?.pointee else {
                return nil
            }
            next += 1
            let following = avformat_index_get_entry(stream, next)?.pointee.timestamp
            return PacketFacts(
                bytePosition: entry.pos, sizeBytes: Int(entry.size),
                presentationTicks: entry.timestamp + delayTicks, decodingTicks: entry.timestamp,
                durationTicks: following.map { $0 - entry.timestamp } ?? lastDurationTicks,
                isKey: entry.flags & AVINDEX_KEYFRAME != 0, isDiscarded: false, isCorrupt: false)
        }
    }
}

extension Packet {
    /// Whether the packet is the one that the table's entry describes.
    fileprivate func isListed(as entry: AVIndexEntry) -> Bool {
        pointer.pointee.pos == entry.pos && sizeBytes == Int(entry.size)
            && decodingTicks == entry.timestamp
            && isKey == (entry.flags & AVINDEX_KEYFRAME != 0)
    }
}
