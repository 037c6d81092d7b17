import Footage
import Foundation
import SceneSimulator
import VideoDecoding

/// Recordings that the tests make for themselves, with exact ground truth.
enum TestRecordings {
    /// Renders a catalogue scene into a video file and returns its ground truth.
    @discardableResult
    static func simulate(
        _ scene: String, to path: String, seconds: Double? = nil, seed: UInt64 = 1,
        size: FrameSize = FrameSize(width: 320, height: 180), framesPerSecond: Int = 10,
        options: [String: String] = ["g": "20", "crf": "23", "preset": "veryfast"]
    ) throws -> GroundTruth {
        let description = try SceneCatalogue.scene(named: scene).description(
            seed: seed, size: size, frameRate: .init(framesPerSecond), durationSeconds: seconds)
        let renderer = try SceneRenderer(description)
        let writer = try VideoWriter(
            path: path, size: size, framesPerSecond: Double(framesPerSecond), codec: "libx264",
            options: options)
        let picture = PlanarPicture(size: size)
        let truth = description.groundTruth()
        for frame in 0..<truth.frameCount {
            renderer.render(frame: frame, into: picture)
            try writer.append(
                picture,
                at: MediaTime(seconds: Double(frame) / Double(framesPerSecond)))
        }
        try writer.finish()
        return truth
    }
}

/// What of an event must not depend on how the scan went.
struct EventSummary: Hashable, Comparable, CustomStringConvertible {
    var recording: String
    var start: Double
    var peak: Double
    var end: Double
    var score: Int

    init(_ object: [String: Any]) {
        let path = object["recording"] as? String ?? ""
        recording = (path as NSString).lastPathComponent
        start = object["start_s"] as? Double ?? .nan
        peak = object["peak_s"] as? Double ?? .nan
        end = object["end_s"] as? Double ?? .nan
        score = object["score"] as? Int ?? -1
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.recording, left.start) < (right.recording, right.start)
    }

    var description: String { "\(recording) \(start)…\(peak)…\(end) score \(score)" }

    static func all(in database: String) throws -> [EventSummary] {
        let result = try PantauProcess.run([
            "events", "--db", database, "--format", "json",
        ])
        return result.objects.map(EventSummary.init).sorted()
    }
}
