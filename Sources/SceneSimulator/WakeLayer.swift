import Footage

/// Foam behind a moving boat: patches that stay where they were made, spread and fade.
struct WakeLayer {
    let member: CastMember

    func draw(seconds: Double, offset: CameraOffset, into work: inout WorkingPicture) {
        // Foam is made ten times a second, at times that do not depend on the frame drawn.
        let last = Int((seconds * 10).rounded(.down))
        for tick in stride(from: last, to: last - 40, by: -1) {
            let made = Double(tick) / 10
            guard let state = member.motion.state(at: made), state.isMoving else { continue }
            var random = SceneRandom(seed: UInt64(member.actor.id), .boats, tick)
            let age = seconds - made
            let behind = -0.45 * state.gait.facing * state.extent
            let spread = state.extent * (0.02 + 0.012 * age)
            work.addGlow(
                x: state.x + behind + offset.x + spread * random.uniform(-1...1),
                y: state.y + offset.y + spread * 0.5 * random.uniform(-1...1),
                radiusX: spread * random.uniform(1.5...2.5),
                radiusY: spread * random.uniform(0.4...0.7),
                strength: random.uniform(15...40) * Curves.decay(age / 1.2))
        }
    }
}
