/// A decoded picture as it lies in the decoder's memory: 8-bit planes, borrowed.
///
/// Valid only until the call that handed it over returns.
public struct PictureView {
    /// One plane: rows start `strideBytes` apart; `width` samples of each row are valid.
    public struct Samples {
        public let base: UnsafePointer<UInt8>
        public let strideBytes: Int
        public let size: FrameSize

        public init(base: UnsafePointer<UInt8>, strideBytes: Int, size: FrameSize) {
            self.base = base
            self.strideBytes = strideBytes
            self.size = size
        }
    }

    public let luma: Samples
    /// Chroma planes, both or neither; subsampled by `chromaShiftX`, `chromaShiftY` (log₂).
    public let cb: Samples?
    public let cr: Samples?
    public let chromaShiftX: Int
    public let chromaShiftY: Int

    public init(
        luma: Samples, cb: Samples? = nil, cr: Samples? = nil, chromaShiftX: Int = 1,
        chromaShiftY: Int = 1
    ) {
        self.luma = luma
        self.cb = cb
        self.cr = cr
        self.chromaShiftX = chromaShiftX
        self.chromaShiftY = chromaShiftY
    }

    public var size: FrameSize { luma.size }
}
