import Footage
import VideoDecoding

/// Cuts a part of the displayed picture out of decoded ones, always at the same scale: so that
/// recordings of different sizes and orientations can be compared.
struct PatchSampler {
    /// 0…1 of the displayed picture; may reach beyond it.
    let region: Region
    let width: Int
    let height: Int

    /// Averages the luma of each cell of the patch; cells outside the picture repeat its border.
    func sample(_ view: PictureView, orientation: Orientation) -> LumaPatch {
        var samples = [Float](repeating: 0, count: width * height)
        let luma = view.luma
        for row in 0..<height {
            for column in 0..<width {
                let cell = Region(
                    x: region.x + region.width * Double(column) / Double(width),
                    y: region.y + region.height * Double(row) / Double(height),
                    width: region.width / Double(width), height: region.height / Double(height))
                let stored = orientation.stored(cell)
                samples[row * width + column] = Self.mean(luma, stored)
            }
        }
        return LumaPatch(width: width, height: height, samples: samples)
    }

    private static func mean(_ luma: PictureView.Samples, _ region: Region) -> Float {
        let (across, down) = (Double(luma.size.width), Double(luma.size.height))
        let left = clamp(region.x * across, luma.size.width - 1)
        let top = clamp(region.y * down, luma.size.height - 1)
        let right = clamp((region.x + region.width) * across - 0.5, luma.size.width - 1)
        let bottom = clamp((region.y + region.height) * down - 0.5, luma.size.height - 1)
        // Of large cells every few samples will do.
        let step = max(1, min(right - left, bottom - top) / 8)
        var sum = 0
        var count = 0
        for y in stride(from: top, through: max(top, bottom), by: step) {
            let line = luma.base + y * luma.strideBytes
            for x in stride(from: left, through: max(left, right), by: step) {
                sum += Int(line[x])
                count += 1
            }
        }
        return Float(sum) / Float(count)
    }

    private static func clamp(_ value: Double, _ limit: Int) -> Int {
        Int(min(max(0, value), Double(max(0, limit))))
    }
}

extension Orientation {
    /// Maps a rectangle of the displayed picture (0…1) to the stored one.
    func stored(_ region: Region) -> Region {
        switch self {
        case .upright: region
        case .clockwise90: Orientation.clockwise270.displayed(region)
        case .upsideDown: Orientation.upsideDown.displayed(region)
        case .clockwise270: Orientation.clockwise90.displayed(region)
        }
    }
}
