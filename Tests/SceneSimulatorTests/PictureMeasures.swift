import Footage

@testable import SceneSimulator

/// Sizes that keep the tests quick.
let smallSize = FrameSize(width: 160, height: 120)
let mediumSize = FrameSize(width: 320, height: 180)

extension SceneRenderer {
    func picture(_ frame: Int) -> PlanarPicture {
        let picture = PlanarPicture(size: size)
        render(frame: frame, into: picture)
        return picture
    }

    func picture(atSeconds seconds: Double) -> PlanarPicture {
        picture(Int(seconds * description.frameRate.framesPerSecond))
    }
}

extension Plane {
    var mean: Double { bytes.reduce(0) { $0 + Double($1) } / Double(bytes.count) }

    /// Mean absolute difference.
    func distance(to other: Plane) -> Double {
        zip(bytes, other.bytes).reduce(0) { $0 + abs(Double($1.0) - Double($1.1)) }
            / Double(bytes.count)
    }

    /// Mean absolute difference of horizontal neighbours.
    var sharpness: Double {
        zip(bytes, bytes.dropFirst()).reduce(0) { $0 + abs(Double($1.0) - Double($1.1)) }
            / Double(bytes.count)
    }

    /// Share of pixels that differ by more than `threshold`, within rows given as shares.
    func changedShare(
        from other: Plane, by threshold: Int, rows: ClosedRange<Double> = 0...1
    ) -> Double {
        let first = Int(rows.lowerBound * Double(size.height))
        let last = Int(rows.upperBound * Double(size.height))
        var changed = 0
        for y in first..<last {
            for x in 0..<size.width where abs(Int(self[x, y]) - Int(other[x, y])) > threshold {
                changed += 1
            }
        }
        return Double(changed) / Double(max(1, (last - first) * size.width))
    }
}

extension PlanarPicture {
    /// FNV-1a over all planes.
    var fingerprint: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for plane in [luma, cb, cr].compactMap({ $0 }) {
            for byte in plane.bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        return hash
    }
}

/// A scene with nothing in it but what a test adds.
func plainScene(
    _ background: BackgroundKind = .yard, _ light: LightKind = .day, seconds: Double = 10,
    size: FrameSize = mediumSize, sigma: Double = 0, disturbances: [Disturbance] = [],
    actors: [Actor] = []
) -> SceneDescription {
    SceneDescription(
        name: "test", size: size, frameRate: .init(10), durationSeconds: seconds, seed: 11,
        background: background, light: light, grain: SensorGrain(sigma: sigma),
        disturbances: disturbances, actors: actors)
}

/// A person that crosses evenly from left to right in the whole scene.
func walker(
    id: Int = 1, sizeShare: Double = 0.01, contrast: Double = 60, from: Double = 0.1,
    to: Double = 0.9, seconds: ClosedRange<Double> = 0.05...10, y: Double = 0.9,
    shadowDepth: Double = 0
) -> Actor {
    Actor(
        id: id, kind: .person, sizeShare: sizeShare, contrast: contrast,
        path: [
            Waypoint(at: seconds.lowerBound, x: from, y: y),
            Waypoint(at: seconds.upperBound, x: to, y: y),
        ], shadowDepth: shadowDepth)
}
