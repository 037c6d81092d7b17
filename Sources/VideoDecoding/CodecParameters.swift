import CFFmpeg

/// A copy of a stream's codec parameters, from which any number of decoders are opened.
///
/// `@unchecked Sendable`: written only in `init`, read only afterwards.
final class CodecParameters: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVCodecParameters>

    init(
        copying source: UnsafePointer<AVCodecParameters>, _ path: String
    ) throws(VideoDecodingError) {
        guard let copy = avcodec_parameters_alloc() else { throw .outOfMemory(path: path) }
        pointer = copy
        guard avcodec_parameters_copy(copy, source) >= 0 else { throw .outOfMemory(path: path) }
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVCodecParameters>? = pointer
        avcodec_parameters_free(&pointer)
    }

    var codecID: AVCodecID { pointer.pointee.codec_id }
    var codecName: String { String(cString: avcodec_get_name(codecID)) }
}
