import CFFmpeg
import Footage
import Foundation

/// Writes a fragmented MP4 file that can be played, and served, while it grows: a head, and then one
/// piece after the other that stands for itself.
///
/// What is on disk always ends with a whole fragment, as far as the disk allows: what was written of
/// a fragment that did not fit is cut off again. One thread at a time.
final class FragmentedMovie {
    let path: String
    private let context: UnsafeMutablePointer<AVFormatContext>
    private let output: FileOutput
    /// Bytes up to the end of the last whole fragment.
    private(set) var wholeBytes: Int64 = 0
    private(set) var fragments = 0
    /// The fragment that grows in memory holds something.
    private(set) var hasPackets = false

    /// Nothing is on disk yet.
    init(
        path: String, parameters: CodecParameters, timeBase: AVRational, like info: StreamInfo,
        startWall: WallTime
    ) throws(VideoDecodingError) {
        LibraryLog.install()
        LibraryLog.clear()
        self.path = path
        output = FileOutput(path: path)
        var context: UnsafeMutablePointer<AVFormatContext>?
        let code = avformat_alloc_output_context2(&context, nil, "mp4", nil)
        guard code >= 0, let context else { throw PendingFile.error(library: code, path: path) }
        self.context = context
        guard
            avformat_query_codec(
                context.pointee.oformat, parameters.codecID, FF_COMPLIANCE_NORMAL) == 1
        else {
            throw .cannotWrite(path: path, reason: "MP4 does not hold \(parameters.codecName)")
        }
        context.pointee.flags |= AVFMT_FLAG_BITEXACT
        guard let stream = avformat_new_stream(context, nil) else { throw .outOfMemory(path: path) }
        try check(avcodec_parameters_copy(stream.pointee.codecpar, parameters.pointer))
        // The names under which browsers know the codecs.
        stream.pointee.codecpar.pointee.codec_tag =
            parameters.codecID == AV_CODEC_ID_HEVC ? Self.tag("hvc1") : 0
        stream.pointee.time_base = timeBase
        stream.pointee.sample_aspect_ratio = AVRational(
            num: Int32(clamping: info.sampleAspect.numerator),
            den: Int32(clamping: info.sampleAspect.denominator))
        av_dict_set(&context.pointee.metadata, "creation_time", Self.text(startWall), 0)
    }

    deinit { avformat_free_context(context) }

    /// ISO 8601, as the library reads it.
    private static func text(_ wall: WallTime) -> String {
        Date(timeIntervalSince1970: Double(wall.microsecondsUTC) / 1_000_000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private static func tag(_ name: String) -> UInt32 {
        name.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Opens the file and writes the head.
    func begin() throws(VideoDecodingError) {
        try output.open()
        context.pointee.pb = output.context
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(
            &options, "movflags",
            "frag_custom+empty_moov+default_base_moof+negative_cts_offsets", 0)
        try check(avformat_write_header(context, &options))
        try flush()
    }

    /// The time base that the container settled on.
    var timeBase: AVRational {
        context.pointee.streams[0]?.pointee.time_base ?? AVRational(num: 1, den: 1)
    }

    /// Adds a packet, with times in `timeBase`, to the fragment that grows in memory.
    func add(_ packet: Packet) throws(VideoDecodingError) {
        packet.pointer.pointee.stream_index = 0
        packet.pointer.pointee.pos = -1
        LibraryLog.clear()
        try check(av_write_frame(context, packet.pointer))
        hasPackets = true
    }

    /// Puts the fragment on disk.
    func endFragment() throws(VideoDecodingError) {
        LibraryLog.clear()
        try check(av_write_frame(context, nil))
        try flush()
        hasPackets = false
        fragments += 1
    }

    /// Writes the last fragment and the table of all of them, and closes the file.
    func end() throws(VideoDecodingError) {
        LibraryLog.clear()
        try check(av_write_trailer(context))
        try flush()
        fragments += 1
        try output.close()
    }

    /// Closes the file without more writing, and takes it away when no picture is in it.
    /// - Returns: whether a file is left.
    func abandon(keepingFile: Bool) -> Bool {
        output.abandon(keepingBytes: keepingFile && fragments > 0 ? wholeBytes : nil)
    }

    private func flush() throws(VideoDecodingError) {
        avio_flush(context.pointee.pb)
        if let error = output.error { throw error }
        try check(context.pointee.pb.map { $0.pointee.error } ?? 0)
        wholeBytes = output.writtenBytes
    }

    private func check(_ code: Int32) throws(VideoDecodingError) {
        if let error = output.error { throw error }
        guard code >= 0 else { throw PendingFile.error(library: code, path: path) }
    }
}
