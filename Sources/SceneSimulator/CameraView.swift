import Footage

/// Puts the background under the camera: a copy displaced by a fraction of a pixel.
enum CameraView {
    /// - Parameter offset: how far the scene moves right and down, in pixels; rounded to 1⁄8.
    static func draw(
        _ background: PaintedBackground, offset: CameraOffset, into picture: inout WorkingPicture
    ) {
        // Chroma has half the pixels; its offset in eighths is half of luma's.
        let x = Int((-offset.x * 8).rounded())
        let y = Int((-offset.y * 8).rounded())
        copy(
            background.luma, strideSamples: background.paddedSize.width,
            originX: background.marginX, originY: background.marginY, eighthsX: x, eighthsY: y,
            into: &picture.luma, size: picture.size)
        copy(
            background.cb, strideSamples: background.chromaStride,
            originX: background.marginX / 2, originY: background.marginY / 2, eighthsX: x / 2,
            eighthsY: y / 2, into: &picture.cb, size: picture.chromaSize)
        copy(
            background.cr, strideSamples: background.chromaStride,
            originX: background.marginX / 2, originY: background.marginY / 2, eighthsX: x / 2,
            eighthsY: y / 2, into: &picture.cr, size: picture.chromaSize)
    }

    private static func copy(
        _ source: [Int16], strideSamples: Int, originX: Int, originY: Int, eighthsX: Int,
        eighthsY: Int, into target: inout [Int16], size: FrameSize
    ) {
        // One sample more is read to the right and below: the margin holds it.
        let left = originX + (eighthsX >> 3)
        let top = originY + (eighthsY >> 3)
        let u = Int16(eighthsX & 7)
        let v = Int16(eighthsY & 7)
        let rows = source.count / strideSamples
        precondition(
            left >= 0 && top >= 0 && left + size.width < strideSamples + (u == 0 ? 1 : 0)
                && top + size.height < rows + (v == 0 ? 1 : 0),
            "the camera looks beyond the painted margin")
        source.withUnsafeBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                for y in 0..<size.height {
                    let upper = from + (top + y) * strideSamples + left
                    let row = to + y * size.width
                    if u == 0 && v == 0 {
                        row.update(from: upper, count: size.width)
                        continue
                    }
                    let lower = v == 0 ? upper : upper + strideSamples
                    let next = u == 0 ? 0 : 1
                    for x in 0..<size.width {
                        let a = (upper[x] &* (8 &- v) &+ lower[x] &* v) &>> 3
                        let b = (upper[x + next] &* (8 &- v) &+ lower[x + next] &* v) &>> 3
                        row[x] = (a &* (8 &- u) &+ b &* u) &>> 3
                    }
                }
            }
        }
    }
}
