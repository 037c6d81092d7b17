import Footage

/// Everything of a scene that does not change from frame to frame, made once and shared.
struct SceneStage: Sendable {
    let description: SceneDescription
    let timeline: SceneTimeline
    let backgrounds: [LightKind: PaintedBackground]
    let water: WaterLayer?
    let leaves: FoliageLayer?
    let clouds: NoiseTexture
    let weave: NoiseTexture
    /// In order of id.
    let cast: [CastMember]
    let illumination: Illumination
    /// Moored boats; part of the background.
    let moored: [MooredBoat]
    /// Where a unit of height falls as shadow on the ground, relative to the extent.
    let shadowX: Double
    let shadowY: Double

    init(_ description: SceneDescription) throws(SceneError) {
        try description.validate()
        self.description = description
        timeline = SceneTimeline(description)
        let size = description.size
        let margins = Self.margins(description)
        let painter = BackgroundPainter(
            kind: description.background, seed: description.seed, size: size, marginX: margins.x,
            marginY: margins.y)
        let lights = timeline.lights
        illumination = painter.illumination
        let painted = painter.paint(lights: lights)
        backgrounds = Dictionary(uniqueKeysWithValues: zip(lights, painted.backgrounds))
        let hasRipple = description.disturbances.contains {
            if case .ripple = $0.effect { true } else { false }
        }
        water =
            hasRipple
            ? WaterLayer(painted.materials, painter: painter, seed: description.seed) : nil
        leaves = FoliageLayer(description, materials: painted.materials, painter: painter)
        let key = SceneHash.mix(description.seed, Int(RandomPurpose.clouds.rawValue))
        clouds = NoiseTexture(seed: key, cells: Self.cloudCells, octaves: 3)
        weave = NoiseTexture(seed: SceneHash.mix(key, 1), cells: 32, octaves: 3, persistence: 0.7)
        cast = description.actors.sorted { $0.id < $1.id }.map {
            [backgrounds, illumination] actor in
            CastMember(
                actor, description: description, backgrounds: backgrounds,
                illumination: illumination)
        }
        moored = MooredBoat.fleet(of: description, painter: painter, backgrounds: backgrounds)
        var random = SceneRandom(seed: description.seed, .layout, 7)
        shadowX = random.sign() * random.uniform(0.3...0.7)
        shadowY = -random.uniform(0.3...0.5)
    }

    /// Lattice cells along a side of the coarsest octave of `clouds`.
    static let cloudCells = 4

    /// How far beyond the picture the camera may look.
    private static func margins(_ description: SceneDescription) -> (x: Int, y: Int) {
        var x = 4.0
        var y = 4.0
        for disturbance in description.disturbances {
            switch disturbance.effect {
            case .shake(let amplitude):
                x += amplitude + 1
                y += amplitude + 1
            case .foliage(let amplitude):
                let reach = amplitude * Double(description.height) + 2
                x += reach
                y += reach
            case .turned(let shareX, let shareY):
                x += abs(shareX) * Double(description.width) + 1
                y += abs(shareY) * Double(description.height) + 1
            default: break
            }
        }
        return (Int(x.rounded(.up)), Int(y.rounded(.up)))
    }
}
