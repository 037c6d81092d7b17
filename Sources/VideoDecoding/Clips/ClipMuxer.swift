import CFFmpeg
import Footage

/// Writes packets to a container file, which appears whole or not at all.
///
/// One thread at a time.
final class ClipMuxer {
    let format: ClipFormat
    private let file: PendingFile
    private let context: UnsafeMutablePointer<AVFormatContext>
    private var isOpen = false

    init(path: String, format: ClipFormat) throws(VideoDecodingError) {
        LibraryLog.install()
        LibraryLog.clear()
        self.format = format
        file = try PendingFile(path: path)
        var output: UnsafeMutablePointer<AVFormatContext>?
        let code = avformat_alloc_output_context2(&output, nil, format.muxer, file.writingPath)
        guard code >= 0, let output else { throw PendingFile.error(library: code, path: path) }
        context = output
        context.pointee.flags |= AVFMT_FLAG_BITEXACT
    }

    deinit {
        if isOpen { avio_closep(&context.pointee.pb) }
        avformat_free_context(context)
    }

    /// Adds a stream of a codec that is copied.
    /// - Parameter source: the recording's stream, if it has one: how its picture is turned.
    /// - Returns: its number.
    func addStream(
        _ parameters: UnsafePointer<AVCodecParameters>, timeBase: AVRational,
        like source: UnsafeMutablePointer<AVStream>?
    ) throws(VideoDecodingError) -> Int32 {
        guard let stream = avformat_new_stream(context, nil) else {
            throw .outOfMemory(path: file.path)
        }
        try check(avcodec_parameters_copy(stream.pointee.codecpar, parameters))
        stream.pointee.codecpar.pointee.codec_tag = tag(for: parameters.pointee)
        stream.pointee.time_base = timeBase
        if let source {
            stream.pointee.avg_frame_rate = source.pointee.avg_frame_rate
            stream.pointee.sample_aspect_ratio = source.pointee.sample_aspect_ratio
            try copySideData(from: source, to: stream)
        }
        return stream.pointee.index
    }

    /// Whether the container holds the codec.
    func accepts(_ codec: AVCodecID) -> Bool {
        avformat_query_codec(context.pointee.oformat, codec, FF_COMPLIANCE_NORMAL) != 0
    }

    /// Adds a stream as an encoder makes it.
    func addStream(
        of encoder: UnsafeMutablePointer<AVCodecContext>
    ) throws(VideoDecodingError) -> Int32 {
        guard let stream = avformat_new_stream(context, nil) else {
            throw .outOfMemory(path: file.path)
        }
        try check(avcodec_parameters_from_context(stream.pointee.codecpar, encoder))
        stream.pointee.time_base = encoder.pointee.time_base
        stream.pointee.avg_frame_rate = encoder.pointee.framerate
        return stream.pointee.index
    }

    var wantsGlobalHeader: Bool {
        context.pointee.oformat.map { $0.pointee.flags & AVFMT_GLOBALHEADER != 0 } ?? false
    }

    /// The name under which players know the codec: browsers play HEVC in MP4 only as `hvc1`.
    private func tag(for parameters: AVCodecParameters) -> UInt32 {
        if format == .mp4, parameters.codec_id == AV_CODEC_ID_HEVC {
            return "hvc1".utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        guard let output = context.pointee.oformat?.pointee, let tags = output.codec_tag else {
            return 0
        }
        let isKnown = av_codec_get_id(tags, parameters.codec_tag) == parameters.codec_id
        return isKnown ? parameters.codec_tag : 0
    }

    /// How the picture is to be turned, and the like.
    private func copySideData(
        from source: UnsafeMutablePointer<AVStream>, to target: UnsafeMutablePointer<AVStream>
    ) throws(VideoDecodingError) {
        for number in 0..<Int(source.pointee.nb_side_data) {
            let item = source.pointee.side_data[number]
            guard let bytes = item.data,
                let copy = av_stream_new_side_data(target, item.type, item.size)
            else { throw .outOfMemory(path: file.path) }
            copy.update(from: bytes, count: item.size)
        }
    }

    /// Opens the file and writes the header; all streams are there by now.
    func begin() throws(VideoDecodingError) {
        try check(
            avio_open(&context.pointee.pb, "file:" + file.writingPath, AVIO_FLAG_WRITE))
        isOpen = true
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        if format == .mp4 { av_dict_set(&options, "movflags", "+faststart", 0) }
        try check(avformat_write_header(context, &options))
    }

    /// The time base that the container settled on.
    func timeBase(of stream: Int32) -> AVRational {
        context.pointee.streams[Int(stream)]?.pointee.time_base ?? AVRational(num: 1, den: 1)
    }

    /// Writes one packet, whose times are in `timeBase`, and leaves it empty.
    func write(_ packet: Packet, stream: Int32, timeBase: AVRational) throws(VideoDecodingError) {
        packet.pointer.pointee.stream_index = stream
        packet.pointer.pointee.pos = -1
        av_packet_rescale_ts(packet.pointer, timeBase, self.timeBase(of: stream))
        LibraryLog.clear()
        try check(av_interleaved_write_frame(context, packet.pointer))
    }

    /// Ends the container.
    func end() throws(VideoDecodingError) {
        LibraryLog.clear()
        try check(av_write_trailer(context))
        try check(context.pointee.pb.map { $0.pointee.error } ?? 0)
        isOpen = false
        try check(avio_closep(&context.pointee.pb))
    }

    /// Where the finished file can be read before it has its name.
    var readingPath: String { file.writingPath }
    var sizeBytes: Int64 { file.sizeBytes }

    /// Gives the file its name. After `end()`.
    func commit() throws(VideoDecodingError) { try file.commit() }

    private func check(_ code: Int32) throws(VideoDecodingError) {
        guard code >= 0 else { throw PendingFile.error(library: code, path: file.path) }
    }
}
