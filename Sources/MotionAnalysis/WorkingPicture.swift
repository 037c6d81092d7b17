import Footage

/// A picture as the model sees it: smoothed luma and chroma, all at full analysis size.
///
/// The planes have whole tiles of readable and writable memory (`Plane` allocates the padding).
struct WorkingPicture {
    let luma: Plane
    let cb: Plane
    let cr: Plane

    var size: FrameSize { luma.size }

    init(size: FrameSize) {
        luma = Plane(size: size)
        cb = Plane(size: size, filledWith: 128)
        cr = Plane(size: size, filledWith: 128)
    }

    func copy(from other: WorkingPicture) {
        luma.copy(from: other.luma)
        cb.copy(from: other.cb)
        cr.copy(from: other.cr)
    }

    func value(at pixel: Int) -> PixelValue {
        .init(luma: luma.base[pixel], cb: cb.base[pixel], cr: cr.base[pixel])
    }

    func set(_ value: PixelValue, at pixel: Int) {
        luma.base[pixel] = value.luma
        cb.base[pixel] = value.cb
        cr.base[pixel] = value.cr
    }
}

extension Plane {
    /// The first sample. Valid while the plane lives, for `pixelCount + 64` bytes.
    var base: UnsafeMutablePointer<UInt8> {
        // A plane always allocates its padding, so that the address exists even at size zero.
        guard let address = bytes.baseAddress else { preconditionFailure("plane without memory") }
        return address
    }

    /// The first sample of a row.
    func row(_ y: Int) -> UnsafeMutablePointer<UInt8> { base + y * size.width }

    func fill(_ value: UInt8) { bytes.update(repeating: value) }
}
