import Footage
import VideoDecoding

/// A small recording made for one test: grey, with noise where bits are to be spent.
enum SmallVideo {
    static let size = FrameSize(width: 160, height: 96)

    /// Writes an H.264 file with a key frame each second at 10 frames/s and returns its index.
    ///
    /// - Parameters:
    ///   - brightness: luma of each frame.
    ///   - noisySeconds: seconds in which every pixel of every frame differs.
    static func index(
        path: String, seconds: Int, brightness: UInt8 = 90, noisySeconds: Range<Int> = 0..<0
    ) throws -> RecordingIndex {
        let writer = try VideoWriter(
            path: path, size: size, framesPerSecond: 10, codec: "libx264",
            options: ["g": "10", "crf": "28", "preset": "veryfast"])
        var state: UInt64 = 1
        for frame in 0..<(seconds * 10) {
            let picture = PlanarPicture(size: size)
            for position in picture.luma.bytes.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let noise = noisySeconds.contains(frame / 10) ? UInt8(state >> 58) : 0
                picture.luma.bytes[position] = brightness + noise
            }
            try writer.append(picture, at: MediaTime(microseconds: Int64(frame) * 100_000))
        }
        try writer.finish()
        return try RecordingIndex.build(.file(path: path)) { false }
    }
}
