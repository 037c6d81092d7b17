import Foundation
import Testing

@Suite("Accuracy is measured by pantau eval")
struct EvalCommandTests {
    private static let samples = PantauProcess.packageRoot.appending(path: "samples").path

    @Test("events and tracks of the samples, as tables with a line for all")
    func table() throws {
        let result = try PantauProcess.run(["eval", Self.samples])
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("EVENTS") == true)
        #expect(lines.count == 10)
        #expect(lines[4].hasPrefix("all"))
        #expect(lines[5].hasPrefix("TRACKS"))
        #expect(lines.last?.hasPrefix("all") == true)
        #expect(result.errors.isEmpty)
    }

    @Test("as JSON with a line per recording and category and a summary")
    func json() throws {
        let result = try PantauProcess.run(["eval", Self.samples, "--json"])
        #expect(result.status == 0)
        let sequences = result.objects.filter { $0["sequence"] != nil }
        #expect(sequences.count == 3)
        for object in sequences {
            for key in ["precision", "recall", "f_measure", "ms_per_frame", "missed_events"] {
                #expect(object.keys.contains(key), "\(key)")
            }
        }
        for object in sequences {
            let tracking = try #require(object["tracking"] as? [String: Any])
            for key in ["mota", "idf1", "identity_switches", "fragments", "true_boxes"] {
                #expect(tracking.keys.contains(key), "\(key)")
            }
        }
        let tracking = try #require(result.summary["tracking"] as? [String: Any])
        #expect(tracking["true_boxes"] as? Int ?? 0 > 0)
        let events = try #require(result.summary["events"] as? [String: Any])
        #expect(events["true_events"] as? Int == 2)
        #expect(result.summary["problems"] as? Int == 0)
    }

    @Test("what cannot be measured is said, and the rest is measured")
    func problems() throws {
        let result = try PantauProcess.run([
            "eval", "/nonexistent", Self.samples + "/yard-day.mp4", "--json",
        ])
        #expect(result.status == 1)
        #expect(result.errors.contains("/nonexistent: there is no such file or folder"))
        #expect(result.objects.count { $0["sequence"] != nil } == 1)
        #expect(result.summary["problems"] as? Int == 1)
    }

    @Test(
        "wrong usage ends with status 2",
        arguments: [
            [], ["x", "--fps", "0"], ["x", "--as", "never"], ["x", "--without", "nothing"],
            ["x", "--model", "/nonexistent"], ["x", "--sensitivity", "2"],
        ])
    func usage(_ arguments: [String]) throws {
        let result = try PantauProcess.run(["eval"] + arguments)
        #expect(result.status == 2)
        #expect(!result.errors.isEmpty)
    }

    @Test("on real footage, a tree in the wind", .enabled(if: PantauProcess.hasFootage))
    func wavingTrees() throws {
        let folder = PantauProcess.footage.appending(path: "wallflower/WavingTrees").path
        let result = try PantauProcess.run(["eval", folder, "--json"])
        let sequence = try #require(result.objects.first)
        #expect(sequence["sequence"] as? String == "WavingTrees")
        #expect(sequence["scored_frames"] as? Int == 1)
        // OpenCV's MOG2 has 726 wrong pixels here.
        #expect((sequence["wrong_pixels"] as? Int ?? .max) < 726)
    }
}
