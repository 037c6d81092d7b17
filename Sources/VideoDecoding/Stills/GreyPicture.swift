import CFFmpeg
public import Footage

/// Pictures of one component: masks, and what says where a mask counts.
public enum GreyPicture {
    /// The brightness of a picture file of any format that libavcodec reads.
    ///
    /// - Throws: `VideoDecodingError` when it is missing or cannot be decoded.
    public static func read(_ path: String) throws -> Plane {
        let reader = try PictureReader(index: RecordingIndex.build(.file(path: path)))
        // The samples are the reader's.
        defer { withExtendedLifetime(reader) {} }
        guard let frame = try reader.frame(at: .zero) else {
            throw VideoDecodingError.decoderFailed(
                path: path, reason: "there is no picture in it")
        }
        let luma = frame.view.luma
        let plane = Plane(size: luma.size)
        for y in 0..<luma.size.height {
            for x in 0..<luma.size.width {
                plane[x, y] = luma.base[y * luma.strideBytes + x]
            }
        }
        return plane
    }

    /// The bytes of a PNG file, 8 bits per sample.
    public static func png(_ plane: Plane) throws -> [UInt8] {
        guard let codec = avcodec_find_encoder(AV_CODEC_ID_PNG) else {
            throw VideoDecodingError.encoderNotAvailable(codec: "png")
        }
        let frame = try FrameBuffer(path: "mask")
        frame.pointer.pointee.width = Int32(plane.size.width)
        frame.pointer.pointee.height = Int32(plane.size.height)
        frame.pointer.pointee.format = AV_PIX_FMT_GRAY8.rawValue
        guard av_frame_get_buffer(frame.pointer, 0) >= 0,
            let rows = frame.pointer.pointee.data.0
        else { throw VideoDecodingError.outOfMemory(path: "mask") }
        let stride = Int(frame.pointer.pointee.linesize.0)
        for y in 0..<plane.size.height {
            for x in 0..<plane.size.width { rows[y * stride + x] = plane[x, y] }
        }
        var context: UnsafeMutablePointer<AVCodecContext>? = avcodec_alloc_context3(codec)
        defer { avcodec_free_context(&context) }
        guard let context else { throw VideoDecodingError.outOfMemory(path: "mask") }
        context.pointee.width = Int32(plane.size.width)
        context.pointee.height = Int32(plane.size.height)
        context.pointee.pix_fmt = AV_PIX_FMT_GRAY8
        context.pointee.time_base = AVRational(num: 1, den: 25)
        context.pointee.thread_count = 1
        LibraryLog.clear()
        var code = avcodec_open2(context, codec, nil)
        let packet = try Packet(path: "mask")
        if code >= 0 { code = avcodec_send_frame(context, frame.pointer) }
        if code >= 0 { code = avcodec_receive_packet(context, packet.pointer) }
        guard code >= 0, let data = packet.pointer.pointee.data else {
            throw VideoDecodingError.conversionFailed(
                format: "PNG", reason: LibraryLog.reason(of: code))
        }
        return Array(UnsafeBufferPointer(start: data, count: packet.sizeBytes))
    }
}
