/// A description in the making, with the means to place actors sensibly.
struct SceneDraft {
    var scene: SceneDescription
    private var random: SceneRandom
    private static let twins: Set = ["empty", "person", "boat"]

    init(scene: SceneDescription) {
        self.scene = scene
        // A scene and its twin share conditions; other scenes of the seed differ.
        let family = scene.name.split(separator: "-").filter { !Self.twins.contains(String($0)) }
        let salt = family.joined(separator: "-").utf8.reduce(UInt64(0)) {
            SceneHash.mix($0 ^ UInt64($1))
        }
        random = SceneRandom(seed: scene.seed ^ salt, .actors)
    }

    var seconds: Double { scene.durationSeconds }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double { random.uniform(range) }
    mutating func chance(_ probability: Double) -> Bool { random.chance(probability) }
    mutating func integer(_ range: ClosedRange<Int>) -> Int { random.integer(range) }

    /// Background, light and the grain that goes with the light.
    mutating func set(_ background: BackgroundKind, _ light: LightKind) {
        scene.background = background
        scene.light = light
        switch light {
        case .day: scene.grain = SensorGrain(sigma: uniform(0.8...1.8))
        case .lamps: scene.grain = SensorGrain(sigma: uniform(1.8...3), blotchShare: 0.5)
        case .infrared: scene.grain = SensorGrain(sigma: uniform(2...3.5), blotchShare: 0.5)
        }
    }

    /// A disturbance for the whole scene, or for a part of it given as shares of its length.
    mutating func disturb(
        _ effect: Disturbance.Effect, from start: Double = 0, to end: Double = 1
    ) {
        scene.disturbances.append(
            Disturbance(effect, from: start * seconds, to: end * seconds))
    }

    /// Pixels of this picture that correspond to pixels of one 640 wide.
    func scaledPixels(_ pixels: Double) -> Double { pixels * Double(scene.width) / 640 }

    /// Lines on which feet or keels may stand, as shares of the height.
    func groundLines(for kind: ActorKind) -> ClosedRange<Double> {
        switch (scene.background, kind) {
        case (.harbour, .boat): 0.5...0.68
        case (.harbour, _): 0.9...0.97
        case (.road, .vehicle): 0.66...0.8
        case (.corridor, _): 0.78...0.95
        default: 0.66...0.94
        }
    }

    /// Body heights, or hull lengths, that an actor of this kind moves in a second.
    private func bodySpeeds(of kind: ActorKind) -> ClosedRange<Double> {
        switch kind {
        case .person: 0.6...1.0
        case .boat: 0.18...0.4
        case .vehicle: 0.8...1.8
        case .crate: 0.5...0.5
        }
    }

    /// Contrast of either sign, at least so strong.
    mutating func contrast(_ range: ClosedRange<Double>) -> Double {
        uniform(range) * (chance(0.5) ? 1 : -1)
    }

    var nextID: Int { (scene.actors.map(\.id).max() ?? 0) + 1 }

    /// Height of a person or crate, or length of a boat or vehicle, in pixels.
    func extentPixels(_ kind: ActorKind, _ sizeShare: Double) -> Double {
        Silhouette.extentPixels(kind, sizeShare: sizeShare, picture: scene.size)
    }

    /// Someone crosses the picture from side to side; returns the actor's id.
    ///
    /// - Parameters:
    ///   - start: when it sets out, as a share of the scene.
    ///   - line: ground line; by chance if not said.
    ///   - rightward: direction; by chance if not said.
    @discardableResult
    mutating func addCrossing(
        _ kind: ActorKind, sizeShare: Double, contrast: Double, start: Double,
        line: Double? = nil, rightward: Bool? = nil, shadowDepth: Double = 0,
        hasBody: Bool = true
    ) -> Int {
        let extent = extentPixels(kind, sizeShare) / Double(scene.width)
        let margin = extent * (kind == .person ? 0.35 : 0.6)
        let speed = uniform(bodySpeeds(of: kind)) * extent
        let lines = groundLines(for: kind)
        let from = line ?? uniform(lines)
        let slant = line == nil ? uniform(-0.03...0.03) : 0
        let to = min(lines.upperBound, max(lines.lowerBound, from + slant))
        let goesRight = rightward ?? chance(0.5)
        let first = start * seconds
        let travel = (1 + 2 * margin) / speed
        let (x0, x1) = goesRight ? (-margin, 1 + margin) : (1 + margin, -margin)
        let id = nextID
        scene.actors.append(
            Actor(
                id: id, kind: kind, sizeShare: sizeShare, contrast: contrast,
                path: [
                    Waypoint(at: first, x: x0, y: from),
                    Waypoint(at: first + travel, x: x1, y: to),
                ], shadowDepth: shadowDepth, hasBody: hasBody))
        return id
    }

    /// Someone walks in, stands for `restSeconds` somewhere and walks out again.
    @discardableResult
    mutating func addVisit(
        _ kind: ActorKind, sizeShare: Double, contrast: Double, start: Double,
        restSeconds: Double, at place: Double? = nil, line: Double? = nil,
        leavesBackwards: Bool = false, shadowDepth: Double = 0
    ) -> Int {
        let extent = extentPixels(kind, sizeShare) / Double(scene.width)
        let margin = extent * (kind == .person ? 0.35 : 0.6)
        let speed = uniform(bodySpeeds(of: kind)) * extent
        let y = line ?? uniform(groundLines(for: kind))
        let goesRight = chance(0.5)
        let x = place ?? uniform(0.3...0.7)
        let x0 = goesRight ? -margin : 1 + margin
        let x1 = leavesBackwards ? x0 : 1 - x0
        let begin = start * seconds
        let arrive = begin + max(0.5, abs(x - x0) / speed)
        let depart = arrive + max(0.1, restSeconds)
        let id = nextID
        scene.actors.append(
            Actor(
                id: id, kind: kind, sizeShare: sizeShare, contrast: contrast,
                path: [
                    Waypoint(at: begin, x: x0, y: y), Waypoint(at: arrive, x: x, y: y),
                    Waypoint(at: depart, x: x, y: y),
                    Waypoint(at: depart + max(0.5, abs(x1 - x) / speed), x: x1, y: y),
                ], shadowDepth: shadowDepth))
        return id
    }
}
