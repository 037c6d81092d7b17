import FeedPipeline
import Footage
import Foundation
import MotionAnalysis
import Testing
import VideoDecoding

@testable import Evaluation

@Suite("Sequences on the disk")
final class SequenceTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "evaluation-\(UUID().uuidString)").path

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ path: String, _ bytes: [UInt8]) throws {
        let url = URL(filePath: folder + "/" + path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    private func png(width: Int = 96, height: Int = 64, _ level: (Int, Int) -> UInt8) throws
        -> [UInt8]
    {
        let plane = Plane(size: FrameSize(width: width, height: height))
        for y in 0..<height { for x in 0..<width { plane[x, y] = level(x, y) } }
        return try GreyPicture.png(plane)
    }

    /// A textured ground; in it a bright square at `left`.
    private func ground(_ x: Int, _ y: Int, left: Int?) -> UInt8 {
        if let left, (left..<left + 20).contains(x), (20..<44).contains(y) { return 220 }
        return UInt8(60 + (x * 7 + y * 13) % 23)
    }

    /// A square that crosses the picture from frame 40 on, numbered from `first`.
    private func writeSequence(
        _ name: String, first: Int = 1, frames: Int = 60, truthSize: (Int, Int) = (96, 64)
    ) throws {
        for frame in 0..<frames {
            let left = frame < 40 ? nil : (frame - 40) * 4
            let number = String(format: "%06d", first + frame)
            try write(
                "\(name)/input/in\(number).png", png { self.ground($0, $1, left: left) })
            guard frame >= 45 else { continue }
            try write(
                "\(name)/groundtruth/gt\(number).png",
                png(width: truthSize.0, height: truthSize.1) { x, y in
                    self.ground(x, y, left: left) == 220 ? 255 : 0
                })
        }
    }

    private func evaluation(_ manner: RecordingAnalysis.Manner = .live) -> PixelEvaluation {
        PixelEvaluation(settings: RecordingSettings(), manner: manner)
    }

    @Test("A grey picture is read as it was written", arguments: [1, 7, 64, 97])
    func png(width: Int) throws {
        try write("a.png", png(width: width, height: 5) { UInt8(($0 * 31 + $1 * 7) % 256) })
        let plane = try GreyPicture.read(folder + "/a.png")
        #expect(plane.size == FrameSize(width: width, height: 5))
        for y in 0..<5 {
            for x in 0..<width { #expect(plane[x, y] == UInt8((x * 31 + y * 7) % 256)) }
        }
    }

    @Test("A thing that crosses a quiet picture is found, in both manners")
    func crossing() throws {
        try writeSequence("cross", first: 301)
        for manner in RecordingAnalysis.Manner.allCases {
            let result = try evaluation(manner).run(
                folder: folder + "/cross", name: "cross", category: nil)
            #expect(result.frames == 60)
            #expect(result.scoredFrames == 15)
            #expect(result.lostFrames == 0)
            let f = try #require(result.score.fMeasure)
            #expect(f > 0.85, "\(manner): \(result.score)")
            #expect(!result.hasSingleMask)
        }
    }

    @Test("Frames outside of the temporal region are not scored, nor pixels outside of the region")
    func regions() throws {
        try writeSequence("part")
        try write("part/temporalROI.txt", Array("50 53\n".utf8))
        // Of half the size: it is scaled.
        try write("part/ROI.png", png(width: 48, height: 32) { x, _ in x < 24 ? 255 : 0 })
        let result = try evaluation().run(folder: folder + "/part", name: "part", category: nil)
        #expect(result.scoredFrames == 4)
        let score = result.score
        let pixels =
            score.truePositives + score.falsePositives + score.trueNegatives
            + score.falseNegatives
        #expect(pixels == 4 * 96 * 64 / 2)
    }

    @Test("Masks are written at the size of the pictures, under the number of their frame")
    func masks() throws {
        try writeSequence("masks", first: 7)
        var evaluation = evaluation()
        evaluation.maskFolder = folder + "/out"
        _ = try evaluation.run(folder: folder + "/masks", name: "masks", category: nil)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/out/masks")
        #expect(names.count == 60)
        let mask = try GreyPicture.read(folder + "/out/masks/bin000060.png")
        #expect(mask.size == FrameSize(width: 96, height: 64))
        #expect(mask.bytes.contains(255))
        #expect(mask.bytes.allSatisfy { $0 == 0 || $0 == 255 })
    }

    @Test("Folders are searched to any depth, and the folder above is the category")
    func discovery() throws {
        try writeSequence("set/baseline/one", frames: 46)
        try writeSequence("set/baseline/two", frames: 46)
        try writeSequence("set/shadow/three", frames: 46)
        try write("set/shadow/notes.txt", [65])
        let found = try EvaluationInput.find(folder + "/set/")
        #expect(found.map(\.name) == ["baseline/one", "baseline/two", "shadow/three"])
        guard case .pixels(_, _, let category) = found[2] else {
            Issue.record("no pixels: \(found[2])")
            return
        }
        #expect(category == "shadow")
        let alone = try EvaluationInput.find(folder + "/set/shadow/three")
        #expect(alone.map(\.name) == ["three"])
    }

    @Test("What is wrong with a sequence is said in one line that names the file")
    func badInput() throws {
        func problem(_ name: String) -> String {
            do {
                _ = try evaluation().run(folder: folder + "/" + name, name: name, category: nil)
                return "no error"
            } catch {
                return error.description
            }
        }
        try writeSequence("size", truthSize: (48, 32))
        #expect(problem("size").contains("gt000046.png: is 48 × 32, the pictures are 96 × 64"))
        try writeSequence("numbers")
        try write("numbers/temporalROI.txt", Array("many\n".utf8))
        #expect(problem("numbers").contains("temporalROI.txt: should hold two frame numbers"))
        try writeSequence("apart")
        try write("apart/temporalROI.txt", Array("900 999".utf8))
        #expect(problem("apart").contains("none of the 15 masks"))
        try write("bare/input/in000001.png", png { _, _ in 9 })
        #expect(problem("bare").contains("holds no numbered masks"))
        try write("blind/groundtruth/gt000001.png", png { _, _ in 0 })
        #expect(problem("blind").contains("holds no numbered pictures"))
        try writeSequence("broken")
        try write("broken/groundtruth/gt000047.png", Array("no picture".utf8))
        #expect(problem("broken").contains("gt000047.png: cannot be read"))
        #expect(throws: EvaluationError.missing(path: folder + "/nowhere")) {
            try EvaluationInput.find(self.folder + "/nowhere")
        }
        try write("empty/readme.txt", [65])
        #expect(throws: EvaluationError.noSequence(path: folder + "/empty")) {
            try EvaluationInput.find(self.folder + "/empty")
        }
    }

    @Test("One mask makes a sequence whose wrong pixels count")
    func singleMask() throws {
        try writeSequence("one")
        try FileManager.default.removeItem(atPath: folder + "/one/groundtruth")
        try write(
            "one/hand_segmented_00052.png",
            png { self.ground($0, $1, left: 44) == 220 ? 255 : 0 })
        let result = try evaluation().run(folder: folder + "/one", name: "one", category: nil)
        #expect(result.hasSingleMask)
        #expect(result.scoredFrames == 1)
        #expect(result.score.truePositives + result.score.falseNegatives == 20 * 24)
    }
}
