import Footage
import Foundation
import Testing

@Suite("Unusual recordings")
struct UnusualRecordingTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Runs Debian's `ffmpeg`, for what our writer has no need to make.
    private func convert(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        process.arguments = ["-loglevel", "error", "-y"] + arguments
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test("a folder of numbered pictures is one recording of the feed that the folder names")
    func pictures() throws {
        let video = folder.path("source.mp4")
        try TestRecordings.simulate("busy-yard", to: video, seconds: 12)
        let pictures = folder.path("harbour")
        try FileManager.default.createDirectory(
            atPath: pictures, withIntermediateDirectories: true)
        try convert(["-i", video, "-q:v", "3", pictures + "/%05d.jpg"])
        let database = folder.path("t.sqlite")
        let result = try PantauProcess.run([
            "scan", pictures, "--image-rate", "10", "--db", database, "--json",
        ])
        #expect(result.status == 0, "\(result.output)")
        let recording = try #require(result.objects.first)
        #expect(recording["feed"] as? String == "harbour")
        #expect(recording["frames"] as? Int == 120)
        #expect(abs((recording["duration_s"] as? Double ?? 0) - 12) < 0.01)
        #expect((recording["events"] as? Int ?? 0) > 0)
        try Database.expectSound(database)
        let again = try PantauProcess.run([
            "scan", pictures, "--image-rate", "10", "--db", database, "--json",
        ])
        #expect(again.objects.first?["status"] as? String == "skipped")
    }

    @Test("a file that says to turn it has upright boxes and thumbnails")
    func rotated() throws {
        let upright = folder.path("upright.mp4")
        try TestRecordings.simulate("busy-yard", to: upright, seconds: 12)
        let turned = folder.path("turned.mp4")
        try convert(["-i", upright, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned])
        struct Seen {
            var boxes: [Region] = []
            var size: String?
        }
        func seen(_ path: String) throws -> Seen {
            let database = path + ".sqlite"
            try PantauProcess.run(["scan", path, "--db", database])
            let events = try PantauProcess.run([
                "events", "--db", database, "--format", "json", "--order", "oldest",
            ]).objects
            let id = String(try #require(events.first?["id"] as? Int))
            let picture = path + ".jpg"
            let shown = try PantauProcess.run([
                "events", "show", id, "--db", database, "--json", "--thumbnail", picture,
            ])
            #expect(shown.status == 0, "\(shown.errors)")
            let moments = try #require(shown.objects.first?["boxes"] as? [[String: Any]])
            let boxes = moments.flatMap { $0["boxes"] as? [[String: Any]] ?? [] }.map { box in
                func value(_ key: String) -> Double { box[key] as? Double ?? .nan }
                return Region(
                    x: value("x"), y: value("y"), width: value("width"), height: value("height"))
            }
            return Seen(boxes: boxes, size: try jpegSize(picture))
        }
        let (first, second) = (try seen(upright), try seen(turned))
        #expect(first.size == "320×180")
        #expect(second.size == "180×320")
        #expect(!first.boxes.isEmpty && first.boxes.count == second.boxes.count)
        // Which way depends on the version of `ffmpeg` that wrote the file.
        #expect(
            [Orientation.clockwise90, .clockwise270].contains {
                maps($0, first.boxes, to: second.boxes)
            }, "the boxes are not those of the upright picture, turned")
    }

    private func maps(
        _ orientation: Orientation, _ boxes: [Region], to others: [Region]
    ) -> Bool {
        zip(boxes, others).allSatisfy { box, other in
            let turned = orientation.displayed(box)
            return abs(turned.x - other.x) < 0.002 && abs(turned.y - other.y) < 0.002
                && abs(turned.width - other.width) < 0.002
                && abs(turned.height - other.height) < 0.002
        }
    }

    /// Width × height from the frame header of a baseline JPEG.
    private func jpegSize(_ path: String) throws -> String? {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var position = 2
        while position + 9 < bytes.count, bytes[position] == 0xff {
            if (0xc0...0xc2).contains(bytes[position + 1]) {
                let height = Int(bytes[position + 5]) << 8 | Int(bytes[position + 6])
                let width = Int(bytes[position + 7]) << 8 | Int(bytes[position + 8])
                return "\(width)×\(height)"
            }
            position += 2 + (Int(bytes[position + 2]) << 8 | Int(bytes[position + 3]))
        }
        return nil
    }
}

@Suite("Simulated recordings")
struct SimulateCommandTests {
    @Test("come as a video and its ground truth, the same again for the same seed")
    func files() throws {
        let folder = try ScratchFolder()
        func make(_ name: String, seed: String) throws -> (video: Data, truth: [String: Any]) {
            let path = folder.path(name)
            let result = try PantauProcess.run([
                "simulate", "yard-day", "-o", path, "--duration", "2s", "--size", "160x96",
                "--seed", seed,
            ])
            #expect(result.status == 0, "\(result.errors)")
            let truth = try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: path + ".json")))
            return (
                try Data(contentsOf: URL(fileURLWithPath: path)),
                try #require(truth as? [String: Any])
            )
        }
        let first = try make("a.mp4", seed: "7")
        #expect(first.video == (try make("b.mp4", seed: "7")).video)
        #expect(first.video != (try make("c.mp4", seed: "8")).video)
        #expect(!first.truth.isEmpty)
    }

    @Test("are refused with what was probably meant, and write nothing")
    func wrong() throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.mp4")
        for (arguments, words) in [
            (["harbour-nigt", "-o", path], "harbour-night"), (["yard-day"], "-o FILE"),
            (["yard-day", "-o", path, "--size", "big"], "1920x1080"),
            (["yard-day", "-o", path, "--option", "crf"], "crf=28"),
        ] {
            let result = try PantauProcess.run(["simulate"] + arguments)
            #expect(result.status == 2, "\(arguments)")
            #expect(result.errors.contains(words), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
