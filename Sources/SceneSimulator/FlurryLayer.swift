import Footage

/// Large flakes close to the camera, blown past by the wind: dark against the light, with sharp
/// edges and fast, each placed by hash so that any frame can be drawn alone.
struct FlurryLayer {
    let seed: UInt64
    let picture: FrameSize

    func draw(seconds: Double, flakes: Int, into work: inout WorkingPicture) {
        let (width, height) = (Double(picture.width), Double(picture.height))
        var wind = SceneRandom(seed: seed, .flurry)
        let direction = wind.sign()
        for flake in 0..<flakes {
            var random = SceneRandom(seed: seed, .flurry, flake + 1)
            let gone = random.unit() + random.uniform(0.25...0.4) * seconds
            let lap = gone.rounded(.down)
            // Each lap begins at another height.
            let start = Double(SceneHash.mix(random.bits(), Int(lap)) &>> 11) * 0x1p-53
            let share = gone - lap
            let across = direction > 0 ? share : 1 - share
            let fall = random.uniform(0.1...0.35)
            work.addDisc(
                x: (across * 1.1 - 0.05) * width, y: (start * 0.9 + fall * share) * height,
                radius: height / 360 * random.uniform(4.5...6),
                strength: -random.uniform(45...70))
        }
    }
}

extension WorkingPicture {
    /// Adds (or takes away) light in a disc with a sharp edge.
    fileprivate mutating func addDisc(x: Double, y: Double, radius: Double, strength: Double) {
        let reach = radius + 1
        let top = max(0, Int((y - reach).rounded(.up)))
        let bottom = min(size.height - 1, Int((y + reach).rounded(.down)))
        let left = max(0, Int((x - reach).rounded(.up)))
        let right = min(size.width - 1, Int((x + reach).rounded(.down)))
        guard top <= bottom, left <= right else { return }
        for row in top...bottom {
            for column in left...right {
                let (dx, dy) = (Double(column) - x, Double(row) - y)
                let cover = min(max(radius + 0.5 - (dx * dx + dy * dy).squareRoot(), 0), 1)
                if cover > 0 { brighten(column, row, by: strength * cover) }
            }
        }
    }
}
