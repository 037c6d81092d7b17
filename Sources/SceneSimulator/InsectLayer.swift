import Footage

/// Insects close to the lens: large, bright, blurred, quick.
struct InsectLayer {
    let picture: FrameSize

    func draw(_ flight: SceneTimeline.Episode, seconds: Double, into work: inout WorkingPicture) {
        var random = SceneRandom(seed: flight.seed, .insects)
        let height = Double(picture.height)
        let radius = height * (0.018 + 0.09 * random.unit() * random.unit())
        let strength = random.uniform(60...150)
        let from = (x: random.uniform(-0.1...1.1), y: random.uniform(-0.1...1.1))
        let bend = (x: random.uniform(-0.2...1.2), y: random.uniform(-0.2...1.2))
        let to = (x: random.uniform(-0.1...1.1), y: random.uniform(-0.1...1.1))
        let wiggle = random.uniform(3...8)
        func place(_ t: Double) -> (x: Double, y: Double) {
            let a = (1 - t) * (1 - t)
            let b = 2 * t * (1 - t)
            let flutter = 0.025 * Curves.sine(turns: t * wiggle)
            return (
                (a * from.x + b * bend.x + t * t * to.x + flutter) * Double(picture.width),
                (a * from.y + b * bend.y + t * t * to.y - flutter) * height
            )
        }
        let length = flight.endSeconds - flight.startSeconds
        // The wings beat and the shutter is slow: several faint copies make a smear.
        let smear = 6
        for copy in 0..<smear {
            let moment = seconds - 0.03 * Double(copy) / Double(smear)
            let t = (moment - flight.startSeconds) / length
            guard t >= 0 else { continue }
            let at = place(t)
            work.addGlow(
                x: at.x, y: at.y, radiusX: radius, radiusY: radius * 0.8,
                strength: strength * 1.8 / Double(smear))
        }
    }
}
