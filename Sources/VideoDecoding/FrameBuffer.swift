import CFFmpeg
import Footage

/// One `AVFrame`: a counted reference to a decoded picture.
final class FrameBuffer {
    let pointer: UnsafeMutablePointer<AVFrame>

    init(path: String) throws(VideoDecodingError) {
        guard let frame = av_frame_alloc() else { throw .outOfMemory(path: path) }
        pointer = frame
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&pointer)
    }

    func clear() { av_frame_unref(pointer) }

    /// Makes this refer to the same picture as `other`; no samples are copied.
    func refer(to other: FrameBuffer, path: String) throws(VideoDecodingError) {
        clear()
        guard av_frame_ref(pointer, other.pointer) >= 0 else { throw .outOfMemory(path: path) }
    }

    /// The packet from which the picture came; `nil` when the decoder lost track.
    var ordinal: Int? {
        let value = pointer.pointee.pts
        if value != cff_no_timestamp { return Int(value) }
        let fallback = pointer.pointee.pkt_dts
        return fallback != cff_no_timestamp ? Int(fallback) : nil
    }

    var size: FrameSize {
        FrameSize(width: Int(pointer.pointee.width), height: Int(pointer.pointee.height))
    }
    var format: AVPixelFormat { AVPixelFormat(rawValue: pointer.pointee.format) }
    var isKey: Bool { pointer.pointee.key_frame != 0 }
    var isInterlaced: Bool { pointer.pointee.interlaced_frame != 0 }
    var isDamaged: Bool {
        pointer.pointee.decode_error_flags != 0
            || pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
    }

    /// Whether the samples can be seen as they are: 8 bit, one plane per component.
    var isPlanar8: Bool { PlanarFormat.direct.contains(format) }

    /// The planes; only for planar 8-bit formats.
    var view: PictureView? {
        guard isPlanar8, let descriptor = av_pix_fmt_desc_get(format),
            let luma = samples(plane: 0, size: size)
        else { return nil }
        guard descriptor.pointee.nb_components >= 3 else {
            return PictureView(luma: luma)
        }
        let shiftX = Int(descriptor.pointee.log2_chroma_w)
        let shiftY = Int(descriptor.pointee.log2_chroma_h)
        let chroma = FrameSize(
            width: -(-size.width >> shiftX), height: -(-size.height >> shiftY))
        return PictureView(
            luma: luma, cb: samples(plane: 1, size: chroma), cr: samples(plane: 2, size: chroma),
            chromaShiftX: shiftX, chromaShiftY: shiftY)
    }

    private func samples(plane: Int, size: FrameSize) -> PictureView.Samples? {
        let (base, stride) =
            switch plane {
            case 0: (pointer.pointee.data.0, pointer.pointee.linesize.0)
            case 1: (pointer.pointee.data.1, pointer.pointee.linesize.1)
            default: (pointer.pointee.data.2, pointer.pointee.linesize.2)
            }
        guard let base, size.pixelCount > 0 else { return nil }
        return PictureView.Samples(base: base, strideBytes: Int(stride), size: size)
    }
}
