import Footage
import SceneSimulator
import VideoDecoding

/// A simulated scene in which a thing stands at a place at some times, under whatever the scene
/// does to light and camera.
struct VanishScene {
    var scene: String
    var seed: UInt64
    var seconds: Double
    /// Pixels of the thing, in a picture of 320×180.
    var box = (x: 150, y: 110, width: 26, height: 18)
    /// When the thing is there.
    var isThere: (Double) -> Bool
    /// When something tall walks past it.
    var passes: [ClosedRange<Double>] = []

    static let size = FrameSize(width: 320, height: 180)
    static let framesPerSecond = 5

    var region: Region {
        Region(
            x: Double(box.x - 2) / 320, y: Double(box.y - 2) / 180,
            width: Double(box.width + 4) / 320, height: Double(box.height + 4) / 180)
    }

    /// Encodes the scene as a recorder would: a key frame each two seconds, hard compression.
    func write(_ path: String) throws {
        let renderer = try SceneRenderer(
            SceneCatalogue.scene(named: scene).description(
                seed: seed, size: Self.size, frameRate: .init(Self.framesPerSecond),
                durationSeconds: seconds))
        let writer = try VideoWriter(
            path: path, size: Self.size, framesPerSecond: Double(Self.framesPerSecond),
            options: ["g": "10", "crf": "29", "preset": "veryfast"])
        let picture = PlanarPicture(size: Self.size)
        var firstMean: Double?
        for frame in 0..<Int(seconds * Double(Self.framesPerSecond)) {
            renderer.render(frame: frame, into: picture)
            let time = Double(frame) / Double(Self.framesPerSecond)
            let mean = Self.mean(picture)
            let light = mean / (firstMean ?? mean)
            if firstMean == nil { firstMean = mean }
            if isThere(time) { drawThing(on: picture, light: light) }
            for pass in passes where pass.contains(time) {
                let share = (time - pass.lowerBound) / (pass.upperBound - pass.lowerBound)
                drawPasser(on: picture, share: share, light: light)
            }
            try writer.append(picture, at: MediaTime(seconds: time))
        }
        try writer.finish()
    }

    private static func mean(_ picture: PlanarPicture) -> Double {
        let bytes = picture.luma.bytes
        return max(1, bytes.reduce(0.0) { $0 + Double($1) } / Double(bytes.count))
    }

    /// A bag with a lid, a strap and a lock: other for each seed.
    private func drawThing(on picture: PlanarPicture, light: Double) {
        let base = seed % 2 == 0 ? 45.0 : 205.0
        for y in 0..<box.height {
            for x in 0..<box.width {
                var level = base
                if y < box.height / 4 { level = base * 0.75 + 30 }
                if (x - Int(seed % 5) * 3 - 5).magnitude < 2 { level = 250 - base }
                if x < 2 || x >= box.width - 2 { level *= 0.7 }
                set(picture, box.x + x, box.y + y, level * light)
            }
        }
    }

    /// Someone who walks from left to right in front of it.
    private func drawPasser(on picture: PlanarPicture, share: Double, light: Double) {
        let left = box.x - 40 + Int(share * Double(box.width + 60))
        for y in box.y - 50..<box.y + box.height + 8 {
            for x in left..<left + 30 {
                let level = 60.0 + Double((x - left + y) % 11) * 6
                set(picture, x, y, level * light)
            }
        }
    }

    private func set(_ picture: PlanarPicture, _ x: Int, _ y: Int, _ level: Double) {
        guard (0..<320).contains(x), (0..<180).contains(y) else { return }
        picture.luma[x, y] = UInt8(min(250, max(8, level)))
    }
}
