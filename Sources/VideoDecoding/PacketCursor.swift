import Footage

/// Reads the packets of an indexed recording from any key group on.
///
/// A seek is believed only when the packet found is the one that the index describes. Reading
/// forward from the start is the fallback that is always right.
final class PacketCursor {
    let packet: Packet
    /// Number of the packet that `next()` delivers.
    private(set) var position: Int? = 0
    private let index: RecordingIndex
    let source: any PacketSource
    /// The packet was read while seeking and is not delivered yet.
    private var isLoaded = false
    /// Set once seeking failed twice: from then on packets are found by reading.
    private var failedSeeks = 0

    /// Reading on is cheaper than seeking when the target is at most this far.
    private static let nearPackets = 64
    /// Packets read after a seek in search of the target.
    private static let searchedPackets = 512
    private static let toleratedFailures = 3

    init(
        index: RecordingIndex, shouldStop: @escaping @Sendable () -> Bool
    ) throws(VideoDecodingError) {
        self.index = index
        packet = try Packet(path: index.source.path)
        if let images = index.images {
            source = ImageSequenceReader(images, shouldStop: shouldStop)
        } else {
            let path = index.source.path
            let file = try RegularFile(path: path)
            guard file.sizeBytes >= index.sizeBytes else {
                throw .changed(path: path, detail: "it is shorter than when it was indexed")
            }
            let demuxer = try ContainerDemuxer(
                path: path, streamIndex: index.streamIndex, shouldStop: shouldStop)
            source = demuxer
        }
    }

    /// Reads some groups of a recording from a source that others use too, wherever it stands.
    init(window: RecordingIndex, source: any PacketSource) throws(VideoDecodingError) {
        index = window
        packet = try Packet(path: window.source.path)
        self.source = source
        position = nil
    }

    /// Moves to the key packet of a group, so that `next()` delivers it.
    func move(to group: Int) throws(VideoDecodingError) {
        let target = index.groups[group]
        if index.isWindow { return try move(inWindowTo: target, group: group) }
        if let position, position <= target.firstPacket,
            target.firstPacket - position <= Self.nearPackets
        {
            if try readForward(to: target) { return }
        } else if failedSeeks < Self.toleratedFailures {
            if try seek(to: group) { return }
            failedSeeks += 1
        } else if let position, position <= target.firstPacket {
            if try readForward(to: target) { return }
        }
        try rewind()
        guard try readForward(to: target) else {
            position = nil
            throw .changed(
                path: index.source.path, detail: "the key frame at \(target.start) is not there")
        }
    }

    /// Reading from the start of the file is no way out where only a part of it is known.
    private func move(inWindowTo target: KeyGroup, group: Int) throws(VideoDecodingError) {
        if let position, position <= target.firstPacket,
            target.firstPacket - position <= Self.nearPackets, try readForward(to: target)
        {
            return
        }
        if try seek(to: group) { return }
        position = nil
        throw .changed(
            path: index.source.path, detail: "the key frame at \(target.start) is not there")
    }

    /// Delivers the next packet in `packet`.
    /// - Returns: its number, or `nil` at the end of what was indexed.
    func next() throws(VideoDecodingError) -> Int? {
        guard let ordinal = position, ordinal < index.packetCount else { return nil }
        if isLoaded {
            isLoaded = false
        } else {
            guard try source.read(into: packet) else { return nil }
        }
        position = ordinal + 1
        return ordinal
    }

    private func rewind() throws(VideoDecodingError) {
        isLoaded = false
        try source.rewind()
        position = 0
    }

    /// Reads up to the target's packet; `false` when it is not what the index says.
    private func readForward(to target: KeyGroup) throws(VideoDecodingError) -> Bool {
        while let current = position, current <= target.firstPacket {
            if !isLoaded {
                guard try source.read(into: packet) else { break }
                isLoaded = true
            }
            if current == target.firstPacket { return packet.identity.matches(target.key) }
            isLoaded = false
            position = current + 1
        }
        return false
    }

    /// Tries the container's ways of seeking, to the group itself and to one before it.
    private func seek(to group: Int) throws(VideoDecodingError) -> Bool {
        let target = index.groups[group]
        for back in [0, 1] where back <= group {
            for attempt in 0..<2 {
                position = nil
                isLoaded = false
                guard source.seek(to: index.groups[group - back].key, attempt: attempt) else {
                    continue
                }
                if try search(for: target) { return true }
            }
        }
        return false
    }

    private func search(for target: KeyGroup) throws(VideoDecodingError) -> Bool {
        for _ in 0..<Self.searchedPackets {
            guard try source.read(into: packet) else { return false }
            if packet.identity.matches(target.key) {
                position = target.firstPacket
                isLoaded = true
                return true
            }
        }
        return false
    }
}
