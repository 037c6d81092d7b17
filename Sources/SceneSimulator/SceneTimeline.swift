/// What the disturbances of a scene do over time: when each flash, insect and sweep comes, and how
/// bright all light is at any moment.
struct SceneTimeline: Sendable {
    /// One passing of something, at a random place.
    struct Episode: Sendable {
        var startSeconds: Double
        var endSeconds: Double
        var seed: UInt64

        func isActive(at seconds: Double) -> Bool {
            startSeconds <= seconds && seconds < endSeconds
        }
    }

    private let description: SceneDescription
    let insects: [Episode]
    let sweeps: [Episode]
    let flashes: [Episode]

    init(_ description: SceneDescription) {
        self.description = description
        var insects: [Episode] = []
        var sweeps: [Episode] = []
        var flashes: [Episode] = []
        for (index, disturbance) in description.disturbances.enumerated() {
            switch disturbance.effect {
            case .insects(let rate):
                insects += Self.episodes(
                    disturbance, index, rate, .insects, seconds: 0.3...1.6, description)
            case .headlights(let rate):
                sweeps += Self.episodes(
                    disturbance, index, rate, .headlights, seconds: 2...4.5, description)
            case .lightning(let rate):
                flashes += Self.episodes(
                    disturbance, index, rate, .lightning, seconds: 0.07...0.2, description)
            default: break
            }
        }
        self.insects = insects
        self.sweeps = sweeps
        self.flashes = flashes
    }

    /// Spreads episodes over a disturbance: one in each slot of a minute ÷ rate, anywhere in it.
    private static func episodes(
        _ disturbance: Disturbance, _ index: Int, _ perMinute: Double, _ purpose: RandomPurpose,
        seconds: ClosedRange<Double>, _ description: SceneDescription
    ) -> [Episode] {
        guard perMinute > 0 else { return [] }
        let start = max(0, disturbance.startSeconds)
        let end = min(description.durationSeconds, disturbance.endSeconds)
        let slot = 60 / perMinute
        // A scene shorter than a slot still shows what it is about.
        let count = max(1, Int(((end - start) / slot).rounded(.down)))
        let spacing = (end - start) / Double(count)
        return (0..<count).map { number in
            var random = SceneRandom(
                seed: SceneHash.mix(description.seed, index), purpose, number)
            let length = random.uniform(seconds)
            let begin = start + (Double(number) + random.uniform(0.05...0.6)) * spacing
            return Episode(
                startSeconds: begin, endSeconds: min(end, begin + length), seed: random.bits())
        }
    }

    // MARK: Light

    /// The lights in which the scene is seen at any time; the first is the one it begins in.
    var lights: [LightKind] {
        let switches = description.disturbances.contains { $0.effect == .infraredSwitch }
        return switches ? [description.light, otherLight] : [description.light]
    }

    private var otherLight: LightKind { description.light == .infrared ? .day : .infrared }

    func light(at seconds: Double) -> LightKind {
        let switched = description.disturbances.contains {
            $0.effect == .infraredSwitch && $0.isActive(at: seconds)
        }
        return switched ? otherLight : description.light
    }

    /// What all luma is multiplied by.
    func gain(at seconds: Double) -> Double {
        var gain = 1.0
        for disturbance in description.disturbances {
            switch disturbance.effect {
            case .lightStep(let step):
                gain *= Self.afterStep(step, disturbance, at: seconds)
            case .exposureDrift(let amplitude, let period) where disturbance.isActive(at: seconds):
                let since = seconds - disturbance.startSeconds
                gain *= 1 + amplitude * Curves.sine(turns: since / period)
            case .infraredSwitch:
                gain *= Self.filterClick(seconds - disturbance.startSeconds)
                gain *= Self.filterClick(seconds - disturbance.endSeconds)
            case .cover(let openShare) where disturbance.isActive(at: seconds):
                gain *= openShare
            default: break
            }
        }
        for flash in flashes where flash.isActive(at: seconds) {
            var random = SceneRandom(seed: flash.seed, .lightning)
            let fade = (seconds - flash.startSeconds) / (flash.endSeconds - flash.startSeconds)
            gain *= 1 + random.uniform(0.8...2.2) * (1 - 0.6 * fade)
        }
        return gain
    }

    /// The light jumps; auto-exposure takes half of the jump (in stops) back within seconds.
    private static func afterStep(
        _ step: Double, _ disturbance: Disturbance, at seconds: Double
    ) -> Double {
        let adapted = step.squareRoot()
        if seconds < disturbance.startSeconds { return 1 }
        if seconds < disturbance.endSeconds {
            let since = seconds - disturbance.startSeconds
            return adapted + (step - adapted) * Curves.decay(since / 0.7)
        }
        return 1 + (1 / adapted - 1) * Curves.decay((seconds - disturbance.endSeconds) / 0.7)
    }

    /// The infrared filter moves: dark for a moment, then too bright until exposure settles.
    private static func filterClick(_ since: Double) -> Double {
        if since < 0 { return 1 }
        return since < 0.2 ? 0.4 : 1 + 0.7 * Curves.decay((since - 0.2) / 0.3)
    }

    // MARK: Camera

    /// How far the scene is displaced in the picture.
    func cameraOffset(at seconds: Double) -> CameraOffset {
        var offset = CameraOffset()
        for (index, disturbance) in description.disturbances.enumerated()
        where disturbance.isActive(at: seconds) {
            switch disturbance.effect {
            case .shake(let amplitude):
                var random = SceneRandom(seed: description.seed, .shake, index)
                func tremble() -> Double {
                    // Three tones of a swaying pole; together they never exceed the amplitude.
                    0.5 * Curves.sine(turns: seconds * random.uniform(0.7...1.3) + random.unit())
                        + 0.3
                        * Curves.sine(turns: seconds * random.uniform(2...3.4) + random.unit())
                        + 0.2 * Curves.sine(turns: seconds * random.uniform(5...7) + random.unit())
                }
                offset.x += amplitude * tremble()
                offset.y += amplitude * tremble()
            case .turned(let shareX, let shareY):
                offset.x += shareX * Double(description.width)
                offset.y += shareY * Double(description.height)
            default: break
            }
        }
        return offset
    }
}
