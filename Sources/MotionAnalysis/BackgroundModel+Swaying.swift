import Footage
import KernelDispatch

extension BackgroundModel {
    /// How far leaves, ropes and moored boats sway between two looks, in pixels.
    private static let swayReach = 2
    /// Blinking from which a place is known to sway: about four changes within the time over
    /// which it is averaged. What passes once changes a pixel twice.
    private static let leastBlinking: UInt8 = 28

    /// Takes back, where pixels have been blinking, what fits the background of a pixel close by:
    /// leaves that sway bring their neighbours' values, not new ones.
    ///
    /// Only pixels that do not fit are looked at, so that a quiet frame costs nothing.
    ///
    /// - Parameters:
    ///   - level, misfit: as `classify` left them; both become 0 where the frame is background.
    /// - Returns: how many pixels were taken back.
    func forgiveSwaying(_ picture: WorkingPicture, level: Plane, misfit: Plane) -> Int {
        let (width, height, reach) = (size.width, size.height, Self.swayReach)
        guard width > 2 * reach, height > 2 * reach else { return 0 }
        var forgiven = 0
        for y in reach..<height - reach {
            let words = UnsafeRawPointer(level.row(y))
            var x = reach
            while x < width - reach {
                // Eight that fit are skipped at once; the plane's padding allows to read on.
                if words.loadUnaligned(fromByteOffset: x, as: UInt64.self) == 0 {
                    x += 8
                    continue
                }
                let index = y * width + x
                if level.base[index] != 0, isFromNearby(index, picture) {
                    level.base[index] = 0
                    misfit.base[index] = 0
                    forgiven += 1
                }
                x += 1
            }
        }
        return forgiven
    }

    private func isFromNearby(_ index: Int, _ picture: WorkingPicture) -> Bool {
        let side = ModelLayout.tilePixels
        let pixel = tiles + index / side * ModelLayout.tileBytes + index % side
        guard pixel[ModelLayout.blinkingPlane * side] >= Self.leastBlinking else { return false }
        let tolerance = Int(pixel[ModelLayout.floorPlane * side]) / 2
        let chroma =
            abs(Int(picture.cb.base[index]) - Int(pixel[side]))
            + abs(Int(picture.cr.base[index]) - Int(pixel[2 * side]))
        guard chroma - 2 <= tolerance else { return false }
        var (lowest, highest) = (UInt8.max, UInt8.min)
        for row in -Self.swayReach...Self.swayReach {
            let centre = luma.base + index + row * size.width
            for column in -Self.swayReach...Self.swayReach {
                lowest = min(lowest, centre[column])
                highest = max(highest, centre[column])
            }
        }
        let value = Int(picture.luma.base[index])
        return value >= Int(lowest) - tolerance && value <= Int(highest) + tolerance
    }
}
