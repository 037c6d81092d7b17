import Footage
import Foundation
import Testing

@testable import VideoDecoding

struct ImageSequenceTests {
    private func folder() throws -> String {
        let folder = SampleVideo.path("images")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    private func pictures(in folder: String, name: String) throws {
        try SampleVideo.ffmpeg([
            "-f", "lavfi", "-i", "testsrc2=s=96x64:r=10:d=3", "-start_number", "1",
            folder + "/" + name,
        ])
    }

    @Test("numbered pictures are a recording", arguments: ["in%06d.jpg", "%d.png", "a-%03d.bmp"])
    func sequence(name: String) throws {
        let folder = try folder()
        try pictures(in: folder, name: name)
        let index = try RecordingIndex.build(
            .imageSequence(pattern: folder + "/" + name, firstNumber: 1, framesPerSecond: 10))
        #expect(index.packetCount == 30)
        #expect(index.duration == MediaTime(seconds: 3))
        #expect(index.info.storedSize == FrameSize(width: 96, height: 64))
        let seen = try PictureReader(index: index).seeEverything()
        #expect(seen.times == (0..<30).map { MediaTime(seconds: Double($0) / 10) })
        let reader = try PictureReader(index: index)
        let frame = try #require(try reader.frame(at: MediaTime(seconds: 1.25)))
        #expect(frame.time == MediaTime(seconds: 1.2))
        #expect(frame.view.packedBytes == seen.frames[12].bytes)
    }

    @Test("missing and broken pictures are gaps, and said to be")
    func gaps() throws {
        let folder = try folder()
        try pictures(in: folder, name: "in%06d.jpg")
        for number in [7, 8] {
            try FileManager.default.removeItem(atPath: folder + "/in00000\(number).jpg")
        }
        try Data().write(to: URL(fileURLWithPath: folder + "/in000020.jpg"))
        try Data("text".utf8).write(to: URL(fileURLWithPath: folder + "/in000021.jpg"))
        let index = try RecordingIndex.build(
            .imageSequence(
                pattern: folder + "/in%06d.jpg", firstNumber: 1, framesPerSecond: 10))
        #expect(index.findings == ["2 pictures are missing between 1 and 30"])
        let seen = try PictureReader(index: index).seeEverything()
        let expected = (0..<30).filter { ![6, 7, 19, 20].contains($0) }
        #expect(seen.times == expected.map { MediaTime(seconds: Double($0) / 10) })
        #expect(seen.undecodable == [1.9, 2.0].map(MediaTime.init(seconds:)))
    }

    @Test("a pattern without number, or without files, is refused")
    func refusals() throws {
        let folder = try folder()
        for pattern in [folder + "/in.jpg", folder + "/in%06d.jpg", "/nowhere/%d.jpg"] {
            #expect(throws: VideoDecodingError.self) {
                _ = try RecordingIndex.build(
                    .imageSequence(pattern: pattern, firstNumber: 1, framesPerSecond: 10))
            }
        }
    }
}
