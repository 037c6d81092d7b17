/// An indoor corridor in perspective: floor, ceiling with lamps, walls with doors.
struct CorridorScenery: Scenery {
    private let textures: SceneryTextures
    private let aspect: Double
    private let vanishU: Double
    private let vanishV: Double
    private let halfWidth: Double
    private let doorSpacing: Double
    private let wallLuma: Double
    let lamps: [Lamp]

    init(seed: UInt64, aspect: Double) {
        textures = SceneryTextures(seed: seed)
        self.aspect = aspect
        var random = SceneRandom(seed: seed, .layout)
        vanishU = aspect * random.uniform(0.4...0.6)
        vanishV = random.uniform(0.3...0.38)
        halfWidth = random.uniform(1.2...1.6)
        doorSpacing = random.uniform(1.6...2.4)
        wallLuma = random.uniform(150...185)
        lamps = [Lamp(u: vanishU, v: 0.4, reach: 0.7, strength: 1)]
    }

    func surface(u: Double, v: Double, footprint: Double) -> Surface {
        // The nearest of floor, ceiling and walls along the line of sight; the camera hangs two
        // units above the floor and one below the ceiling.
        let du = u - vanishU
        let dv = v - vanishV
        let toFloor = dv > 0 ? 1.1 / dv : .infinity
        let toCeiling = dv < 0 ? -0.55 / dv : .infinity
        let toWall = abs(du) > 1e-9 ? halfWidth / abs(du) : .infinity
        let distance = min(toFloor, toCeiling, toWall)
        if distance > 14 { return Surface(luma: 165 + 4 * textures.grit(u, v, scale: 200)) }
        let soft = footprint * distance
        let fade = 1 - 0.03 * distance
        if distance == toFloor {
            let across = du * distance
            let tiles = max(
                lines(across, spacing: 0.4, width: 0.015, footprint: soft),
                lines(distance, spacing: 0.4, width: 0.015, footprint: soft * distance))
            let shine = 18 * Curves.decay(across * across * 4)
            return Surface(
                luma: (128 - 30 * tiles + shine + 8 * textures.grit(across, distance, scale: 90)
                    + 6 * textures.patches(across, distance, scale: 20)) * fade, cb: -4, cr: 4)
        }
        if distance == toCeiling {
            let lamp =
                box(
                    du * distance, distance - 2.2 * (distance / 2.2).rounded(.down), -0.25, 0.3,
                    0.25, 1, soft)
            return Surface(
                luma: blend(188 * fade + 3 * textures.grit(u, v, scale: 200), 250, lamp),
                glow: 60 * lamp)
        }
        return wall(height: dv * distance, along: distance, soft, fade)
    }

    private func wall(
        height: Double, along: Double, _ soft: Double, _ fade: Double
    ) -> Surface {
        let phase = along - doorSpacing * (along / doorSpacing).rounded(.down)
        let door = box(phase, height, 0.3, -0.25, 1, 2, soft)
        let frame = box(phase, height, 0.25, -0.3, 1.05, 2, soft) - door
        let skirting = height > 1 ? 1.0 : 0.0
        let rail = lines(height - 0.5, spacing: 10, width: 0.05, footprint: soft)
        let plain =
            wallLuma + 6 * textures.grit(along, height, scale: 120)
            + 6 * textures.patches(along, height, scale: 30) - 45 * max(skirting, rail)
        let surface = mix(
            Surface(luma: plain * fade, cb: -5, cr: 3), Surface(luma: 205 * fade), frame)
        let handle = box(phase, height, 0.86, 0.42, 0.92, 0.47, soft)
        return mix(
            surface,
            Surface(
                luma: (95 + 90 * handle + 8 * textures.grit(along * 0.5, height * 3, scale: 90))
                    * fade, cb: -12, cr: 14), door)
    }
}
