import CFFmpeg

/// Pixel formats with 8-bit planes, and which of them stands in for any other.
enum PlanarFormat {
    /// Formats whose planes are handed out without conversion.
    static let direct: [AVPixelFormat] = [
        AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUVJ422P,
        AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUV440P, AV_PIX_FMT_YUVJ440P,
        AV_PIX_FMT_YUV411P, AV_PIX_FMT_YUV410P, AV_PIX_FMT_GRAY8,
    ]

    /// The 8-bit planar format closest to `format`; colour that is not luma and chroma becomes
    /// 4:2:0.
    static func substitute(for format: AVPixelFormat) -> AVPixelFormat {
        guard let descriptor = av_pix_fmt_desc_get(format) else { return AV_PIX_FMT_YUV420P }
        let flags = descriptor.pointee.flags
        if flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0 {
            return AV_PIX_FMT_YUV420P
        }
        if descriptor.pointee.nb_components < 3 { return AV_PIX_FMT_GRAY8 }
        switch (descriptor.pointee.log2_chroma_w, descriptor.pointee.log2_chroma_h) {
        case (0, 0): return AV_PIX_FMT_YUV444P
        case (1, 0): return AV_PIX_FMT_YUV422P
        default: return AV_PIX_FMT_YUV420P
        }
    }

    static func name(_ format: AVPixelFormat) -> String {
        av_get_pix_fmt_name(format).map { String(cString: $0) } ?? "unknown"
    }
}
