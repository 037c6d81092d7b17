import CFFmpeg
public import Footage

/// A decoded picture that is kept: a counted reference to the decoder's memory.
///
/// Keep few: each holds a full picture, and its decoder needs another in its place.
///
/// `@unchecked Sendable`: the samples are only read from `init` on, and libavutil counts
/// references atomically.
public final class HeldPicture: @unchecked Sendable {
    let frame: FrameBuffer?

    init(_ other: FrameBuffer) {
        frame = try? FrameBuffer(path: "")
        try? frame?.refer(to: other, path: "")
    }

    /// Size of the stored picture.
    public var size: FrameSize { frame?.size ?? FrameSize(width: 0, height: 0) }

    /// The picture as a viewer sees it, as JPEG: upright, square pixels, without the comb of
    /// interlacing, full range.
    ///
    /// - Parameters:
    ///   - maximumWidth: width of the result at most, in pixels after turning; never enlarged.
    ///   - orientation: the recording's, from `StreamInfo`.
    ///   - sampleAspect: the recording's, from `StreamInfo`.
    public func jpeg(
        maximumWidth: Int = 640, orientation: Orientation = .upright,
        sampleAspect: PixelAspect = .square
    ) throws(VideoDecodingError) -> [UInt8] {
        guard let frame, !frame.size.isEmpty else { throw .outOfMemory(path: "thumbnail") }
        let source = frame.isInterlaced ? try frame.topField() : frame
        let stored = ThumbnailSize.stored(
            picture: frame.size, maximumWidth: max(16, maximumWidth), orientation: orientation,
            sampleAspect: sampleAspect)
        let scaler = try PictureScaler(path: "thumbnail")
        try scaler.scale(source, to: stored, format: AV_PIX_FMT_YUVJ420P, toFullRange: true)
        let upright = try scaler.target.turned(orientation)
        return try JPEGEncoder.encode(upright)
    }
}

extension FrameSize {
    var isEmpty: Bool { width <= 0 || height <= 0 }
}
