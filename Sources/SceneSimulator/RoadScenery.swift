/// A two-lane road across the picture with verges, a hedge and houses behind.
struct RoadScenery: Scenery {
    private let textures: SceneryTextures
    private let aspect: Double
    private let kerb: Double
    private let houses: [(left: Double, width: Double, height: Double, luma: Double)]
    private let asphalt: Double
    let lamps: [Lamp]

    init(seed: UInt64, aspect: Double) {
        textures = SceneryTextures(seed: seed)
        self.aspect = aspect
        var random = SceneRandom(seed: seed, .layout)
        kerb = random.uniform(0.5...0.54)
        asphalt = random.uniform(88...118)
        houses = (0..<random.integer(3...5)).map { _ in
            (
                random.uniform(-0.2...aspect), random.uniform(0.25...0.5),
                random.uniform(0.12...0.26), random.uniform(90...180)
            )
        }
        lamps = [
            Lamp(u: aspect * 0.25, v: 0.6, reach: 0.45, strength: 0.9),
            Lamp(u: aspect * 0.8, v: 0.65, reach: 0.5, strength: 0.8),
        ]
    }

    func surface(u: Double, v: Double, footprint: Double) -> Surface {
        if v < kerb - 0.1 { return houseFronts(u, v, footprint) }
        if v < kerb { return grass(u, v) }
        if v > 0.82 { return v < 0.835 ? Surface(luma: 165) : pavement(u, v, footprint) }
        return road(u, v, footprint)
    }

    private func houseFronts(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let base = kerb - 0.1
        var surface = Surface(luma: 205 - 50 * v, cb: 14, cr: -8, infraredGain: 0.12)
        for house in houses {
            let top = base - house.height
            let cover = box(u, v, house.left, top, house.left + house.width, base, footprint)
            guard cover > 0 else { continue }
            let inU = u - house.left
            let panes =
                lines(inU - 0.04, spacing: 0.09, width: 0.045, footprint: footprint)
                * lines(v - top - 0.05, spacing: 0.08, width: 0.04, footprint: footprint)
            let roof = box(u, v, house.left, top, house.left + house.width, top + 0.02, footprint)
            var front = Surface(
                luma: house.luma + 8 * textures.grit(u, v, scale: 220)
                    + 8 * textures.patches(u, v, scale: 60), cb: -6, cr: 8, infraredGain: 0.7)
            front = mix(front, Surface(luma: 55, cb: 5, infraredGain: 0.6), panes)
            surface = mix(surface, mix(front, Surface(luma: 70, cr: 10), roof), cover)
        }
        let hedge = base - 0.04 - 0.015 * textures.patches(u, 0.5, scale: 90)
        if v > hedge {
            return Surface(
                luma: 66 + 34 * textures.grit(u, v, scale: 240), cb: -16, cr: -10,
                infraredGain: 1.5, material: .leaves)
        }
        return surface
    }

    private func grass(_ u: Double, _ v: Double) -> Surface {
        Surface(
            luma: 104 + 26 * textures.grit(u, v * 2, scale: 280)
                + 12 * textures.patches(u, v, scale: 50), cb: -18, cr: -8, infraredGain: 1.5)
    }

    private func road(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let dashes =
            lines(u, spacing: 0.24, width: 0.12, footprint: footprint)
            * lines(v - 0.655, spacing: 9, width: 0.011, footprint: footprint)
        let edge = lines(v - kerb - 0.012, spacing: 9, width: 0.008, footprint: footprint)
        let wear = 8 * textures.patches(u * 0.3, v * 4, scale: 60)
        let luma = asphalt + 11 * textures.grit(u, v * 1.5, scale: 300) + wear
        return mix(Surface(luma: luma), Surface(luma: 205), max(dashes, edge) * 0.9)
    }

    private func pavement(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let depth = 1 / (v - 0.4)
        let across = (u - aspect / 2) * depth
        let joints = max(
            lines(across, spacing: 0.35, width: 0.012, footprint: footprint * depth),
            lines(depth, spacing: 0.2, width: 0.012, footprint: footprint * depth * depth))
        return Surface(
            luma: 148 - 35 * joints + 10 * textures.grit(across, depth, scale: 100), cb: -2, cr: 2)
    }
}
