import Footage

/// An actor with what is worked out of it once.
struct CastMember: Sendable {
    let motion: ActorMotion
    let style: ActorStyle
    /// Mean luma of the background along its path, and mean light there, in each light.
    let surroundings: [LightKind: Surroundings]

    struct Surroundings: Sendable {
        var luma: Double
        var illumination: Double
    }

    var actor: Actor { motion.actor }

    init(
        _ actor: Actor, description: SceneDescription,
        backgrounds: [LightKind: PaintedBackground], illumination: Illumination
    ) {
        motion = ActorMotion(actor, size: description.size)
        style = ActorStyle(seed: description.seed, actor: actor.id)
        let motion = motion
        var surroundings: [LightKind: Surroundings] = [:]
        for (light, background) in backgrounds {
            var sum = 0.0
            var lit = 0.0
            var count = 0.0
            for step in 0..<24 {
                let share = (Double(step) + 0.5) / 24
                let time = motion.startSeconds + (motion.endSeconds - motion.startSeconds) * share
                guard let state = motion.state(at: time) else { continue }
                for lift in [0.1, 0.3, 0.5, 0.7, 0.9] {
                    let tall = actor.kind == .boat || actor.kind == .vehicle ? 0.25 : 1
                    let x = Int(state.x)
                    let y = Int(state.y - state.extent * lift * tall)
                    guard (0..<description.width).contains(x),
                        (0..<description.height).contains(y)
                    else { continue }
                    sum += Double(background.lumaAt(x, y)) / 16
                    lit += illumination.amount(light, x: state.x, y: state.y)
                    count += 1
                }
            }
            surroundings[light] = Surroundings(
                luma: count > 0 ? sum / count : 110, illumination: count > 0 ? lit / count : 1)
        }
        self.surroundings = surroundings
    }

    /// What the silhouette looks like in a state.
    func parts(_ state: ActorMotion.State) -> [SilhouettePart] {
        Silhouette.parts(actor.kind, gait: state.gait, style: style)
    }

    func placement(_ state: ActorMotion.State, seconds: Double) -> ActorPatch.Placement {
        var placement = ActorPatch.Placement(footX: state.x, footY: state.y, extent: state.extent)
        if actor.kind == .boat {
            let beat = style.variant
            placement.rollTurns = 0.006 * Curves.sine(turns: seconds * 0.4 + beat)
            placement.footY += 0.01 * state.extent * Curves.sine(turns: seconds * 0.55 + beat)
        }
        return placement
    }
}

extension PaintedBackground {
    /// Luma in sixteenths at a pixel of the undisplaced picture.
    func lumaAt(_ x: Int, _ y: Int) -> Int16 {
        luma[(y + marginY) * paddedSize.width + x + marginX]
    }
}
