import Footage

/// Rain and snow: bright marks that fall through the picture, placed by hash so that any frame can
/// be drawn alone.
struct PrecipitationLayer {
    let seed: UInt64
    let picture: FrameSize
    let framesPerSecond: Double

    /// Streaks that live one or two frames; a new cohort is born with every frame.
    func drawRain(frame: Int, streaks: Int, light: LightKind, into work: inout WorkingPicture) {
        for age in 0...1 where frame >= age {
            var random = SceneRandom(seed: seed, .rain, frame - age)
            // Half of the cohort lives on, so this many are seen at once.
            for _ in 0..<(streaks * 2 + 2) / 3 {
                drawStreak(&random, age: age, light: light, into: &work)
            }
        }
        drawSplashes(frame: frame, count: streaks / 3, light: light, into: &work)
    }

    private func drawStreak(
        _ random: inout SceneRandom, age: Int, light: LightKind, into work: inout WorkingPicture
    ) {
        let height = Double(picture.height)
        // Near drops are long, wide and bright, and there are few of them.
        let nearness = random.unit() * random.unit()
        let length = height * (0.02 + 0.11 * nearness)
        let thickness = max(0.7, height / 360 * (0.6 + 1.4 * nearness))
        let slant = 0.12 + 0.06 * (random.unit() - 0.5)
        let x = random.uniform(-0.1...1.05) * Double(picture.width)
        let y = random.uniform(-0.15...1) * height
        let livesOn = random.chance(0.5)
        let strength = (light == .day ? 12.0 : 22.0) + 45 * nearness * random.unit()
        guard age == 0 || livesOn else { return }
        let fallen = Double(age) * length * 1.1
        drawLine(
            x: x + slant * fallen, y: y + fallen, length: length, slant: slant,
            thickness: thickness, strength: strength, into: &work)
    }

    private func drawLine(
        x: Double, y: Double, length: Double, slant: Double, thickness: Double,
        strength: Double, into work: inout WorkingPicture
    ) {
        let first = max(0, Int(y.rounded(.up)))
        let last = min(picture.height - 1, Int((y + length).rounded(.down)))
        guard first <= last else { return }
        for row in first...last {
            let along = (Double(row) - y) / length
            let centre = x + slant * (Double(row) - y)
            // Faint at both ends.
            let light = strength * 4 * along * (1 - along) * min(1, thickness)
            let reach = thickness / 2 + 0.5
            let from = max(0, Int((centre - reach).rounded(.up)))
            let to = min(picture.width - 1, Int((centre + reach).rounded(.down)))
            guard from <= to else { continue }
            for column in from...to {
                let cover = min(1, max(0, reach - abs(Double(column) - centre)))
                work.brighten(column, row, by: light * cover)
            }
        }
    }

    /// Drops that hit the ground: a dot for one frame.
    private func drawSplashes(
        frame: Int, count: Int, light: LightKind, into work: inout WorkingPicture
    ) {
        var random = SceneRandom(seed: seed, .splashes, frame)
        for _ in 0..<count {
            let x = random.uniform(0...1) * Double(picture.width)
            let y = random.uniform(0.6...1) * Double(picture.height)
            let radius = Double(picture.height) / 360 * random.uniform(0.7...1.6)
            work.addGlow(
                x: x, y: y, radiusX: radius * 1.6, radiusY: radius,
                strength: random.uniform(10...28))
        }
    }

    /// Flakes that drift down for seconds.
    func drawSnow(frame: Int, flakes: Int, into work: inout WorkingPicture) {
        let seconds = Double(frame) / framesPerSecond
        let height = Double(picture.height)
        let width = Double(picture.width)
        for flake in 0..<flakes {
            var random = SceneRandom(seed: seed, .snow, flake)
            let nearness = random.unit() * random.unit()
            let speed = 0.12 + 0.5 * nearness
            let fallen = random.unit() + speed * seconds / 1.2
            let lap = fallen.rounded(.down)
            // Each lap begins at another place.
            let start = SceneHash.mix(random.bits(), Int(lap))
            let drift = 0.15 * (fallen - lap) + 0.02 * Curves.sine(turns: seconds * 0.7 + speed)
            let across = Double(start &>> 11) * 0x1p-53 * 1.2 - 0.15 + drift
            let radius = max(0.8, height / 360 * (0.8 + 3.2 * nearness))
            work.addGlow(
                x: across * width, y: ((fallen - lap) * 1.2 - 0.1) * height, radiusX: radius,
                radiusY: radius * 1.25, strength: 45 + 70 * nearness)
        }
    }
}
