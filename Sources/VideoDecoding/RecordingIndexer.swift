import CFFmpeg
import Footage

/// Builds a `RecordingIndex`: chooses the stream, passes over its packets, and judges its time
/// stamps.
enum RecordingIndexer {
    static func index(
        file path: String, shouldStop: @escaping @Sendable () -> Bool
    ) throws(VideoDecodingError) -> RecordingIndex {
        let file = try RegularFile(path: path)
        let demuxer = try ContainerDemuxer(path: path, shouldStop: shouldStop)
        var refusal = VideoDecodingError.noPackets(path: path)
        for (position, stream) in demuxer.videoStreams.enumerated() {
            if position > 0 { try demuxer.rewind() }
            demuxer.select(stream: stream)
            let parameters = try CodecParameters(copying: demuxer.stream.pointee.codecpar, path)
            guard avcodec_find_decoder(parameters.codecID) != nil else {
                refusal = .codecNotSupported(path: path, codec: parameters.codecName)
                continue
            }
            let (pass, rebuilt) = try judged(demuxer, parameters: parameters)
            guard !pass.groups.isEmpty else { continue }
            var findings = pass.findings
            let stated = StreamReading.statedDuration(demuxer.context, stream: demuxer.stream)
            findings += endFindings(
                demuxer, duration: pass.duration, stated: stated, sizeBytes: file.sizeBytes)
            return RecordingIndex(
                source: .file(path: path),
                info: StreamReading.info(demuxer.context, stream: demuxer.stream),
                groups: pass.groups, duration: pass.duration, statedDuration: stated,
                packetCount: pass.packetCount, keyPacketCount: pass.keyPacketCount,
                sizeBytes: file.sizeBytes,
                timestampsRebuilt: rebuilt, findings: findings,
                timing: pass.timing, parameters: parameters, streamIndex: stream, images: nil)
        }
        throw refusal
    }

    static func index(
        images: ImageSequence, source: RecordingSource,
        shouldStop: @escaping @Sendable () -> Bool
    ) throws(VideoDecodingError) -> RecordingIndex {
        let first = images.path(number: images.numbers[0])
        _ = try RegularFile(path: first)
        let demuxer = try ContainerDemuxer(path: first, shouldStop: shouldStop)
        let parameters = try CodecParameters(copying: demuxer.stream.pointee.codecpar, first)
        guard avcodec_find_decoder(parameters.codecID) != nil else {
            throw .codecNotSupported(path: first, codec: parameters.codecName)
        }
        var info = StreamReading.info(demuxer.context, stream: demuxer.stream)
        info.container = "image sequence"
        info.nominalFramesPerSecond = images.framesPerSecond
        info.creationTime = nil
        let rate = av_d2q(images.framesPerSecond, 1_000_000)
        var pass = IndexPass(
            timing: StreamTiming(
                mode: .presentation, tickNumerator: rate.den, tickDenominator: rate.num,
                intervalTicks: 1, zeroTicks: 0, reorderDepth: 0), parser: nil)
        let packet = try Packet(path: first)
        let reader = ImageSequenceReader(images, shouldStop: shouldStop)
        while try reader.read(into: packet) { pass.add(packet) }
        pass.finish()
        return RecordingIndex(
            source: source, info: info, groups: pass.groups, duration: pass.duration,
            statedDuration: nil, packetCount: pass.packetCount,
            keyPacketCount: pass.keyPacketCount,
            sizeBytes: pass.groups.reduce(0) { $0 + $1.bytes },
            timestampsRebuilt: nil, findings: images.findings, timing: pass.timing,
            parameters: parameters, streamIndex: 0, images: images)
    }

    /// Passes over the selected stream, and again with rebuilt times when its own are useless.
    private static func judged(
        _ demuxer: ContainerDemuxer, parameters: CodecParameters
    ) throws(VideoDecodingError) -> (IndexPass, rebuilt: String?) {
        let stream = demuxer.stream
        let withoutTimes = demuxer.isElementaryStream
        let rate =
            StreamReading.frameRate(stream, prefersStated: withoutTimes)
            ?? StreamTiming.fallbackFramesPerSecond
        let rateText = "\(Double(Int(rate * 1000)) / 1000) frames/s"
        func attempt(_ mode: StreamTiming.Mode) throws(VideoDecodingError) -> IndexPass {
            let parser =
                mode == .presentation ? nil : DisplayOrderParser(parameters: parameters)
            var pass = IndexPass(
                timing: StreamReading.timing(demuxer.stream, mode: mode, rate: rate),
                parser: parser)
            let packet = try Packet(path: demuxer.path)
            while try demuxer.read(into: packet) { pass.add(packet) }
            pass.finish()
            return pass
        }
        if let table = try PacketTable(demuxer) {
            var pass = IndexPass(
                timing: StreamReading.timing(stream, mode: .presentation, rate: rate), parser: nil)
            for facts in table { pass.add(facts, read: nil) }
            pass.finish()
            if pass.presentationFault == nil { return (pass, pass.jumps) }
            try demuxer.rewind()
        }
        if withoutTimes {
            return (
                try attempt(.constantRate), "the format has no time stamps: counted at \(rateText)"
            )
        }
        let first = try attempt(.presentation)
        guard let fault = first.presentationFault else { return (first, first.jumps) }
        let decodingTimesUsable = first.decodingTimesAreUsable
        try demuxer.rewind()
        if decodingTimesUsable {
            let second = try attempt(.decoding)
            return (second, "\(fault): taken from the decoding times")
        }
        return (try attempt(.constantRate), "\(fault): counted at \(rateText)")
    }

    /// What the end of the file tells.
    private static func endFindings(
        _ demuxer: ContainerDemuxer, duration: MediaTime, stated: MediaTime?, sizeBytes: Int64
    ) -> [String] {
        var findings: [String] = []
        if let stated, stated.seconds > duration.seconds + 2 {
            findings.append("its header promises \(stated), \(duration) is there")
        }
        if let reason = demuxer.endReason {
            findings.append("reading ended at byte \(demuxer.bytePosition): \(reason)")
        }
        if let now = try? RegularFile(path: demuxer.path) {
            if now.sizeBytes != sizeBytes {
                findings.append("its size changed while it was read")
            }
        } else {
            findings.append("it vanished while it was read")
        }
        return findings
    }
}

extension ImageSequence {
    /// Missing numbers, summed up.
    var findings: [String] {
        guard let first = numbers.first, let last = numbers.last else { return [] }
        let missing = last - first + 1 - numbers.count
        return missing > 0 ? ["\(missing) pictures are missing between \(first) and \(last)"] : []
    }
}
