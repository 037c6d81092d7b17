import Footage
import Foundation
import Testing

@testable import VideoDecoding

struct BadInputTests {
    private func refusal(_ path: String) -> VideoDecodingError? {
        do throws(VideoDecodingError) {
            _ = try RecordingIndex.build(.file(path: path))
            return nil
        } catch {
            return error
        }
    }

    @Test("what is not a recording is refused by name, in one line")
    func refusals() throws {
        let missing = SampleVideo.path("none.mp4")
        #expect(refusal(missing) == .missing(path: missing))
        #expect(refusal(SampleVideo.folder) == .isFolder(path: SampleVideo.folder))
        let empty = SampleVideo.path("empty.mp4")
        try Data().write(to: URL(fileURLWithPath: empty))
        #expect(refusal(empty) == .emptyFile(path: empty))
        let pipe = SampleVideo.path("pipe.mp4")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(refusal(pipe) == .notRegularFile(path: pipe))
        let text = SampleVideo.path("text.avi")
        try Data("no video here\n".utf8).write(to: URL(fileURLWithPath: text))
        guard case .notVideo(path: text, _) = refusal(text) else {
            Issue.record("\(String(describing: refusal(text)))")
            return
        }
        for path in [missing, empty, pipe, text] {
            let line = try #require(refusal(path)).description
            #expect(line.hasPrefix(path))
            #expect(!line.contains("\n"))
        }
    }

    @Test("a file with sound only is refused as such")
    func soundOnly() throws {
        let path = try SampleVideo.make("tone.mp4", "-c:a aac", input: "sine=d=1")
        #expect(refusal(path) == .noVideoStream(path: path, found: "only audio"))
    }

    @Test("a playlist cannot make other files be opened")
    func playlist() throws {
        let real = try SampleVideo.make("real.ts", "-c:v libx264")
        let path = SampleVideo.path("list.m3u8")
        let text = "#EXTM3U\n#EXT-X-TARGETDURATION:8\n#EXTINF:8,\n\(real)\n#EXT-X-ENDLIST\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(refusal(path) != nil)
    }

    @Test("the audio track may come first")
    func audioFirst() throws {
        let path = SampleVideo.path("audio-first.mkv")
        try SampleVideo.ffmpeg([
            "-f", "lavfi", "-i", "sine=d=8", "-f", "lavfi", "-i", "testsrc2=s=96x64:r=10:d=8",
            "-map", "0", "-map", "1", "-c:v", "libx264", "-g", "12", "-c:a", "aac", path,
        ])
        let index = try RecordingIndex.build(.file(path: path))
        #expect(index.info.codec == "h264")
        #expect(try PictureReader(index: index).seeEverything().frames.count == 80)
    }

    @Test("a truncated file gives the frames that are there, and says that some are missing")
    func truncated() throws {
        for (name, arguments) in [
            ("cut.mp4", "-c:v libx264 -g 12 -movflags faststart"),
            ("cut.mkv", "-c:v libx264 -g 12"), ("cut.avi", "-c:v mpeg4 -g 12"),
        ] {
            let path = try SampleVideo.make(name, arguments)
            let size = try RegularFile(path: path).sizeBytes
            #expect(truncate(path, Int(size * 6 / 10)) == 0)
            let index = try RecordingIndex.build(.file(path: path))
            let seen = try PictureReader(index: index).seeEverything()
            #expect(seen.frames.count > 20 && seen.frames.count < 75)
            #expect(!index.findings.isEmpty)
            #expect(index.statedDuration ?? .zero > index.duration)
        }
    }

    @Test("a file that grew is read as far as it was indexed")
    func growing() throws {
        let path = try SampleVideo.make("grow.ts", "-c:v libx264 -g 12")
        let index = try RecordingIndex.build(.file(path: path))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        handle.seekToEndOfFile()
        handle.write(bytes)
        try handle.close()
        #expect(try PictureReader(index: index).seeEverything().frames.count == 80)
    }

    @Test("a file that vanished, shrank or was replaced is an error, not a guess")
    func changed() throws {
        let path = try SampleVideo.make("gone.mp4", "-c:v libx264 -g 12")
        let index = try RecordingIndex.build(.file(path: path))
        let other = try SampleVideo.make(
            "gone.mp4", "-c:v libx264 -g 12 -crf 5", input: "testsrc=s=96x64:r=10:d=20")
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: VideoDecodingError.missing(path: path)) {
            _ = try PictureReader(index: index)
        }
        try FileManager.default.moveItem(atPath: other, toPath: path)
        #expect(throws: VideoDecodingError.self) {
            _ = try PictureReader(index: index).seeEverything()
        }
        #expect(truncate(path, 1000) == 0)
        #expect(throws: VideoDecodingError.self) { _ = try PictureReader(index: index) }
    }

    @Test("indexing stops when it is asked to")
    func stopped() throws {
        let path = try SampleVideo.make("stop.mkv", "-c:v ffv1", input: "testsrc2=s=320x240:d=20")
        #expect(throws: VideoDecodingError.stopped(path: path)) {
            _ = try RecordingIndex.build(.file(path: path), shouldStop: { true })
        }
    }
}
