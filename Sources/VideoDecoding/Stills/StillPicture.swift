import CFFmpeg
public import Footage

/// One picture of a recording as a JPEG file: upright, square pixels, full range.
public enum StillPicture {
    /// A picture, and its size.
    public struct Encoded: Sendable {
        public let jpeg: [UInt8]
        public let size: FrameSize
    }

    /// A decoded frame as JPEG.
    ///
    /// - Parameters:
    ///   - maximumWidth: of the result, never enlarged; `nil` keeps the recording's.
    ///   - paint: may paint on the picture before it is encoded.
    public static func jpeg(
        _ frame: DecodedFrame, info: StreamInfo, maximumWidth: Int? = nil,
        paint: ((FramePainter) -> Void)? = nil
    ) throws(VideoDecodingError) -> Encoded {
        try encoded(frame.frame, frame.time, info, maximumWidth, paint)
    }

    /// A JPEG file painted on: decoded, painted, encoded again. Without `paint` it is only scaled.
    ///
    /// - Parameter time: what `FramePainter.time` says.
    /// - Throws: `.notVideo` when the bytes are no JPEG picture.
    public static func jpeg(
        painting jpeg: [UInt8], time: MediaTime, maximumWidth: Int? = nil,
        paint: ((FramePainter) -> Void)?
    ) throws(VideoDecodingError) -> Encoded {
        let frame = try JPEGDecoder.decode(jpeg)
        let info = StreamInfo(
            container: "image", codec: "mjpeg", storedSize: frame.size, sampleAspect: .square,
            orientation: .upright, isInterlaced: false, pixelFormat: "yuvj420p",
            nominalFramesPerSecond: nil, creationTime: nil)
        return try encoded(frame, time, info, maximumWidth, paint)
    }

    private static func encoded(
        _ frame: FrameBuffer, _ time: MediaTime, _ info: StreamInfo, _ maximumWidth: Int?,
        _ paint: ((FramePainter) -> Void)?
    ) throws(VideoDecodingError) -> Encoded {
        let display = try DisplayPicture(info: info, maximumWidth: maximumWidth, isJPEG: true)
        let picture = try display.make(from: frame)
        if let paint {
            guard let painter = FramePainter(picture, time: time, isFullRange: true) else {
                throw .conversionFailed(format: "JPEG", reason: "no planes to paint on")
            }
            paint(painter)
        }
        return Encoded(jpeg: try JPEGEncoder.encode(picture), size: display.size)
    }
}

/// Decodes one JPEG picture.
enum JPEGDecoder {
    static func decode(_ bytes: [UInt8]) throws(VideoDecodingError) -> FrameBuffer {
        LibraryLog.install()
        LibraryLog.clear()
        guard let codec = avcodec_find_decoder(AV_CODEC_ID_MJPEG) else {
            throw .codecNotSupported(path: "picture", codec: "mjpeg")
        }
        var context: UnsafeMutablePointer<AVCodecContext>? = avcodec_alloc_context3(codec)
        defer { avcodec_free_context(&context) }
        guard let context else { throw .outOfMemory(path: "picture") }
        context.pointee.thread_count = 1
        context.pointee.max_pixels = PictureDecoder.maximumPixels
        context.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        let packet = try Packet(path: "picture")
        guard bytes.count < 1 << 28, avcodec_open2(context, codec, nil) >= 0,
            av_new_packet(packet.pointer, Int32(bytes.count)) >= 0
        else { throw .outOfMemory(path: "picture") }
        packet.pointer.pointee.data?.update(from: bytes, count: bytes.count)
        let frame = try FrameBuffer(path: "picture")
        var code = avcodec_send_packet(context, packet.pointer)
        if code >= 0 { code = avcodec_receive_frame(context, frame.pointer) }
        guard code >= 0 else {
            throw .notVideo(path: "picture", reason: LibraryLog.reason(of: code))
        }
        return frame
    }
}
