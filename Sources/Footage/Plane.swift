/// One 8-bit plane of samples: `width × height`, row-major, rows contiguous (`stride == width`).
///
/// A reference type that owns its memory, so that a pipeline can reuse it frame after frame. Not
/// `Sendable`-checked by the compiler: whoever holds it hands it over whole; it is never written
/// by two threads.
public final class Plane: @unchecked Sendable {
    public let size: FrameSize
    /// `size.pixelCount` bytes, 64-byte aligned, followed by 64 readable bytes of padding.
    public let bytes: UnsafeMutableBufferPointer<UInt8>

    /// A plane filled with `value`.
    public init(size: FrameSize, filledWith value: UInt8 = 0) {
        self.size = size
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: size.pixelCount + 64, alignment: 64)
        raw.initializeMemory(as: UInt8.self, repeating: value, count: size.pixelCount + 64)
        bytes = UnsafeMutableBufferPointer(
            start: raw.assumingMemoryBound(to: UInt8.self), count: size.pixelCount)
    }

    deinit { bytes.baseAddress.map { UnsafeMutableRawPointer($0).deallocate() } }

    public subscript(x: Int, y: Int) -> UInt8 {
        get { bytes[y * size.width + x] }
        set { bytes[y * size.width + x] = newValue }
    }

    /// Copies every sample of a plane of the same size.
    public func copy(from other: Plane) {
        precondition(other.size == size, "planes differ in size")
        bytes.baseAddress.map { target in
            other.bytes.baseAddress.map { target.update(from: $0, count: size.pixelCount) }
        }
    }
}

/// A full picture in planar YCbCr, 8 bit: luma at `size`, chroma at `chromaSize` (4:2:0, rounded
/// up), or no chroma when the source is grey. 128 is neutral chroma.
///
/// What the simulator draws, what the writer encodes, and, downscaled, what the detectors see.
public struct PlanarPicture: Sendable {
    public let luma: Plane
    public let cb: Plane?
    public let cr: Plane?

    public var size: FrameSize { luma.size }

    public init(luma: Plane, cb: Plane?, cr: Plane?) {
        self.luma = luma
        self.cb = cb
        self.cr = cr
    }

    /// A picture with 4:2:0 chroma (sizes rounded up), black and neutral.
    public init(size: FrameSize, hasChroma: Bool = true) {
        luma = Plane(size: size)
        let chromaSize = FrameSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
        cb = hasChroma ? Plane(size: chromaSize, filledWith: 128) : nil
        cr = hasChroma ? Plane(size: chromaSize, filledWith: 128) : nil
    }
}
