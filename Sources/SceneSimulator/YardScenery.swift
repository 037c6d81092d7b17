/// A paved yard before a brick wall with a gate, windows and a pipe.
struct YardScenery: Scenery {
    private let textures: SceneryTextures
    private let aspect: Double
    private let wallBottom: Double
    private let gateLeft: Double
    private let gateWidth: Double
    private let windows: [Double]
    private let brickLuma: Double
    private let groundLuma: Double
    private let barrels: [(u: Double, radius: Double, luma: Double)]
    let lamps: [Lamp]

    init(seed: UInt64, aspect: Double) {
        textures = SceneryTextures(seed: seed)
        self.aspect = aspect
        var random = SceneRandom(seed: seed, .layout)
        wallBottom = random.uniform(0.46...0.54)
        gateWidth = random.uniform(0.3...0.4)
        gateLeft = random.uniform(0.1...(aspect - 0.6))
        let gate = (gateLeft - 0.16)...(gateLeft + gateWidth + 0.02)
        windows = (0..<random.integer(1...3)).map { _ in random.uniform(0.05...(aspect - 0.2)) }
            .filter { !gate.contains($0) }
        brickLuma = random.uniform(100...140)
        groundLuma = random.uniform(110...145)
        barrels = (0..<random.integer(0...3)).map { _ in
            (
                random.uniform(0.05...(aspect - 0.05)), random.uniform(0.02...0.035),
                random.uniform(50...170)
            )
        }
        lamps = [
            Lamp(u: gateLeft + gateWidth / 2, v: 0.2, reach: 0.45, strength: 0.8),
            Lamp(u: random.uniform(0.2...(aspect - 0.2)), v: 0.8, reach: 0.5, strength: 0.5),
        ]
    }

    func surface(u: Double, v: Double, footprint: Double) -> Surface {
        let body =
            v < 0.1
            ? roof(u, v, footprint)
            : v < wallBottom ? wall(u, v, footprint) : ground(u, v, footprint)
        return barrel(u, v, footprint, over: body)
    }

    private func roof(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let eaves = lines(u, spacing: 0.09, width: 0.012, footprint: footprint)
        return Surface(luma: 78 - 25 * eaves + 6 * textures.grit(u, v, scale: 300), cb: -4, cr: 10)
    }

    private func wall(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let course = (v / 0.022).rounded(.down)
        let shift = course / 2 - (course / 2).rounded(.down) > 0.25 ? 0.03 : 0
        let joints = max(
            lines(v, spacing: 0.022, width: 0.004, footprint: footprint),
            lines(u + shift, spacing: 0.06, width: 0.004, footprint: footprint))
        let brick = ((u + shift) / 0.06).rounded()
        let tint =
            Double(
                SceneHash.mix(UInt64(bitPattern: Int64(course)), Int(brick)) & 31) - 16
        var surface = Surface(
            luma: brickLuma + tint * 0.6 + 14 * textures.grit(u, v, scale: 260)
                + 18 * textures.patches(u, v, scale: 60),
            cb: -10, cr: 18, infraredGain: 1.1)
        surface.luma = blend(surface.luma, brickLuma + 35, joints * 0.7)
        // Grime towards the ground.
        surface.luma *= 1 - 0.25 * Curves.smoothStep(wallBottom - 0.12, wallBottom, v)
        for left in windows {
            let frame = box(u, v, left, 0.17, left + 0.14, 0.31, footprint)
            let glass = box(u, v, left + 0.01, 0.18, left + 0.13, 0.3, footprint)
            let bar = lines(u - left - 0.07, spacing: 1, width: 0.008, footprint: footprint)
            surface = mix(surface, Surface(luma: 205), frame)
            surface = mix(
                surface, Surface(luma: 48 + 40 * (v - 0.18), cb: 6, cr: -3, infraredGain: 0.6),
                glass * (1 - bar))
        }
        let gate = box(u, v, gateLeft, 0.2, gateLeft + gateWidth, wallBottom, footprint)
        let planks = lines(u - gateLeft, spacing: 0.04, width: 0.005, footprint: footprint)
        return mix(
            surface,
            Surface(
                luma: 70 - 30 * planks + 10 * textures.grit(u * 4, v, scale: 120), cb: 6, cr: -8),
            gate)
    }

    private func ground(_ u: Double, _ v: Double, _ footprint: Double) -> Surface {
        let depth = 1 / max(0.02, v - 0.28)
        let across = (u - aspect / 2) * depth
        let soft = footprint * depth
        let joints = max(
            lines(across, spacing: 0.5, width: 0.018, footprint: soft),
            lines(depth * 1.6, spacing: 0.5, width: 0.018, footprint: soft * depth * 1.6))
        let texture =
            16 * textures.grit(across, depth * 1.6, scale: 70)
            + 14 * textures.patches(across, depth * 1.6, scale: 12)
        return Surface(luma: groundLuma + texture - 38 * joints, cb: -3, cr: 3)
    }

    private func barrel(
        _ u: Double, _ v: Double, _ footprint: Double, over surface: Surface
    ) -> Surface {
        var surface = surface
        for barrel in barrels {
            let bottom = wallBottom + 0.03
            let cover = box(
                u, v, barrel.u - barrel.radius, bottom - barrel.radius * 3.2,
                barrel.u + barrel.radius, bottom, footprint)
            guard cover > 0 else { continue }
            let round = (u - barrel.u) / barrel.radius
            let bands = lines(
                v - bottom, spacing: barrel.radius, width: 0.004, footprint: footprint)
            surface = mix(
                surface,
                Surface(
                    luma: barrel.luma * (1 - 0.45 * round * round) - 20 * bands
                        + 6 * textures.grit(u, v, scale: 300), cb: 14, cr: -8), cover)
        }
        return surface
    }
}

func mix(_ under: Surface, _ over: Surface, _ share: Double) -> Surface {
    guard share > 0 else { return under }
    return Surface(
        luma: blend(under.luma, over.luma, share), cb: blend(under.cb, over.cb, share),
        cr: blend(under.cr, over.cr, share),
        infraredGain: blend(under.infraredGain, over.infraredGain, share),
        glow: blend(under.glow, over.glow, share),
        material: share > 0.5 ? over.material : under.material)
}
