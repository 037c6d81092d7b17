/// A light that falls on part of the picture.
enum LocalLight {
    case clouds(NoiseTexture, driftTexels: Double, depth: Double)
    case headlights(u: Double, v: Double, reach: Double, strength: Double)
    case mains(amplitude: Double, phase: Double)

    /// What light is multiplied by at a point given in picture heights.
    func gain(u: Double, v: Double) -> Double {
        switch self {
        case .clouds(let texture, let drift, let depth):
            // Flattened by the low angle at which a camera sees the ground.
            let cover = texture.sample(u * 45 + drift, v * 90 + drift * 0.3)
            // The sky has no ground for a shadow to fall on.
            return 1 - depth * Curves.smoothStep(-0.05, 0.25, cover)
                * Curves.smoothStep(0.28, 0.4, v)
        case .headlights(let centreU, let centreV, let reach, let strength):
            let du = (u - centreU) / reach
            let dv = (v - centreV) / (reach * 0.45)
            return 1 + strength * Curves.decay(1.4 * (du * du + dv * dv))
        case .mains(let amplitude, let phase):
            return 1 + amplitude * Curves.sine(turns: v * 1.3 + phase)
        }
    }

    /// The local lights of a frame.
    static func sources(_ stage: SceneStage, _ moment: SceneRenderer.Moment) -> [LocalLight] {
        var sources: [LocalLight] = []
        for disturbance in moment.disturbances {
            switch disturbance.effect {
            case .cloudShadows(let depth):
                sources.append(
                    .clouds(stage.clouds, driftTexels: moment.seconds * 9, depth: depth))
            case .flicker(let amplitude, let frequency):
                sources.append(.mains(amplitude: amplitude, phase: moment.seconds * frequency))
            default: break
            }
        }
        let aspect = Double(stage.description.width) / Double(stage.description.height)
        for sweep in stage.timeline.sweeps where sweep.isActive(at: moment.seconds) {
            var random = SceneRandom(seed: sweep.seed, .headlights)
            let share =
                (moment.seconds - sweep.startSeconds) / (sweep.endSeconds - sweep.startSeconds)
            let along = random.chance(0.5) ? share : 1 - share
            let line = random.uniform(0.45...0.7)
            let strength = random.uniform(0.5...1.4)
            let reach = random.uniform(0.35...0.7)
            for lamp in [-0.12, 0.12] {
                sources.append(
                    .headlights(
                        u: (along * 1.8 - 0.4) * aspect + lamp, v: line, reach: reach,
                        strength: strength))
            }
        }
        return sources
    }
}
