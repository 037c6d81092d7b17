import Footage

/// One piece of an actor: a simple shape with a tone of its own.
///
/// Coordinates are the actor's own: `x` in the direction in which the picture runs, `y` up from the
/// ground, in units of the actor's extent (height of a person or crate, length of a boat or
/// vehicle).
struct SilhouettePart {
    enum Outline {
        /// A line with a radius at each end.
        case capsule(ax: Double, ay: Double, bx: Double, by: Double, ra: Double, rb: Double)
        case ellipse(x: Double, y: Double, radiusX: Double, radiusY: Double)
        /// Convex, corners in counter-clockwise order (`y` up).
        case quad([Corner])
    }

    struct Corner {
        var x: Double
        var y: Double
    }

    var outline: Outline
    /// Multiplies the actor's contrast: 1 is the stated one.
    var tone: Double
    var cb: Double = 0
    var cr: Double = 0

    /// Signed distance to the edge, in the actor's units; negative inside.
    func distance(_ x: Double, _ y: Double) -> Double {
        switch outline {
        case .capsule(let ax, let ay, let bx, let by, let ra, let rb):
            let dx = bx - ax
            let dy = by - ay
            let lengthSquared = max(dx * dx + dy * dy, 1e-12)
            let along = min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / lengthSquared))
            let ex = x - ax - along * dx
            let ey = y - ay - along * dy
            return (ex * ex + ey * ey).squareRoot() - (ra + (rb - ra) * along)
        case .ellipse(let cx, let cy, let radiusX, let radiusY):
            let ex = (x - cx) / radiusX
            let ey = (y - cy) / radiusY
            return ((ex * ex + ey * ey).squareRoot() - 1) * min(radiusX, radiusY)
        case .quad(let corners):
            var outermost = -Double.infinity
            for index in corners.indices {
                let a = corners[index]
                let b = corners[(index + 1) % corners.count]
                let nx = b.y - a.y
                let ny = a.x - b.x
                let length = max((nx * nx + ny * ny).squareRoot(), 1e-12)
                outermost = max(outermost, ((x - a.x) * nx + (y - a.y) * ny) / length)
            }
            return outermost
        }
    }

    var bounds: SilhouetteBounds {
        switch outline {
        case .capsule(let ax, let ay, let bx, let by, let ra, let rb):
            SilhouetteBounds(
                left: min(ax - ra, bx - rb), right: max(ax + ra, bx + rb),
                bottom: min(ay - ra, by - rb), top: max(ay + ra, by + rb))
        case .ellipse(let x, let y, let radiusX, let radiusY):
            SilhouetteBounds(
                left: x - radiusX, right: x + radiusX, bottom: y - radiusY, top: y + radiusY)
        case .quad(let corners):
            corners.reduce(SilhouetteBounds.nothing) { $0.including($1.x, $1.y) }
        }
    }
}

/// A rectangle in an actor's own coordinates.
struct SilhouetteBounds {
    var left: Double
    var right: Double
    var bottom: Double
    var top: Double

    static let nothing = SilhouetteBounds(
        left: .infinity, right: -.infinity, bottom: .infinity, top: -.infinity)

    func including(_ x: Double, _ y: Double) -> SilhouetteBounds {
        SilhouetteBounds(
            left: min(left, x), right: max(right, x), bottom: min(bottom, y), top: max(top, y))
    }

    func union(_ other: SilhouetteBounds) -> SilhouetteBounds {
        SilhouetteBounds(
            left: min(left, other.left), right: max(right, other.right),
            bottom: min(bottom, other.bottom), top: max(top, other.top))
    }
}

/// The shapes of the kinds of actors.
enum Silhouette {
    /// Area of the silhouette ÷ extent², measured from the shapes below (a test holds them to it).
    static func fill(_ kind: ActorKind) -> Double {
        switch kind {
        case .person: 0.164
        case .boat: 0.16
        case .vehicle: 0.241
        case .crate: 1.2
        }
    }

    /// Height of a person or crate, or length of a boat or vehicle, in pixels at scale 1.
    static func extentPixels(_ kind: ActorKind, sizeShare: Double, picture: FrameSize) -> Double {
        (sizeShare * Double(picture.pixelCount) / fill(kind)).squareRoot()
    }

    /// The pieces of an actor, farthest first.
    static func parts(_ kind: ActorKind, gait: Gait, style: ActorStyle) -> [SilhouettePart] {
        switch kind {
        case .person: person(gait, style)
        case .boat: boat(gait, style)
        case .vehicle: vehicle(gait, style)
        case .crate: crate(style)
        }
    }
}

/// What an actor's limbs do at a moment.
struct Gait {
    /// Steps taken, in turns of the legs.
    var phase: Double
    /// −1 leftward, 1 rightward.
    var facing: Double
    /// 0 standing … 1 walking.
    var stride: Double
}

/// Clothes, paint and build: chosen once per actor.
struct ActorStyle {
    var upperTone: Double
    var lowerTone: Double
    var upperCb: Double
    var upperCr: Double
    var lowerCb: Double
    var lowerCr: Double
    /// Canopy of a boat, shape of a vehicle: 0…1.
    var variant: Double
    /// Where in the texture the actor's surface begins.
    var textureX: Double
    var textureY: Double

    init(seed: UInt64, actor: Int) {
        var random = SceneRandom(seed: seed, .actors, 1000 + actor)
        upperTone = random.uniform(0.9...1.45)
        lowerTone = random.uniform(0.65...1.1)
        upperCb = random.uniform(-24...24)
        upperCr = random.uniform(-24...24)
        lowerCb = random.uniform(-6...12)
        lowerCr = random.uniform(-8...4)
        variant = random.unit()
        textureX = random.uniform(0...256)
        textureY = random.uniform(0...256)
    }
}
