import FeedPipeline
import Footage
import Foundation
import Testing

@testable import Evaluation

@Suite("Events of a recording against the truth")
struct EventEvaluationTests {
    private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../samples").path

    private func truth(_ text: String) throws -> EventTruth {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "truth-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(text.utf8).write(to: URL(filePath: path))
        return try EventTruth(path: path)
    }

    @Test("The product's scan finds the visitor of a sample, and nobody in an empty one")
    func samples() throws {
        let evaluation = EventEvaluation(settings: RecordingSettings())
        for (name, events) in [("yard-day", 1), ("rain-empty", 0)] {
            let path = "\(Self.samples)/\(name).mp4"
            let result = try evaluation.run(video: path, truth: path + ".json")
            #expect(result.score.trueEvents == events)
            #expect(result.score.foundEvents == events, "\(name)")
            #expect(result.score.falseEvents == 0, "\(name)")
            #expect(result.frames > 100)
        }
    }

    @Test("Only motion is read, in order of time")
    func decoding() throws {
        let read = try truth(
            """
            {"duration_us": 9000000, "scene": "x", "events": [
              {"kind": "motion", "start_us": 5000000, "end_us": 6000000},
              {"kind": "covered", "start_us": 1, "end_us": 2},
              {"kind": "motion", "start_us": 1000000, "end_us": 2000000}]}
            """)
        #expect(read.events.map(\.start.seconds) == [1, 5])
        #expect(read.duration.seconds == 9)
    }

    @Test(
        "A truth that cannot be used is refused with what is wrong",
        arguments: [
            ("{", "it is not JSON"), ("{}", "it has no duration_us"),
            ("{\"duration_us\": 1}", "it has no events"),
            ("{\"duration_us\": \"x\", \"events\": []}", "duration_us"),
            (
                "{\"duration_us\":9,\"events\":[{\"kind\":\"motion\",\"start_us\":2,\"end_us\":1}]}",
                "before it begins"
            ),
        ])
    func badTruth(_ text: String, _ reason: String) throws {
        let error = #expect(throws: EvaluationError.self) { try truth(text) }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }

    @Test("A recording that cannot be read is refused by its name")
    func badVideo() throws {
        let evaluation = EventEvaluation(settings: RecordingSettings())
        let path = "\(Self.samples)/README.md"
        let error = #expect(throws: EvaluationError.self) {
            try evaluation.run(video: path, truth: "\(Self.samples)/yard-day.mp4.json")
        }
        #expect(error?.description.contains("README.md") == true)
    }
}
