import CFFmpeg

/// Encodes one full-range 4:2:0 picture as a JPEG file.
enum JPEGEncoder {
    /// Quantiser scale, 2 (best) … 31: about quality 85 in other programs' terms.
    private static let quantiser: Int32 = 4

    static func encode(_ frame: FrameBuffer) throws(VideoDecodingError) -> [UInt8] {
        guard let codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG) else {
            throw .encoderNotAvailable(codec: "mjpeg")
        }
        var context: UnsafeMutablePointer<AVCodecContext>? = avcodec_alloc_context3(codec)
        defer { avcodec_free_context(&context) }
        guard let context else { throw .outOfMemory(path: "thumbnail") }
        context.pointee.width = Int32(frame.size.width)
        context.pointee.height = Int32(frame.size.height)
        context.pointee.pix_fmt = AV_PIX_FMT_YUVJ420P
        context.pointee.color_range = AVCOL_RANGE_JPEG
        context.pointee.time_base = AVRational(num: 1, den: 25)
        context.pointee.thread_count = 1
        context.pointee.flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT
        context.pointee.global_quality = FF_QP2LAMBDA * quantiser
        LibraryLog.clear()
        var code = avcodec_open2(context, codec, nil)
        guard code >= 0 else {
            throw .conversionFailed(format: "JPEG", reason: LibraryLog.reason(of: code))
        }
        let packet = try Packet(path: "thumbnail")
        frame.pointer.pointee.pts = 0
        frame.pointer.pointee.quality = context.pointee.global_quality
        frame.pointer.pointee.color_range = AVCOL_RANGE_JPEG
        frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
        code = avcodec_send_frame(context, frame.pointer)
        if code >= 0 { code = avcodec_receive_packet(context, packet.pointer) }
        guard code >= 0, let data = packet.pointer.pointee.data else {
            throw .conversionFailed(format: "JPEG", reason: LibraryLog.reason(of: code))
        }
        return Array(UnsafeBufferPointer(start: data, count: packet.sizeBytes))
    }
}
