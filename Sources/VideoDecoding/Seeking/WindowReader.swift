import CFFmpeg
import Footage

/// Finds the key groups around any moment of a long recording by seeking, and decodes them, as if
/// the whole recording had been indexed.
///
/// Only for containers that `SeekableContainer` accepts and whose beginning and end show sound
/// time stamps. One thread at a time.
final class WindowReader {
    let demuxer: ContainerDemuxer
    let info: StreamInfo
    private(set) var duration = MediaTime.zero
    private let path: String
    private let parameters: CodecParameters
    private let sizeBytes: Int64
    private var timing: StreamTiming
    private var head: PacketIdentity?
    private let packet: Packet
    private var latest: RecordingIndex?

    /// How far before the wanted moment a search for its key group begins, in seconds; then the
    /// head of the file.
    private static let leads: [Int64] = [1, 8, 60, 600]
    /// A beginning or an end longer than this says that key frames are too rare for seeking.
    private static let longestProbe = 20_000

    /// `nil` when the recording has to be indexed as a whole.
    init?(
        path: String, timestampsAreContinuous: Bool, shouldStop: @escaping @Sendable () -> Bool
    ) throws(VideoDecodingError) {
        self.path = path
        sizeBytes = try RegularFile(path: path).sizeBytes
        demuxer = try ContainerDemuxer(path: path, shouldStop: shouldStop)
        parameters = try CodecParameters(copying: demuxer.stream.pointee.codecpar, path)
        info = StreamReading.info(demuxer.context, stream: demuxer.stream)
        packet = try Packet(path: path)
        let rate = StreamReading.frameRate(demuxer.stream) ?? StreamTiming.fallbackFramesPerSecond
        timing = StreamReading.timing(demuxer.stream, mode: .presentation, rate: rate)
        guard avcodec_find_decoder(parameters.codecID) != nil, try readHead(),
            SeekableContainer.accepts(
                demuxer, timestampsAreContinuous: timestampsAreContinuous),
            try readTail()
        else { return nil }
    }

    // MARK: Beginning and end

    /// Learns the time of the first frame; `false` when the time stamps are not to be relied on.
    private func readHead() throws(VideoDecodingError) -> Bool {
        var pass = IndexPass(timing: timing, parser: nil)
        var isComplete = false
        while pass.packetCount < Self.longestProbe {
            guard try demuxer.read(into: packet) else {
                isComplete = true
                break
            }
            if head == nil { head = packet.identity }
            pass.add(packet)
            // Leading pictures of the group after the first are not shown in its time.
            if pass.groups.count == 2 && pass.packetCount >= 64 {
                isComplete = true
                break
            }
        }
        pass.finish()
        timing.zeroTicks = pass.timing.zeroTicks
        return isComplete && pass.presentationFault == nil && pass.jumps == nil
            && pass.groups.first?.beginsWithKey == true
    }

    /// Learns where the recording ends; `false` when that takes reading too much of it.
    private func readTail() throws(VideoDecodingError) -> Bool {
        guard demuxer.seek(decodingTicks: Int64.max / 4) || demuxer.seek(decodingTicks: lastEntry)
        else { return false }
        while try demuxer.read(into: packet) {
            lastDecodingTicks = packet.decodingTicks ?? lastDecodingTicks
        }
        guard let end = lastDecodingTicks, !endsLate else { return false }
        for lead in Self.leads {
            guard demuxer.seek(decodingTicks: max(timing.zeroTicks, end - ticks(seconds: lead)))
            else { return false }
            var pass = IndexPass(timing: timing, parser: nil, knownZeroTicks: timing.zeroTicks)
            while pass.packetCount < Self.longestProbe, try demuxer.read(into: packet) {
                pass.add(packet)
            }
            pass.finish()
            // The picture shown last may be one of those decoded before the others.
            guard pass.packetCount > 64, pass.packetCount < Self.longestProbe else { continue }
            duration = pass.duration
            return pass.presentationFault == nil && pass.jumps == nil && demuxer.endReason == nil
        }
        return false
    }

    private var lastDecodingTicks: Int64?

    private var lastEntry: Int64 {
        let count = avformat_index_get_entries_count(demuxer.stream)
        return avformat_index_get_entry(demuxer.stream, max(0, count - 1))?.pointee.timestamp ?? 0
    }

    /// Whether a movie holds packets that its table does not list.
    private var endsLate: Bool {
        guard demuxer.isMovie, let lastDecodingTicks else { return false }
        return lastDecodingTicks > lastEntry
    }

    // MARK: Windows

    /// The groups whose time the range touches, as an index of their own.
    struct Window {
        var index: RecordingIndex
        var groups: Range<Int>
    }

    /// `nil` when seeking does not lead there.
    func window(of range: MediaRange) throws(VideoDecodingError) -> Window? {
        if let latest, let groups = covering(range, in: latest) {
            return Window(index: latest, groups: groups)
        }
        let wanted = ticks(range.start)
        for lead in Self.leads {
            let target = wanted - ticks(seconds: lead)
            guard target > timing.zeroTicks else { break }
            guard demuxer.seek(decodingTicks: target) else { continue }
            let index = try index(until: range.end, from: nil)
            if let index, let groups = covering(range, in: index) {
                latest = index
                return Window(index: index, groups: groups)
            }
        }
        guard let head, demuxer.seek(to: head, attempt: 0),
            let index = try index(until: range.end, from: head),
            let groups = covering(range, in: index)
        else { return nil }
        latest = index
        return Window(index: index, groups: groups)
    }

    /// The groups of `index` in whose time the range falls; `nil` when it does not hold them all.
    ///
    /// A group is held whole when another comes after it; the first group's leading pictures are
    /// shown in the time of one that is not there, so that it counts only at the recording's head.
    private func covering(_ range: MediaRange, in index: RecordingIndex) -> Range<Int>? {
        let groups = index.groups
        guard let first = groups.lastIndex(where: { $0.start <= range.start }),
            first > 0 || groups[0].start == .zero
        else { return nil }
        let end = groups.firstIndex { $0.start >= range.end } ?? groups.count
        guard end < groups.count || index.duration == duration else { return nil }
        return first..<max(end, first + 1)
    }

    /// Reads groups from the next key packet on, up to one that begins after `end`.
    /// - Parameter head: the recording's first packet, when reading starts there.
    private func index(
        until end: MediaTime, from head: PacketIdentity?
    ) throws(VideoDecodingError) -> RecordingIndex? {
        var pass = IndexPass(timing: timing, parser: nil, knownZeroTicks: timing.zeroTicks)
        let last = ticks(end)
        var passedEnd: Int?
        var isFirst = true
        while try demuxer.read(into: packet) {
            if isFirst, let head, !packet.identity.matches(head) { return nil }
            isFirst = false
            if pass.packetCount == 0, head == nil,
                !packet.isKey || packet.presentationTicks == nil
            {
                continue
            }
            let closed = pass.groups.count
            pass.add(packet)
            // A key frame soon after another begins no group of its own.
            if pass.groups.count > max(1, closed), let shown = packet.presentationTicks,
                shown > last
            {
                // Where pictures are reordered, those shown before this key frame follow it.
                if passedEnd != nil || timing.reorderDepth == 0 { break }
                passedEnd = pass.packetCount
            }
            if let passedEnd, pass.packetCount > passedEnd + 4 * (timing.reorderDepth + 1) { break }
        }
        guard pass.packetCount > 0 else { return nil }
        pass.finish()
        guard pass.jumps == nil else { return nil }
        return RecordingIndex(
            source: .file(path: path), info: info, groups: pass.groups, duration: pass.duration,
            statedDuration: nil, packetCount: pass.packetCount,
            keyPacketCount: pass.keyPacketCount, sizeBytes: sizeBytes,
            timestampsRebuilt: nil, findings: [], timing: pass.timing, parameters: parameters,
            streamIndex: demuxer.streamIndex, images: nil, isWindow: true)
    }

    private func ticks(_ time: MediaTime) -> Int64 {
        timing.zeroTicks
            + av_rescale_q(
                time.microseconds, AVRational(num: 1, den: 1_000_000),
                AVRational(num: timing.tickNumerator, den: timing.tickDenominator))
    }

    private func ticks(seconds: Int64) -> Int64 {
        ticks(MediaTime(microseconds: seconds * 1_000_000)) - timing.zeroTicks
    }
}
