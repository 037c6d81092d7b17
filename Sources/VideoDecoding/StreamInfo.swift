public import Footage

/// Width to height of one stored pixel.
public struct PixelAspect: Hashable, Sendable {
    public var numerator: Int
    public var denominator: Int

    public init(numerator: Int, denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// 1:1, also used where the stream does not say.
    public static let square = PixelAspect(numerator: 1, denominator: 1)
}

/// What the container and codec say of a recording's video stream.
public struct StreamInfo: Hashable, Sendable {
    /// libavformat's short name, for example `matroska,webm`.
    public var container: String
    /// libavcodec's name, for example `h264`.
    public var codec: String
    /// Size of the stored picture, before rotation and pixel aspect.
    public var storedSize: FrameSize
    public var sampleAspect: PixelAspect
    public var orientation: Orientation
    /// What the header says; each frame has its own flag too.
    public var isInterlaced: Bool
    /// libavutil's name, for example `yuv420p`; `unknown` where only decoding would tell.
    public var pixelFormat: String
    /// Stated or estimated rate; never used for the time of a frame that has a timestamp.
    public var nominalFramesPerSecond: Double?
    /// The container's creation time, where it states one.
    public var creationTime: WallTime?

    /// The size in which a viewer sees the picture: square pixels, upright.
    public var displaySize: FrameSize {
        let width =
            (storedSize.width * sampleAspect.numerator + sampleAspect.denominator / 2)
            / max(1, sampleAspect.denominator)
        return orientation.displayed(FrameSize(width: max(1, width), height: storedSize.height))
    }
}
