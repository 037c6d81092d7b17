/// Grass and a path under trees.
struct ParkScenery: Scenery {
    private let textures: SceneryTextures
    private let aspect: Double
    private let trees: [(u: Double, v: Double, radius: Double, foot: Double)]
    private let pathSlope: Double
    let lamps: [Lamp]

    init(seed: UInt64, aspect: Double) {
        textures = SceneryTextures(seed: seed)
        self.aspect = aspect
        var random = SceneRandom(seed: seed, .layout)
        let count = random.integer(3...5)
        trees = (0..<count).map { index in
            let place = (Double(index) + random.uniform(0.2...0.8)) / Double(count)
            return (
                place * aspect, random.uniform(0.12...0.32), random.uniform(0.16...0.26),
                random.uniform(0.55...0.68)
            )
        }
        pathSlope = random.uniform(-0.1...0.1)
        lamps = [Lamp(u: aspect * 0.5, v: 0.7, reach: 0.6, strength: 0.9)]
    }

    func surface(u: Double, v: Double, footprint: Double) -> Surface {
        var surface = v < 0.42 ? sky(u, v) : lawn(u, v, footprint)
        for tree in trees {
            let trunk = box(
                u, v, tree.u - 0.018, tree.v, tree.u + 0.018 + 0.01 * (v - tree.v), tree.foot,
                footprint)
            surface = mix(
                surface,
                Surface(luma: 62 + 18 * textures.grit(u * 3, v * 0.6, scale: 200), cb: -5, cr: 6),
                trunk)
            let du = (u - tree.u) / 1.2
            let dv = v - tree.v
            let ragged =
                0.22 * textures.grit(u, v, scale: 90) + 0.3
                * textures.patches(
                    u, v, scale: 50)
            let inside = 1 - (du * du + dv * dv).squareRoot() / tree.radius + ragged
            let crown = min(1, max(0, inside * 14))
            // Sky shows between leaves near the rim.
            let gaps = textures.grit(u + 5, v, scale: 150) > 0.35 + inside ? 0.0 : 1
            surface = mix(surface, leaves(u, v, shade: dv / tree.radius), crown * gaps)
        }
        return surface
    }

    private func leaves(_ u: Double, _ v: Double, shade: Double) -> Surface {
        let texture = min(1, max(-1, 1.5 * textures.grit(u, v, scale: 380)))
        return Surface(
            luma: 84 - 22 * shade + 46 * texture + 18 * textures.patches(u, v, scale: 90),
            cb: -18, cr: -12 + 3 * texture, infraredGain: 1.6, material: .leaves)
    }

    private func sky(_ u: Double, _ v: Double) -> Surface {
        let cloud = max(0, textures.patches(u, v * 2, scale: 40))
        return Surface(
            luma: 185 + 25 * v + 35 * cloud, cb: 16 - 14 * cloud, cr: -10 + 9 * cloud,
            infraredGain: 0.12)
    }

    private func lawn(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let depth = 1 / (v - 0.3)
        let across = (u - aspect / 2) * depth
        let grass = Surface(
            luma: 108 + 24 * textures.grit(across, depth * 2, scale: 110)
                + 14 * textures.patches(across, depth * 2, scale: 16),
            cb: -20, cr: -8, infraredGain: 1.5)
        let middle = 0.78 + pathSlope * (u - aspect / 2) + 0.01 * textures.patches(u, 0, scale: 30)
        let path = box(u, v, -10, middle - 0.07, 10, middle + 0.07, 0.01 + footprint)
        return mix(
            grass,
            Surface(luma: 158 + 16 * textures.grit(across, depth * 2, scale: 120), cb: -8, cr: 6),
            path)
    }
}
