public import Footage

/// One decoded picture of a recording, borrowed from its reader.
///
/// Valid until the reader decodes the next one: inside the body of `PictureReader.decode`, or up
/// to the next call of the reader. Keep one with `held()`.
public struct DecodedFrame {
    /// When it is shown.
    public let time: MediaTime
    public let isKeyFrame: Bool
    /// The decoder had to guess parts of it.
    public let isDamaged: Bool
    public let isInterlaced: Bool
    /// 8-bit planes: the decoder's own memory where it has that form, converted otherwise.
    public let view: PictureView

    let frame: FrameBuffer

    /// Keeps the picture beyond this frame's life; no samples are copied.
    public func held() -> HeldPicture { HeldPicture(frame) }

    /// The same picture, shown at another time: on the clock of its feed, say.
    public func shown(at time: MediaTime) -> DecodedFrame {
        DecodedFrame(
            time: time, isKeyFrame: isKeyFrame, isDamaged: isDamaged, isInterlaced: isInterlaced,
            view: view, frame: frame)
    }
}

/// What decoding a stretch of a recording meets, in order of presentation.
public enum DecodeStep {
    case frame(DecodedFrame)
    /// A picture of the recording that the decoder could not make, and why.
    case undecodable(at: MediaTime, reason: String)
}
