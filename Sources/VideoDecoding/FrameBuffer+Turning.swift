import CFFmpeg
import Footage

extension FrameBuffer {
    /// A copy turned by quarter turns; this very buffer when it stands upright already. Only for
    /// 4:2:0 with even sides.
    func turned(_ orientation: Orientation) throws(VideoDecodingError) -> FrameBuffer {
        guard orientation != .upright else { return self }
        let size = orientation.displayed(self.size)
        let result = try FrameBuffer(path: "thumbnail")
        result.pointer.pointee.width = Int32(size.width)
        result.pointer.pointee.height = Int32(size.height)
        result.pointer.pointee.format = pointer.pointee.format
        guard av_frame_get_buffer(result.pointer, 0) >= 0, let from = view, let to = result.view
        else { throw .outOfMemory(path: "thumbnail") }
        turn(from.luma, to.luma, orientation)
        if let cb = from.cb, let cr = from.cr, let toCb = to.cb, let toCr = to.cr {
            turn(cb, toCb, orientation)
            turn(cr, toCr, orientation)
        }
        return result
    }

    private func turn(
        _ source: PictureView.Samples, _ target: PictureView.Samples, _ orientation: Orientation
    ) {
        // `target` is freshly allocated by the caller and seen by nobody else.
        let base = UnsafeMutablePointer(mutating: target.base)
        let (width, height) = (source.size.width, source.size.height)
        for y in 0..<height {
            for x in 0..<width {
                let (toX, toY) =
                    switch orientation {
                    case .upright: (x, y)
                    case .clockwise90: (height - 1 - y, x)
                    case .upsideDown: (width - 1 - x, height - 1 - y)
                    case .clockwise270: (y, width - 1 - x)
                    }
                base[toY * target.strideBytes + toX] = source.base[y * source.strideBytes + x]
            }
        }
    }
}
