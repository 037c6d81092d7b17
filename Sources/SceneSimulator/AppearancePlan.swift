public import Footage

/// Many short appearances, one after another, of stated lengths, sizes and contrasts: what recall
/// is measured on.
///
/// Each appearance begins and ends where the actor stands (as if through a door), so that it lasts
/// as long as was drawn. Lengths and sizes are spread evenly over their logarithms.
public struct AppearancePlan: Hashable, Sendable {
    public var background: BackgroundKind
    public var light: LightKind
    public var grain: SensorGrain
    /// Effects that last the whole scene.
    public var effects: [Disturbance.Effect]
    public var kinds: [ActorKind]
    public var count: Int
    public var lengthSeconds: ClosedRange<Double>
    public var sizeShare: ClosedRange<Double>
    /// Absolute; the sign is by chance.
    public var contrast: ClosedRange<Double>
    /// Quiet time before each appearance and after the last.
    public var quietSeconds: ClosedRange<Double>

    public init(
        background: BackgroundKind = .yard, light: LightKind = .day,
        grain: SensorGrain = SensorGrain(sigma: 1.5), effects: [Disturbance.Effect] = [],
        kinds: [ActorKind] = [.person], count: Int = 10,
        lengthSeconds: ClosedRange<Double> = 0.5...30,
        sizeShare: ClosedRange<Double> = 0.001...0.1, contrast: ClosedRange<Double> = 15...60,
        quietSeconds: ClosedRange<Double> = 10...40
    ) {
        self.background = background
        self.light = light
        self.grain = grain
        self.effects = effects
        self.kinds = kinds
        self.count = count
        self.lengthSeconds = lengthSeconds
        self.sizeShare = sizeShare
        self.contrast = contrast
        self.quietSeconds = quietSeconds
    }

    /// The scene that the plan and a seed make; as long as its appearances take.
    public func description(
        name: String = "appearances", seed: UInt64,
        size: FrameSize = FrameSize(width: 640, height: 360),
        frameRate: SceneDescription.FrameRate = .init(15)
    ) -> SceneDescription {
        var random = SceneRandom(seed: seed, .actors, 77)
        var scene = SceneDescription(
            name: name, summary: "\(count) appearances", size: size, frameRate: frameRate,
            durationSeconds: 1, seed: seed, background: background, light: light, grain: grain)
        var clock = 0.0
        for id in 1...max(1, min(250, count)) where count > 0 {
            clock += random.uniform(quietSeconds)
            let length = Self.spread(lengthSeconds, random.unit())
            let kind = kinds.isEmpty ? .person : kinds[random.integer(0...kinds.count - 1)]
            scene.actors.append(
                appearance(id, kind, start: clock, length: length, &random, in: scene))
            clock += length
        }
        scene.durationSeconds = clock + random.uniform(quietSeconds)
        scene.disturbances = effects.map {
            Disturbance($0, from: 0, to: scene.durationSeconds)
        }
        return scene
    }

    private func appearance(
        _ id: Int, _ kind: ActorKind, start: Double, length: Double,
        _ random: inout SceneRandom, in scene: SceneDescription
    ) -> Actor {
        let draft = SceneDraft(scene: scene)
        let share = Self.spread(sizeShare, random.unit())
        let extent = draft.extentPixels(kind, share)
        let across = extent / Double(scene.width)
        // Wherever it stands, all of it is in the picture if it fits at all.
        let tall = kind == .boat || kind == .vehicle ? 0.4 : 1.0
        let top = min(0.97, extent * tall / Double(scene.height))
        let lines = draft.groundLines(for: kind)
        let y = random.uniform(max(lines.lowerBound, top)...max(lines.upperBound, top))
        let half = min(0.45, across * (kind == .person ? 0.25 : 0.5))
        let room = 1 - 2 * half
        let walked = min(room, across * random.uniform(0.5...0.9) * length)
        let from = half + random.unit() * (room - walked)
        let goesRight = random.chance(0.5)
        return Actor(
            id: id, kind: kind, sizeShare: share,
            contrast: random.uniform(contrast) * random.sign(),
            path: [
                Waypoint(at: start, x: goesRight ? from : from + walked, y: y),
                Waypoint(at: start + length, x: goesRight ? from + walked : from, y: y),
            ])
    }

    /// The value at a share of a range, evenly over its logarithm; by square roots alone, which
    /// every machine rounds alike.
    private static func spread(_ range: ClosedRange<Double>, _ share: Double) -> Double {
        var root = range.upperBound / range.lowerBound
        var value = range.lowerBound
        var rest = share
        for _ in 0..<24 {
            root = root.squareRoot()
            rest *= 2
            if rest >= 1 {
                rest -= 1
                value *= root
            }
        }
        return min(range.upperBound, value)
    }
}
