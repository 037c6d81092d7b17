import Footage
import Foundation
import SceneSimulator
import VideoDecoding

@testable import FeedPipeline

/// A recording of a simulated yard, in a folder that is gone when the test is.
final class SmallRecording {
    let folder: URL
    let path: String

    /// - Parameter seconds: at 10 frames a second, a key frame every two seconds.
    init(seconds: Double = 12) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pantau-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent("yard.mp4").path
        let size = FrameSize(width: 320, height: 180)
        let description = try SceneCatalogue.scene(named: "yard-day").description(
            seed: 1, size: size, frameRate: .init(10), durationSeconds: seconds)
        let renderer = try SceneRenderer(description)
        let writer = try VideoWriter(
            path: path, size: size, framesPerSecond: 10, codec: "libx264",
            options: ["g": "20", "crf": "23", "preset": "veryfast"])
        let picture = PlanarPicture(size: size)
        for frame in 0..<description.groundTruth().frameCount {
            renderer.render(frame: frame, into: picture)
            try writer.append(picture, at: MediaTime(seconds: Double(frame) / 10))
        }
        try writer.finish()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func work() throws -> MeasuredRecording {
        MeasuredRecording(
            index: try RecordingIndex.build(.file(path: path)), settings: RecordingSettings())
    }
}
