import CFFmpeg
import Footage

/// Makes of decoded pictures what a viewer sees: upright, square pixels, without the comb of
/// interlacing, 8 bit, 4:2:0, in memory that may be painted on.
///
/// One thread at a time.
final class DisplayPicture {
    /// Even sides.
    let size: FrameSize
    private let stored: FrameSize
    private let orientation: Orientation
    private let format: AVPixelFormat
    private let scaler: PictureScaler

    /// - Parameters:
    ///   - maximumWidth: of the result; never enlarged. `nil` keeps the recording's.
    ///   - isJPEG: full range, as JPEG files are; otherwise as video is.
    init(
        info: StreamInfo, maximumWidth: Int?, isJPEG: Bool
    ) throws(VideoDecodingError) {
        stored = ThumbnailSize.stored(
            picture: info.storedSize, maximumWidth: max(16, maximumWidth ?? 8192),
            orientation: info.orientation, sampleAspect: info.sampleAspect)
        orientation = info.orientation
        size = orientation.displayed(stored)
        format = isJPEG ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P
        scaler = try PictureScaler(path: "picture")
    }

    /// The picture to be shown; valid until the next call.
    func make(from frame: FrameBuffer) throws(VideoDecodingError) -> FrameBuffer {
        guard !frame.size.isEmpty else { throw .outOfMemory(path: "picture") }
        let source = frame.isInterlaced ? try frame.topField() : frame
        // The encoder may still hold what was made before.
        if av_frame_is_writable(scaler.target.pointer) == 0 { scaler.target.clear() }
        try scaler.scale(
            source, to: stored, format: format, toFullRange: format == AV_PIX_FMT_YUVJ420P)
        return try scaler.target.turned(orientation)
    }
}
