import CFFmpeg
import Footage

/// One clip written in one container, not yet under its name.
final class ClipAttempt {
    private let muxer: ClipMuxer
    private let path: String
    private let codec: String
    /// FNV-1a of each video packet's payload.
    private var digests: [UInt64] = []
    private(set) var start = MediaTime.zero
    private(set) var end = MediaTime.zero
    private var notes: [String] = []

    init(
        _ seeker: RecordingSeeker, range: MediaRange, path: String, format: ClipFormat,
        withAudio: Bool, onPacket: ((CopiedPacket) -> Void)?, progress: (Double) -> Bool
    ) throws(VideoDecodingError) {
        self.path = path
        codec = seeker.info.codec
        muxer = try ClipMuxer(path: path, format: format)
        var run = try seeker.packetRun(of: range)
        let timing = run.timing
        let base = AVRational(num: timing.tickNumerator, den: timing.tickDenominator)
        let parameters = run.place.index.parameters
        guard muxer.accepts(parameters.codecID) else {
            throw .cannotWrite(
                path: path, reason: "\(format.muxer) does not hold \(parameters.codecName)")
        }
        let demuxer = run.place.reader.cursor.source as? ContainerDemuxer
        let video = try muxer.addStream(
            parameters.pointer, timeBase: base, like: demuxer?.stream)
        var audio = withAudio ? try AudioRun(seeker, range: range, video: timing) : nil
        if let found = audio, !muxer.accepts(found.codecID) {
            notes.append("The sound is left out: \(format.muxer) does not hold its codec.")
            audio = nil
        }
        try audio?.addStream(to: muxer)
        try muxer.begin()
        var timeline = ClipTimeline(timing: timing, format: format)
        while let entry = try run.next() {
            let shown = entry.presentationTicks ?? entry.decodingTicks ?? timing.zeroTicks
            let time = timing.mediaTime(ticks: shown)
            if digests.isEmpty { start = time }
            onPacket?(run.copied(entry))
            digests.append(PayloadDigest.fnv1a(run.packet.payload))
            timeline.place(run.packet, entry)
            end = max(end, timing.mediaTime(ticks: shown + timeline.length(of: run.packet)))
            try audio?.write(to: muxer, until: time, clipStart: start)
            try muxer.write(run.packet, stream: video, timeBase: base)
            let share = (time - start).seconds / max(1e-6, (range.end - start).seconds)
            guard progress(min(1, max(0, share))) else { throw .stopped(path: path) }
        }
        guard !digests.isEmpty else {
            throw .outOfRange(
                path: seeker.source.path, range: "\(range.start) to \(range.end)",
                duration: "\(seeker.duration)")
        }
        try audio?.write(to: muxer, until: range.end, clipStart: start)
        try muxer.end()
    }

    /// Reads the clip back: whether each video packet is the recording's, bit for bit.
    func isUntouched() throws(VideoDecodingError) -> Bool {
        let demuxer: ContainerDemuxer
        do throws(VideoDecodingError) {
            demuxer = try ContainerDemuxer(path: muxer.readingPath, shouldStop: { false })
        } catch {
            return false
        }
        let packet = try Packet(path: path)
        var count = 0
        while try demuxer.read(into: packet) {
            guard count < digests.count, PayloadDigest.fnv1a(packet.payload) == digests[count]
            else { return false }
            count += 1
        }
        return count == digests.count
    }

    func commit(
        isUntouched: Bool, preferred: ClipFormat
    ) throws(VideoDecodingError) -> CutClip {
        let bytes = muxer.sizeBytes
        try muxer.commit()
        if muxer.format != preferred {
            notes.append(
                "Written as \(muxer.format.muxer), because \(preferred.muxer) does not keep these "
                    + "packets as they are.")
        }
        return CutClip(
            path: path, format: muxer.format.muxer, codec: codec, start: start, end: end,
            packets: digests.count, bytes: bytes, payloadsAreUntouched: isUntouched, notes: notes)
    }
}

enum PayloadDigest {
    /// FNV-1a, eight bytes at a time: tells packets apart; no protection against intent.
    static func fnv1a(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var offset = 0
        while offset + 8 <= bytes.count {
            hash =
                (hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                &* 0x100_0000_01b3
            hash ^= hash >> 32
            offset += 8
        }
        while offset < bytes.count {
            hash = (hash ^ UInt64(bytes[offset])) &* 0x100_0000_01b3
            offset += 1
        }
        return hash
    }
}
