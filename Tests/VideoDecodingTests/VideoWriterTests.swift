import Footage
import Foundation
import Testing

@testable import VideoDecoding

struct VideoWriterTests {
    private static let size = FrameSize(width: 64, height: 48)

    /// A picture whose brightness tells its number.
    private func picture(_ number: Int) -> PlanarPicture {
        let picture = PlanarPicture(size: Self.size)
        for index in picture.luma.bytes.indices {
            picture.luma.bytes[index] = UInt8(20 + number * 4)
        }
        return picture
    }

    @Test(
        "what is written is read again, with its times",
        arguments: [
            ("w.mp4", "libx264", ["crf": "10", "g": "10", "bf": "2"]),
            ("w.mkv", "libx265", ["crf": "10", "x265-params": "log-level=none"]),
            ("w.avi", "mjpeg", [:]), ("w.mov", "mpeg4", ["g": "10"]), ("w.mkv", "ffv1", [:]),
        ] as [(String, String, [String: String])])
    func roundTrip(name: String, codec: String, options: [String: String]) throws {
        let path = SampleVideo.path(name)
        let writer = try VideoWriter(
            path: path, size: Self.size, framesPerSecond: 25, codec: codec, options: options)
        for number in 0..<40 {
            try writer.append(
                picture(number), at: MediaTime(microseconds: Int64(number) * 40_000))
        }
        try writer.finish()
        let index = try RecordingIndex.build(.file(path: path))
        let seen = try PictureReader(index: index).seeEverything()
        #expect(seen.frames.count == 40)
        for (number, frame) in seen.frames.enumerated() {
            #expect(abs(frame.time.microseconds - Int64(number) * 40_000) < 1000)
            #expect(abs(Int(frame.bytes[1000]) - (20 + number * 4)) < 4)
        }
    }

    @Test("times that do not advance, wrong options and unwritable places are errors")
    func errors() throws {
        let path = SampleVideo.path("e.mp4")
        let writer = try VideoWriter(path: path, size: Self.size)
        try writer.append(picture(0), at: .zero)
        #expect(throws: VideoDecodingError.self) { try writer.append(picture(1), at: .zero) }
        #expect(throws: VideoDecodingError.self) {
            _ = try VideoWriter(path: path, size: Self.size, options: ["nonsense": "1"])
        }
        #expect(throws: VideoDecodingError.encoderNotAvailable(codec: "none")) {
            _ = try VideoWriter(path: path, size: Self.size, codec: "none")
        }
        #expect(throws: VideoDecodingError.self) {
            _ = try VideoWriter(path: "/nowhere/e.mp4", size: Self.size)
        }
    }
}
