import CFFmpeg
import Footage

/// The sound of a clip: packets of the first audio stream, read beside the video.
final class AudioRun {
    private let demuxer: ContainerDemuxer
    private let packet: Packet
    /// Time of the video's first frame, in seconds of the container's clock.
    private let zeroSeconds: Double
    private let start: MediaTime
    private var output: Int32 = -1
    private var isLoaded = false
    private var isAtEnd = false
    private var last: Int64?

    /// `nil` where there is no sound, or no clock that it shares with the video.
    init?(
        _ seeker: RecordingSeeker, range: MediaRange, video: StreamTiming
    ) throws(VideoDecodingError) {
        guard case .file(let path) = seeker.source, video.mode == .presentation,
            seeker.timestampsRebuilt == nil
        else { return nil }
        let probe = try ContainerDemuxer(path: path, shouldStop: { false })
        let audio = (0..<Int(probe.context.pointee.nb_streams)).first { number in
            let parameters = probe.context.pointee.streams[number]?.pointee.codecpar
            return parameters?.pointee.codec_type == AVMEDIA_TYPE_AUDIO
        }
        guard let audio else { return nil }
        probe.select(stream: audio)
        demuxer = probe
        packet = try Packet(path: path)
        zeroSeconds =
            Double(video.zeroTicks) * Double(video.tickNumerator) / Double(video.tickDenominator)
        start = range.start
        let ticks = (zeroSeconds + range.start.seconds - 12) / secondsPerTick
        if ticks > 0 { _ = demuxer.seek(decodingTicks: Int64(ticks)) }
    }

    var codecID: AVCodecID { demuxer.stream.pointee.codecpar.pointee.codec_id }

    private var secondsPerTick: Double {
        let base = demuxer.stream.pointee.time_base
        return Double(max(1, base.num)) / Double(max(1, base.den))
    }

    func addStream(to muxer: ClipMuxer) throws(VideoDecodingError) {
        output = try muxer.addStream(
            demuxer.stream.pointee.codecpar, timeBase: demuxer.stream.pointee.time_base,
            like: demuxer.stream)
    }

    /// Writes what sounds before `time`, from the clip's first picture on.
    func write(
        to muxer: ClipMuxer, until time: MediaTime, clipStart: MediaTime
    ) throws(VideoDecodingError) {
        while !isAtEnd {
            if !isLoaded {
                guard try demuxer.read(into: packet) else {
                    isAtEnd = true
                    return
                }
                isLoaded = true
            }
            guard let ticks = packet.presentationTicks ?? packet.decodingTicks else {
                isLoaded = false
                continue
            }
            let sounds = Double(ticks) * secondsPerTick - zeroSeconds
            if sounds >= time.seconds { return }
            isLoaded = false
            guard sounds >= clipStart.seconds else { continue }
            let origin = Int64(((zeroSeconds + clipStart.seconds) / secondsPerTick).rounded())
            let placed = max(ticks - origin, last.map { $0 + 1 } ?? 0)
            last = placed
            packet.pointer.pointee.pts = placed
            packet.pointer.pointee.dts = placed
            try muxer.write(
                packet, stream: output, timeBase: demuxer.stream.pointee.time_base)
        }
    }
}
