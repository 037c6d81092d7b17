import CFFmpeg
import Footage
import Foundation

/// How carefully a clip is encoded.
public enum ClipQuality: Sendable, Hashable {
    /// For looking at: fast.
    case viewing
    /// For keeping: nothing visible is lost.
    case evidence
}

/// Encodes pictures into an MP4 file, which appears whole or not at all.
///
/// One thread at a time.
final class ClipEncoder {
    /// libavcodec's name of the encoder, and of its codec.
    let encoderName: String
    let codecName: String
    private let path: String
    private let muxer: ClipMuxer
    private let context: UnsafeMutablePointer<AVCodecContext>
    private let packet: Packet
    private let stream: Int32
    private var lastTicks: Int64 = -1
    private(set) var frames = 0

    /// What browsers play, best first; the last is for players alone.
    private static let encoders = ["libx264", "libopenh264", "libvpx-vp9", "mpeg4"]

    /// - Parameter first: a picture like those to come: its size and colour.
    init(
        path: String, like first: FrameBuffer, framesPerSecond: Double, quality: ClipQuality
    ) throws(VideoDecodingError) {
        self.path = path
        muxer = try ClipMuxer(path: path, format: .mp4)
        packet = try Packet(path: path)
        var opened: UnsafeMutablePointer<AVCodecContext>?
        var reason = "none is installed"
        for name in Self.encoders {
            guard let codec = avcodec_find_encoder_by_name(name) else { continue }
            guard let fresh = avcodec_alloc_context3(codec) else { throw .outOfMemory(path: path) }
            Self.configure(
                fresh, name: name, like: first, framesPerSecond: framesPerSecond,
                globalHeader: muxer.wantsGlobalHeader)
            var options = Self.options(name, quality)
            LibraryLog.clear()
            let code = avcodec_open2(fresh, codec, &options)
            av_dict_free(&options)
            if code >= 0 {
                opened = fresh
                break
            }
            reason = "\(name): \(LibraryLog.reason(of: code))"
            var failed: UnsafeMutablePointer<AVCodecContext>? = fresh
            avcodec_free_context(&failed)
        }
        guard let opened, let codec = opened.pointee.codec else {
            throw .encoderNotAvailable(codec: "libx264 (\(reason))")
        }
        context = opened
        encoderName = String(cString: codec.pointee.name)
        codecName = String(cString: avcodec_get_name(codec.pointee.id))
        do throws(VideoDecodingError) {
            stream = try muxer.addStream(of: opened)
            try muxer.begin()
        } catch {
            var failed: UnsafeMutablePointer<AVCodecContext>? = opened
            avcodec_free_context(&failed)
            throw error
        }
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    private static func configure(
        _ context: UnsafeMutablePointer<AVCodecContext>, name: String, like first: FrameBuffer,
        framesPerSecond: Double, globalHeader: Bool
    ) {
        context.pointee.width = Int32(first.size.width)
        context.pointee.height = Int32(first.size.height)
        context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
        context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        context.pointee.framerate = av_d2q(min(max(framesPerSecond, 0.1), 240), 100_000)
        context.pointee.time_base = AVRational(num: 1, den: name == "mpeg4" ? 30_000 : 90_000)
        context.pointee.color_range = first.pointer.pointee.color_range
        context.pointee.colorspace = first.pointer.pointee.colorspace
        context.pointee.color_primaries = first.pointer.pointee.color_primaries
        context.pointee.color_trc = first.pointer.pointee.color_trc
        context.pointee.gop_size = 50
        context.pointee.thread_count = Int32(min(4, ProcessInfo.processInfo.activeProcessorCount))
        context.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        if globalHeader { context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER }
    }

    private static func options(_ name: String, _ quality: ClipQuality) -> OpaquePointer? {
        let isViewing = quality == .viewing
        let options =
            switch name {
            case "libx264":
                [
                    "preset": isViewing ? "veryfast" : "medium", "crf": isViewing ? "24" : "17",
                    // A table of what is to come costs memory for nothing in short clips.
                    "rc-lookahead": "10",
                ]
            case "libvpx-vp9":
                ["deadline": "realtime", "cpu-used": "6", "crf": isViewing ? "34" : "20", "b": "0"]
            default: ["b": isViewing ? "2000000" : "12000000"]
            }
        var dictionary: OpaquePointer?
        for (key, value) in options { av_dict_set(&dictionary, key, value, 0) }
        return dictionary
    }

    /// Encodes a picture. One whose time is not after the one before is left out.
    func append(_ picture: FrameBuffer, at time: MediaTime) throws(VideoDecodingError) {
        let ticks = av_rescale_q(
            time.microseconds, AVRational(num: 1, den: 1_000_000), context.pointee.time_base)
        guard ticks > lastTicks else { return }
        lastTicks = ticks
        picture.pointer.pointee.pts = ticks
        picture.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
        frames += 1
        LibraryLog.clear()
        try check(avcodec_send_frame(context, picture.pointer))
        try writePackets()
    }

    /// Ends the clip and gives it its name.
    /// - Returns: its size in bytes.
    func finish() throws(VideoDecodingError) -> Int64 {
        try check(avcodec_send_frame(context, nil))
        try writePackets()
        try muxer.end()
        let bytes = muxer.sizeBytes
        try muxer.commit()
        return bytes
    }

    private func writePackets() throws(VideoDecodingError) {
        while true {
            packet.clear()
            let code = avcodec_receive_packet(context, packet.pointer)
            if code == cff_error_again || code == cff_error_end_of_file { return }
            try check(code)
            try muxer.write(packet, stream: stream, timeBase: context.pointee.time_base)
        }
    }

    private func check(_ code: Int32) throws(VideoDecodingError) {
        guard code >= 0 else { throw PendingFile.error(library: code, path: path) }
    }
}
