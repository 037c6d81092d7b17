import Footage

/// A textured, motionless scene with grain, and rectangles to put before it.
struct SyntheticScene {
    var size = FrameSize(width: 160, height: 96)
    var grain = 2.0
    var gain = 1.0
    var offset = 0.0
    var isInfrared = false
    var hasChroma = true
    /// Content lies this far to the right and down.
    var shiftX = 0
    var shiftY = 0

    struct Thing {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
        var luma: UInt8 = 210
        var cb: UInt8 = 90
        var cr: UInt8 = 170
    }

    /// The picture of one moment; the same for the same `frame` number.
    func picture(_ frame: Int, things: [Thing] = []) -> PlanarPicture {
        let picture = PlanarPicture(size: size, hasChroma: hasChroma)
        var noise = SplitMix(state: UInt64(frame &* 7919 &+ 13))
        for y in 0..<size.height {
            for x in 0..<size.width {
                let (u, v) = (x - shiftX, y - shiftY)
                var value = Double(Self.background(u, v))
                for thing in things where thing.contains(u, v) {
                    // Faint stripes: a thing has texture too.
                    value = Double(thing.luma) + ((u - thing.x) / 3 % 2 == 0 ? 6 : -6)
                }
                if isInfrared {
                    // The ground shows another texture there; a thing covers it.
                    let isGround = !things.contains { $0.contains(u, v) }
                    value = 220 - value * 0.7 + (isGround ? Double((u * 7 + v * 3) % 23) : 10)
                }
                value = value * gain + offset
                value += (Double(noise.next() % 1000) / 1000 - 0.5) * 3.46 * grain
                picture.luma[x, y] = UInt8(min(max(value.rounded(), 0), 255))
            }
        }
        if !isInfrared { paintChroma(picture, things) }
        return picture
    }

    private func paintChroma(_ picture: PlanarPicture, _ things: [Thing]) {
        guard let cb = picture.cb, let cr = picture.cr else { return }
        for y in 0..<cb.size.height {
            for x in 0..<cb.size.width {
                let (u, v) = (2 * x - shiftX, 2 * y - shiftY)
                cb[x, y] = u < 80 ? 118 : 122
                cr[x, y] = v < 48 ? 134 : 138
                for thing in things where thing.contains(u, v) {
                    (cb[x, y], cr[x, y]) = (thing.cb, thing.cr)
                }
            }
        }
    }

    /// Broad shades with irregular patches, so that there is something to hold on to.
    private static func background(_ x: Int, _ y: Int) -> Int {
        var patch = SplitMix(
            state: UInt64(bitPattern: Int64((x + 64) / 11 &* 1_000_003 &+ (y + 64) / 9)))
        return 60 + (x + 2 * y) / 4 + Int(patch.next() % 40)
    }
}

extension SyntheticScene.Thing {
    func contains(_ u: Int, _ v: Int) -> Bool {
        u >= x && u < x + width && v >= y && v < y + height
    }
}

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
