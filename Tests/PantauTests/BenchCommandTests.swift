import Foundation
import Testing

@Suite("Capacity is measured by pantau bench", .serialized)
struct BenchCommandTests {
    private static let quick = ["--seconds", "10", "--live", "2", "--most-cameras", "2"]
    private static let sample = PantauProcess.packageRoot.appending(path: "samples/yard-day.mp4")
        .path

    @Test("as JSON with a line per recording and a summary with the machine")
    func json() throws {
        let result = try PantauProcess.run(
            ["bench", Self.sample, "--json", "--machine-price", "300"] + Self.quick)
        #expect(result.status == 0, "\(result.errors)")
        let stream = try #require(result.objects.first)
        #expect(stream["stream"] as? String == Self.sample)
        for key in [
            "codec", "width", "height", "fps", "frames", "ms_per_frame", "frames_per_second",
            "times_real_time", "batch_hours_per_hour", "fast_hours_per_hour", "peak_bytes",
        ] {
            #expect(stream[key] != nil, "\(key)")
        }
        let stages = try #require(stream["stages_ms"] as? [String: Double])
        #expect(
            stages.keys.sorted() == [
                "blobs", "decode", "downscale", "events", "index", "key_frames", "model", "read",
                "store", "tracks",
            ])
        #expect(stages["decode"] ?? 0 > 0)
        let live = try #require(stream["live"] as? [String: Any])
        for key in ["cameras", "cameras_predicted", "verified", "dropped_frames", "cpu_share"] {
            #expect(live[key] != nil, "\(key)")
        }
        if live["verified"] as? Bool == true {
            let cameras = try #require(live["cameras"] as? Int)
            #expect(live["cost_per_camera"] as? Double == 300 / Double(cameras))
        }
        let machine = try #require(result.summary["machine"] as? [String: Any])
        #expect(machine["cores"] as? Int ?? 0 > 0)
        #expect((machine["libraries"] as? [String: String])?["libavcodec"] != nil)
        #expect((machine["libraries"] as? [String: String])?["sqlite"] != nil)
        #expect(["sse2", "avx2"].contains(machine["kernel_level"] as? String))
    }

    @Test("as tables; a lower CPU level is told")
    func tables() throws {
        let result = try PantauProcess.run(
            ["bench", Self.sample] + Self.quick, environment: ["PANTAU_CPU": "sse2"])
        #expect(result.status == 0, "\(result.errors)")
        for word in ["kernels for sse2", "libavcodec", "MS PER FRAME", "CARRIED", "DECODE"] {
            #expect(result.output.contains(word), "\(word)")
        }
        #expect(!result.output.contains("COST EACH"))
    }

    @Test("what cannot be measured is one line each, and the rest is measured")
    func problems() throws {
        let folder = try ScratchFolder()
        try Data("no video".utf8).write(to: folder.url.appendingPathComponent("text.mp4"))
        let result = try PantauProcess.run(
            [
                "bench", "/nonexistent.mp4", folder.path("text.mp4"),
                "rtsp://admin:secret@10.0.0.4/live", Self.sample, "--json",
            ] + Self.quick)
        #expect(result.status == 1)
        #expect(result.errors.split(separator: "\n").count == 3)
        #expect(result.errors.contains("/nonexistent.mp4: "))
        #expect(result.errors.contains("text.mp4: "))
        #expect(result.errors.contains("live streams cannot be opened yet"))
        #expect(!(result.errors + result.output).contains("secret"))
        #expect(result.objects.count { $0["status"] as? String == "refused" } == 3)
        #expect(result.objects.count { $0["status"] as? String == "measured" } == 1)
        #expect(result.summary["problems"] as? Int == 3)
    }

    @Test(
        "wrong usage ends with status 2",
        arguments: [
            [], ["x", "--headroom", "1"], ["x", "--live", "1"], ["x", "--machine-price", "0"],
            ["x", "--seconds", "0"], ["x", "--workers", "0"], ["x", "--most-cameras", "0"],
            ["x", "--model", "/nonexistent"],
        ])
    func usage(_ arguments: [String]) throws {
        let result = try PantauProcess.run(["bench"] + arguments)
        #expect(result.status == 2)
        #expect(!result.errors.isEmpty)
    }
}
