/// Water between a far shore and a jetty of planks.
struct HarbourScenery: Scenery {
    private let textures: SceneryTextures
    private let aspect: Double
    private let shore: Double
    private let jetty: Double
    private let houses: [(left: Double, width: Double, height: Double, luma: Double)]
    private let lights: [(u: Double, strength: Double)]
    let lamps: [Lamp]

    init(seed: UInt64, aspect: Double) {
        textures = SceneryTextures(seed: seed)
        self.aspect = aspect
        var random = SceneRandom(seed: seed, .layout)
        shore = random.uniform(0.3...0.36)
        jetty = random.uniform(0.8...0.85)
        houses = (0..<random.integer(5...9)).map { _ in
            (
                random.uniform(-0.1...aspect), random.uniform(0.1...0.3),
                random.uniform(0.03...0.1), random.uniform(60...150)
            )
        }
        lights = (0..<random.integer(3...7)).map { _ in
            (random.uniform(0.05...(aspect - 0.05)), random.uniform(60...150))
        }
        lamps = [
            Lamp(u: random.uniform(0.1...0.5), v: 0.85, reach: 0.5, strength: 1),
            Lamp(u: aspect - random.uniform(0.1...0.5), v: 0.9, reach: 0.5, strength: 0.8),
        ]
    }

    func surface(u: Double, v: Double, footprint: Double) -> Surface {
        if v < shore { return farShore(u, v, footprint) }
        return v < jetty ? water(u, v) : planks(u, v, footprint)
    }

    private func farShore(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let trees = shore - 0.09 - 0.03 * textures.patches(u, 0.3, scale: 40)
        var surface =
            v < trees
            ? Surface(luma: 190 - 60 * v, cb: 12, cr: -6, infraredGain: 0.15)
            : Surface(
                luma: 62 + 24 * textures.grit(u, v, scale: 200), cb: -12, cr: -6,
                infraredGain: 0.5)
        for house in houses {
            let cover = box(
                u, v, house.left, shore - house.height, house.left + house.width, shore - 0.005,
                footprint)
            let panes = lines(u - house.left, spacing: 0.04, width: 0.015, footprint: footprint)
            surface = mix(
                surface,
                Surface(luma: house.luma - 40 * panes, cb: -3, cr: 4, infraredGain: 0.6), cover)
        }
        for light in lights {
            let du = u - light.u
            let dv = v - (shore - 0.03)
            surface.glow += light.strength * Curves.decay((du * du + dv * dv) * 12_000)
        }
        return surface
    }

    private func water(_ u: Double, _ v: Double) -> Surface {
        let depth = (v - shore) / (jetty - shore)
        var surface = Surface(
            luma: 118 - 35 * depth + 10 * textures.patches(u, v * 3, scale: 60), cb: 8, cr: -8,
            infraredGain: 0.55, material: .water)
        for light in lights {
            let du = (u - light.u) / (0.012 + 0.02 * depth)
            surface.glow += 0.35 * light.strength * Curves.decay(du * du + depth * 3)
        }
        return surface
    }

    private func planks(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let depth = 1 / (v - 0.55)
        let across = (u - aspect / 2) * depth
        let gaps = lines(across, spacing: 0.28, width: 0.02, footprint: footprint * depth)
        let plank = (across / 0.28).rounded()
        let tint = Double(SceneHash.mix(77, Int(plank)) & 31) - 16
        let edge = box(u, v, -10, jetty, 10, jetty + 0.012, footprint)
        let bollards = lines(u, spacing: 0.55, width: 0.03, footprint: footprint)
        let luma =
            120 + tint - 60 * gaps + 14 * textures.grit(across * 3, depth, scale: 60)
        return mix(
            Surface(luma: luma, cb: -6, cr: 6),
            Surface(luma: 75 - 40 * bollards, cb: -4, cr: 4), edge)
    }
}
