import Footage

/// A boat at its mooring: it bobs and turns but goes nowhere.
struct MooredBoat: Sendable {
    private let x: Double
    private let y: Double
    private let extent: Double
    private let contrast: Double
    private let style: ActorStyle
    private let gait: Double
    private let pace: Double
    private let phase: Double
    private let surroundings: [LightKind: Double]

    /// The boats that a description asks for, farthest first.
    static func fleet(
        of description: SceneDescription, painter: BackgroundPainter,
        backgrounds: [LightKind: PaintedBackground]
    ) -> [MooredBoat] {
        var boats: [MooredBoat] = []
        for disturbance in description.disturbances {
            guard case .mooredBoats(let count) = disturbance.effect else { continue }
            for index in 0..<count {
                var random = SceneRandom(seed: description.seed, .boats, boats.count)
                let place = (Double(index) + random.uniform(0.25...0.75)) / Double(count)
                boats.append(
                    MooredBoat(
                        x: place * Double(description.width),
                        y: random.uniform(0.68...0.78) * Double(description.height),
                        random: &random, index: boats.count, description: description,
                        backgrounds: backgrounds))
            }
        }
        return boats.sorted { $0.y < $1.y }
    }

    private init(
        x: Double, y: Double, random: inout SceneRandom, index: Int,
        description: SceneDescription, backgrounds: [LightKind: PaintedBackground]
    ) {
        self.x = x
        self.y = y
        extent = random.uniform(0.28...0.42) * Double(description.height)
        contrast = random.uniform(25...55) * random.sign()
        style = ActorStyle(seed: description.seed, actor: 5000 + index)
        gait = random.sign()
        pace = random.uniform(0.3...0.5)
        phase = random.unit()
        surroundings = backgrounds.mapValues { background in
            Double(
                background.lumaAt(
                    min(description.width - 1, max(0, Int(x))),
                    min(description.height - 1, max(0, Int(y))))) / 16
        }
    }

    func paint(in light: LightKind) -> ActorPaint {
        ActorPaint(surroundings: surroundings[light] ?? 110, contrast: contrast)
    }

    var parts: [SilhouettePart] {
        Silhouette.boat(Gait(phase: 0, facing: gait, stride: 0), style)
    }

    var actorStyle: ActorStyle { style }

    /// Where the waves have it at a moment: up and down, to and fro, rolling.
    func placement(at seconds: Double) -> ActorPatch.Placement {
        let heave = Curves.sine(turns: seconds * pace + phase)
        let surge = Curves.sine(turns: seconds * pace * 0.37 + phase * 3)
        let roll = Curves.sine(turns: seconds * pace * 0.81 + phase * 5)
        return ActorPatch.Placement(
            footX: x + extent * 0.02 * surge, footY: y + extent * 0.018 * heave, extent: extent,
            rollTurns: 0.008 * roll)
    }
}
