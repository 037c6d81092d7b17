public import Footage

/// Paints on a picture that is about to be shown: upright, square pixels, 8-bit 4:2:0.
///
/// Coordinates are 0…1 of the displayed picture. Valid only inside the closure that got it.
public struct FramePainter {
    /// When the picture is shown, in its recording.
    public let time: MediaTime
    /// Pixels.
    public let size: FrameSize

    let luma: WritablePlane
    let cb: WritablePlane
    let cr: WritablePlane
    let isFullRange: Bool

    init?(_ frame: FrameBuffer, time: MediaTime, isFullRange: Bool) {
        guard let view = frame.view, let cb = view.cb, let cr = view.cr, view.chromaShiftX == 1,
            view.chromaShiftY == 1
        else { return nil }
        self.time = time
        self.isFullRange = isFullRange
        size = view.size
        luma = WritablePlane(view.luma)
        self.cb = WritablePlane(cb)
        self.cr = WritablePlane(cr)
    }

    /// Covers all that a polygon touches with black.
    public func fill(_ polygon: Polygon) {
        let black: UInt8 = isFullRange ? 0 : 16
        luma.fill(polygon, with: black)
        cb.fill(polygon, with: 128)
        cr.fill(polygon, with: 128)
    }

    /// Replaces what a region touches by squares of one colour each.
    ///
    /// The squares lie on a grid of the whole picture, so that a region that moves shows no more
    /// than one that stands.
    /// - Parameter blockPixels: side of a square; made even, at least 2.
    public func pixelate(_ region: Region, blockPixels: Int) {
        let block = max(2, blockPixels + blockPixels % 2)
        let left = Int((region.x * Double(size.width)).rounded(.down))
        let top = Int((region.y * Double(size.height)).rounded(.down))
        let right = Int(((region.x + region.width) * Double(size.width)).rounded(.up))
        let bottom = Int(((region.y + region.height) * Double(size.height)).rounded(.up))
        guard right > left, bottom > top, right > 0, bottom > 0 else { return }
        let columns = max(0, left) / block..<(min(right, size.width) + block - 1) / block
        let rows = max(0, top) / block..<(min(bottom, size.height) + block - 1) / block
        for row in rows {
            for column in columns {
                luma.average(x: column * block, y: row * block, side: block)
                cb.average(x: column * block / 2, y: row * block / 2, side: block / 2)
                cr.average(x: column * block / 2, y: row * block / 2, side: block / 2)
            }
        }
    }

    /// Replaces the whole picture by squares.
    public func pixelateAll(blockPixels: Int) {
        pixelate(Region(x: 0, y: 0, width: 1, height: 1), blockPixels: blockPixels)
    }

    /// Draws the border of a region in one colour.
    /// - Parameters:
    ///   - thickness: pixels of the line, inward.
    ///   - luma: 16…235; `cb`, `cr`: 16…240, 128 is grey.
    public func outline(
        _ region: Region, thickness: Int = 3, luma: UInt8 = 235, cb: UInt8 = 128,
        cr: UInt8 = 128
    ) {
        let width = Double(thickness) / Double(max(1, size.width))
        let height = Double(thickness) / Double(max(1, size.height))
        let right = region.x + region.width
        let bottom = region.y + region.height
        for side in [
            Region(x: region.x, y: region.y, width: region.width, height: height),
            Region(x: region.x, y: bottom - height, width: region.width, height: height),
            Region(x: region.x, y: region.y, width: width, height: region.height),
            Region(x: right - width, y: region.y, width: width, height: region.height),
        ] {
            self.luma.fill(side, with: luma)
            self.cb.fill(side, with: cb)
            self.cr.fill(side, with: cr)
        }
    }
}
