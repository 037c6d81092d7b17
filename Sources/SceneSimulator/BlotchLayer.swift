import Footage

/// What a camera's noise reduction makes of noise at night: blotches that crawl.
///
/// They are far wider than grain, so that no smoothing takes them away.
struct BlotchLayer {
    let texture: NoiseTexture
    let seed: UInt64
    let picture: FrameSize
    /// Height of the strongest blotches, luma steps.
    let amplitude: Double

    /// Blotches that turn into others, a second.
    private static let changesPerSecond = 4.0
    /// Side of a blotch as a share of the picture's height.
    private static let sideShare = 1.0 / 24

    func draw(seconds: Double, into work: inout WorkingPicture) {
        let phase = seconds * Self.changesPerSecond
        let step = Int(phase.rounded(.down))
        let share = phase - Double(step)
        let (old, new) = (origin(step), origin(step + 1))
        // A cell of the texture's coarsest octave is one blotch.
        let scale =
            Double(NoiseTexture.side) / Double(SceneStage.cloudCells)
            / (Self.sideShare * Double(picture.height))
        for y in 0..<picture.height {
            let v = Double(y) * scale
            for x in 0..<picture.width {
                let u = Double(x) * scale
                let before = texture.sample(old.u + u, old.v + v)
                let after = texture.sample(new.u + u, new.v + v)
                work.brighten(x, y, by: amplitude * (before + (after - before) * share))
            }
        }
    }

    private func origin(_ step: Int) -> (u: Double, v: Double) {
        var random = SceneRandom(seed: seed, .blotches, step)
        let side = Double(NoiseTexture.side)
        return (random.uniform(0...side), random.uniform(0...side))
    }
}
