import CFFmpeg
import Footage

/// Converts pictures in pixel format and size, into one buffer that is used again.
///
/// Exact variants of the scaler's kernels are chosen, so that every processor gives the same
/// samples.
final class PictureScaler {
    let target: FrameBuffer
    private var scaler: OpaquePointer?
    private let path: String

    init(path: String) throws(VideoDecodingError) {
        self.path = path
        target = try FrameBuffer(path: path)
    }

    deinit { sws_freeContext(scaler) }

    /// Fills `target` from `source`.
    /// - Parameter toFullRange: luma 0…255 out, whatever range the source has.
    func scale(
        _ source: FrameBuffer, to size: FrameSize, format: AVPixelFormat, toFullRange: Bool = false
    ) throws(VideoDecodingError) {
        let name = PlanarFormat.name(source.format)
        LibraryLog.clear()
        scaler = sws_getCachedContext(
            scaler, Int32(source.size.width), Int32(source.size.height), source.format,
            Int32(size.width), Int32(size.height), format,
            SWS_AREA | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT, nil, nil, nil)
        guard let scaler else {
            throw .conversionFailed(format: name, reason: LibraryLog.reason(of: -22))
        }
        if toFullRange, source.pointer.pointee.color_range == AVCOL_RANGE_JPEG {
            let matrix = sws_getCoefficients(SWS_CS_DEFAULT)
            _ = sws_setColorspaceDetails(
                scaler, matrix, 1, matrix, 1, 0, 1 << 16, 1 << 16)
        }
        if target.size != size || target.format != format || target.pointer.pointee.buf.0 == nil {
            target.clear()
            target.pointer.pointee.width = Int32(size.width)
            target.pointer.pointee.height = Int32(size.height)
            target.pointer.pointee.format = format.rawValue
            guard av_frame_get_buffer(target.pointer, 0) >= 0 else {
                throw .outOfMemory(path: path)
            }
        }
        let code = sws_scale_frame(scaler, target.pointer, source.pointer)
        guard code >= 0 else {
            throw .conversionFailed(format: name, reason: LibraryLog.reason(of: code))
        }
    }
}
