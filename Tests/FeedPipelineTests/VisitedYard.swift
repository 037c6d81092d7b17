import Footage
import VideoDecoding

/// A textured scene with visitors: bright squares that cross it, one at a time.
enum VisitedYard {
    static let size = FrameSize(width: 320, height: 180)
    static let framesPerSecond = 5

    /// Writes an H.264 file.
    ///
    /// - Parameters:
    ///   - visits: when somebody is there, in seconds.
    ///   - keyFrameSeconds: distance of two key frames.
    @discardableResult
    static func write(
        _ path: String, seconds: Int, visits: [Range<Double>], keyFrameSeconds: Int = 2,
        codec: String = "libx264", light: (Double) -> Int = { _ in 0 }
    ) throws -> RecordingIndex {
        let options =
            codec == "libx264"
            ? ["g": "\(keyFrameSeconds * framesPerSecond)", "crf": "23", "preset": "ultrafast"]
            : [:]
        let writer = try VideoWriter(
            path: path, size: size, framesPerSecond: Double(framesPerSecond), codec: codec,
            options: options)
        let picture = PlanarPicture(size: size)
        for frame in 0..<seconds * framesPerSecond {
            let time = Double(frame) / Double(framesPerSecond)
            for y in 0..<size.height {
                for x in 0..<size.width {
                    let texture = (x / 16 * 7 + y / 12 * 13) % 11 * 9
                    picture.luma[x, y] = UInt8(clamping: 60 + texture + light(time))
                }
            }
            for visit in visits where visit.contains(time) {
                let way = (time - visit.lowerBound) / (visit.upperBound - visit.lowerBound)
                let left = Int(way * Double(size.width - 30))
                for y in 90..<130 { for x in left..<left + 24 { picture.luma[x, y] = 225 } }
            }
            try writer.append(picture, at: MediaTime(seconds: time))
        }
        try writer.finish()
        return try RecordingIndex.build(.file(path: path)) { false }
    }
}
