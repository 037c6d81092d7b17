/// What a point of the scene is made of.
struct Surface {
    enum Material: UInt8 { case solid, water, leaves }

    /// Luma by daylight, 0…255.
    var luma: Double
    /// Chroma around neutral, −128…127.
    var cb = 0.0
    var cr = 0.0
    /// Multiplies luma in infrared: leaves and cloth are brighter, sky and water darker.
    var infraredGain = 1.0
    /// Light of its own, in luma steps: lit windows and lamps.
    var glow = 0.0
    var material = Material.solid
}

/// Draws one kind of place. Positions: `u` in picture heights from the left, `v` from the top, so
/// that shapes keep their form in any picture size.
protocol Scenery: Sendable {
    /// Lamps that light the place at night: position, reach (in picture heights) and strength.
    var lamps: [Lamp] { get }
    /// - Parameter footprint: size of a pixel in picture heights, below which detail is left out.
    func surface(u: Double, v: Double, footprint: Double) -> Surface
}

struct Lamp: Sendable {
    var u: Double
    var v: Double
    var reach: Double
    var strength: Double
}

/// Textures and drawing aids that all places share.
struct SceneryTextures: Sendable {
    private let fine: NoiseTexture
    private let coarse: NoiseTexture

    init(seed: UInt64) {
        let key = SceneHash.mix(seed, Int(RandomPurpose.texture.rawValue))
        fine = NoiseTexture(seed: SceneHash.mix(key, 1), cells: 32, octaves: 4, persistence: 0.7)
        coarse = NoiseTexture(seed: SceneHash.mix(key, 2), cells: 4, octaves: 6, persistence: 0.6)
    }

    /// Fine structure, −1…1; `scale` is texels per unit.
    func grit(_ u: Double, _ v: Double, scale: Double) -> Double {
        // The second sample, turned and scaled, hides the repetition of the first.
        let mixed =
            0.6 * fine.sample(u * scale, v * scale)
            + 0.4 * fine.sample((u + 0.7 * v) * scale * 0.61 + 31, (v - 0.7 * u) * scale * 0.61)
        // Sums of octaves rarely come near their limits: stretch them.
        return min(1, max(-1, 1.8 * mixed))
    }

    /// Stains and patches, −1…1.
    func patches(_ u: Double, _ v: Double, scale: Double) -> Double {
        coarse.sample(u * scale, v * scale)
    }
}

/// Coverage (0…1) of lines of a width that repeat every `spacing`, softened to the pixel.
func lines(_ position: Double, spacing: Double, width: Double, footprint: Double) -> Double {
    let phase = position / spacing
    let distance = abs(phase - phase.rounded()) * spacing
    let soft = max(footprint, 1e-6)
    let edge = min(1, max(0, (width / 2 + soft / 2 - distance) / soft))
    // Lines much finer than a pixel fade to their mean instead of flickering.
    return soft > spacing ? width / spacing : edge * min(1, width / soft + 0.3)
}

/// Coverage (0…1) of a rectangle, softened to the pixel.
func box(
    _ u: Double, _ v: Double, _ left: Double, _ top: Double, _ right: Double, _ bottom: Double,
    _ footprint: Double
) -> Double {
    let inside = min(min(u - left, right - u), min(v - top, bottom - v))
    return min(1, max(0, inside / footprint + 0.5))
}

func blend(_ from: Double, _ to: Double, _ share: Double) -> Double {
    from + (to - from) * share
}
