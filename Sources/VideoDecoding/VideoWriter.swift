import CFFmpeg
public import Footage

/// Writes pictures to a video file; the container follows from the name's ending.
///
/// Used by one thread. Not finished, the file is not complete.
public final class VideoWriter {
    private let path: String
    private let size: FrameSize
    private let container: UnsafeMutablePointer<AVFormatContext>
    private let encoder: UnsafeMutablePointer<AVCodecContext>
    private let stream: UnsafeMutablePointer<AVStream>
    private let frame: FrameBuffer
    private let packet: Packet
    private var lastTicks: Int64 = -1
    private var isFinished = false

    /// Opens the file and writes its header.
    ///
    /// - Parameters:
    ///   - framesPerSecond: the nominal rate; frames keep the times given to `append`.
    ///   - codec: libavcodec's name of an encoder: `libx264`, `libx265`, `mjpeg`, `mpeg4` …
    ///   - options: encoder options, for example `["crf": "23", "g": "50", "bf": "2"]`. One
    ///     thread unless `threads` says otherwise, so that a file comes out the same again (as
    ///     long as no other writer is at work: encoders share tables that they set up as they go).
    public init(
        path: String, size: FrameSize, framesPerSecond: Double = 25, codec: String = "libx264",
        options: [String: String] = [:]
    ) throws(VideoDecodingError) {
        LibraryLog.install()
        LibraryLog.clear()
        self.path = path
        self.size = size
        frame = try FrameBuffer(path: path)
        packet = try Packet(path: path)
        guard let format = avcodec_find_encoder_by_name(codec) else {
            throw .encoderNotAvailable(codec: codec)
        }
        var output: UnsafeMutablePointer<AVFormatContext>?
        let code = avformat_alloc_output_context2(&output, nil, nil, path)
        guard code >= 0, let output else {
            throw .cannotWrite(path: path, reason: LibraryLog.reason(of: code))
        }
        container = output
        guard let encoder = avcodec_alloc_context3(format),
            let stream = avformat_new_stream(output, nil)
        else { throw .outOfMemory(path: path) }
        self.encoder = encoder
        self.stream = stream
        try configure(framesPerSecond: framesPerSecond, format: format)
        try open(format: format, options: options)
    }

    deinit {
        if !isFinished { avio_closep(&container.pointee.pb) }
        var encoder: UnsafeMutablePointer<AVCodecContext>? = encoder
        avcodec_free_context(&encoder)
        avformat_free_context(container)
    }

    private func configure(
        framesPerSecond: Double, format: UnsafePointer<AVCodec>
    ) throws(VideoDecodingError) {
        guard framesPerSecond.isFinite, framesPerSecond >= 0.01, framesPerSecond <= 1000 else {
            throw .cannotWrite(path: path, reason: "\(framesPerSecond) is not a frame rate")
        }
        encoder.pointee.width = Int32(size.width)
        encoder.pointee.height = Int32(size.height)
        encoder.pointee.pix_fmt =
            format.pointee.id == AV_CODEC_ID_MJPEG ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P
        encoder.pointee.framerate = av_d2q(framesPerSecond, 1_000_000)
        encoder.pointee.time_base = timeBase(framesPerSecond, codec: format.pointee.id)
        encoder.pointee.thread_count = 1
        encoder.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        container.pointee.flags |= AVFMT_FLAG_BITEXACT
        if let muxer = container.pointee.oformat, muxer.pointee.flags & AVFMT_GLOBALHEADER != 0 {
            encoder.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        }
    }

    /// Fine enough for any frame time; MPEG-4's field holds 16 bits, and AVI counts frames.
    private func timeBase(_ framesPerSecond: Double, codec: AVCodecID) -> AVRational {
        let name = container.pointee.oformat.map { String(cString: $0.pointee.name) } ?? ""
        if name == "avi" || [AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MPEG2VIDEO].contains(codec) {
            return av_inv_q(av_d2q(framesPerSecond, 1_000_000))
        }
        return AVRational(num: 1, den: codec == AV_CODEC_ID_MPEG4 ? 30_000 : 90_000)
    }

    private func open(
        format: UnsafePointer<AVCodec>, options: [String: String]
    ) throws(VideoDecodingError) {
        var dictionary: OpaquePointer?
        defer { av_dict_free(&dictionary) }
        for (key, value) in options.sorted(by: { $0.key < $1.key }) {
            av_dict_set(&dictionary, key, value, 0)
        }
        try check(avcodec_open2(encoder, format, &dictionary))
        if let unknown = av_dict_get(dictionary, "", nil, AV_DICT_IGNORE_SUFFIX) {
            let name = String(cString: unknown.pointee.key)
            throw .cannotWrite(path: path, reason: "the encoder has no option \(name)")
        }
        try check(avcodec_parameters_from_context(stream.pointee.codecpar, encoder))
        stream.pointee.time_base = encoder.pointee.time_base
        stream.pointee.avg_frame_rate = encoder.pointee.framerate
        try check(avio_open(&container.pointee.pb, "file:" + path, AVIO_FLAG_WRITE))
        try check(avformat_write_header(container, nil))
    }

    /// Encodes one picture.
    /// - Parameter time: later than the one before.
    public func append(
        _ picture: PlanarPicture, at time: MediaTime
    ) throws(VideoDecodingError) {
        guard !isFinished, picture.size == size else {
            throw .cannotWrite(path: path, reason: "a picture of \(picture.size) does not fit")
        }
        let ticks = av_rescale_q(
            time.microseconds, AVRational(num: 1, den: 1_000_000), encoder.pointee.time_base)
        guard ticks > lastTicks else {
            throw .cannotWrite(path: path, reason: "\(time) is not after the picture before")
        }
        lastTicks = ticks
        frame.clear()
        frame.pointer.pointee.width = Int32(size.width)
        frame.pointer.pointee.height = Int32(size.height)
        frame.pointer.pointee.format = encoder.pointee.pix_fmt.rawValue
        try check(av_frame_get_buffer(frame.pointer, 0))
        let pixels = frame.pointer.pointee
        copy(picture.luma, to: pixels.data.0, strideBytes: Int(pixels.linesize.0))
        let chroma = FrameSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
        let grey = picture.cb == nil || picture.cr == nil
        let neutral = grey ? Plane(size: chroma, filledWith: 128) : nil
        if let cb = neutral ?? picture.cb, let cr = neutral ?? picture.cr {
            copy(cb, to: pixels.data.1, strideBytes: Int(pixels.linesize.1))
            copy(cr, to: pixels.data.2, strideBytes: Int(pixels.linesize.2))
        }
        frame.pointer.pointee.pts = ticks
        try check(avcodec_send_frame(encoder, frame.pointer))
        try writePackets()
    }

    private func copy(_ plane: Plane, to target: UnsafeMutablePointer<UInt8>?, strideBytes: Int) {
        guard let target, let source = plane.bytes.baseAddress else { return }
        for row in 0..<plane.size.height {
            (target + row * strideBytes).update(
                from: source + row * plane.size.width, count: plane.size.width)
        }
    }

    /// Writes what the encoder still holds, and the container's end.
    public func finish() throws(VideoDecodingError) {
        guard !isFinished else { return }
        try check(avcodec_send_frame(encoder, nil))
        try writePackets()
        try check(av_write_trailer(container))
        isFinished = true
        try check(avio_closep(&container.pointee.pb))
    }

    private func writePackets() throws(VideoDecodingError) {
        while true {
            packet.clear()
            let code = avcodec_receive_packet(encoder, packet.pointer)
            if code == cff_error_again || code == cff_error_end_of_file { return }
            try check(code)
            packet.pointer.pointee.stream_index = stream.pointee.index
            av_packet_rescale_ts(
                packet.pointer, encoder.pointee.time_base, stream.pointee.time_base)
            try check(av_interleaved_write_frame(container, packet.pointer))
        }
    }

    private func check(_ code: Int32) throws(VideoDecodingError) {
        guard code >= 0 else {
            throw .cannotWrite(path: path, reason: LibraryLog.reason(of: code))
        }
    }
}
