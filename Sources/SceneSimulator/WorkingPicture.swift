import Footage

/// A picture in the making: luma in sixteenths of a step, chroma as signed sixteenths around
/// neutral, 4:2:0. The extra bits keep slow changes of light smooth until the grain dithers them.
struct WorkingPicture {
    static let one = 16
    /// 255 in sixteenths.
    static let white = 4080

    let size: FrameSize
    let chromaSize: FrameSize
    /// Row-major, `size`.
    var luma: [Int16]
    /// Row-major, `chromaSize`.
    var cb: [Int16]
    var cr: [Int16]

    init(size: FrameSize) {
        self.size = size
        chromaSize = FrameSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
        luma = Array(repeating: 0, count: size.pixelCount)
        cb = Array(repeating: 0, count: chromaSize.pixelCount)
        cr = Array(repeating: 0, count: chromaSize.pixelCount)
    }
}

/// Where the camera looks in one frame: the displacement of the scene in the picture, in pixels.
struct CameraOffset: Hashable {
    var x = 0.0
    var y = 0.0
}
