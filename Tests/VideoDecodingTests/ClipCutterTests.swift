import Footage
import Foundation
import Testing

@testable import VideoDecoding

/// Clips are cut without encoding: what they hold is what the recording holds.
struct ClipCutterTests {
    private static let scene = "testsrc2=s=96x64:r=10:d=20"

    /// Payloads of a file's video packets, in the order of the file.
    private func payloads(of path: String) throws -> [[UInt8]] {
        let demuxer = try ContainerDemuxer(path: path, shouldStop: { false })
        let packet = try Packet(path: path)
        var found: [[UInt8]] = []
        while try demuxer.read(into: packet) { found.append(Array(packet.payload)) }
        return found
    }

    private func decodedTimes(_ path: String) throws -> [Double] {
        let index = try RecordingIndex.build(.file(path: path))
        var times: [Double] = []
        try PictureReader(index: index).decode(groups: 0..<index.groups.count) { step in
            if case .frame(let frame) = step { times.append(frame.time.seconds) }
            return true
        }
        return times
    }

    @Test(
        "a clip in the recording's own container keeps every packet, bit for bit",
        arguments: [
            ("a.mp4", "-c:v libx264 -g 20 -bf 2", "mp4"),
            ("b.mkv", "-c:v libx264 -g 20 -bf 3", "mkv"),
            ("c.ts", "-c:v libx264 -g 20 -bf 2", "ts"),
            ("d.avi", "-c:v mpeg4 -g 20", "avi"),
            ("e.avi", "-c:v mjpeg", "avi"),
            ("f.mp4", "-c:v libx265 -x265-params log-level=none:keyint=20", "mp4"),
            ("g.flv", "-c:v libx264 -g 20", "flv"),
            ("h.mpg", "-c:v mpeg2video -g 20 -bf 2", "mkv"),
            ("i.h264", "-c:v libx264 -g 20 -bf 0", "h264"),
        ])
    func untouched(_ name: String, _ arguments: String, _ ending: String) throws {
        let source = try SampleVideo.make(name, arguments, input: Self.scene)
        let seeker = try RecordingSeeker(source: .file(path: source))
        #expect(ClipCutter.fileExtension(for: seeker.info, container: .original) == ending)
        let target = SampleVideo.path("clip." + ending)
        var seen: [[UInt8]] = []
        let clip = try ClipCutter.cut(
            seeker, range: MediaRange(start: .init(seconds: 5), end: .init(seconds: 9)),
            to: target, container: .original, onPacket: { seen.append(Array($0.payload)) })
        #expect(clip.payloadsAreUntouched, "\(clip)")
        #expect(clip.notes.isEmpty)
        let written = try payloads(of: target)
        #expect(written == seen)
        #expect(written.count == clip.packets)
        let all = Set(try payloads(of: source))
        #expect(written.allSatisfy(all.contains))
        #expect(clip.start.seconds <= 5 && clip.start.seconds > 2.9, "\(clip)")
        #expect(clip.end.seconds >= 9 && clip.end.seconds < 9.5, "\(clip)")
        let size = try FileManager.default.attributesOfItem(atPath: target)[.size] as? Int64
        #expect(size == clip.bytes)
    }

    @Test(
        "a clip for a browser shows the frames of its range at their times",
        arguments: [
            ("a.mp4", "-c:v libx264 -g 20 -bf 2"),
            ("b.mkv", "-c:v libx264 -g 20 -bf 3 -x264-params open-gop=1"),
            ("c.ts", "-c:v libx264 -g 20 -bf 2"),
            ("d.avi", "-c:v libx264 -g 20 -bf 0"),
            ("e.mp4", "-c:v libx265 -x265-params log-level=none:keyint=20:open-gop=1"),
            ("f.mp4", "-c:v libx264 -g 16 -bf 2 -vf select='mod(n,5)' -vsync vfr"),
            ("g.webm", "-c:v libvpx-vp9 -g 20 -deadline realtime -cpu-used 8"),
        ])
    func playable(_ name: String, _ arguments: String) throws {
        let source = try SampleVideo.make(name, arguments, input: Self.scene)
        let seeker = try RecordingSeeker(source: .file(path: source))
        let range = MediaRange(start: .init(seconds: 5), end: .init(seconds: 9))
        let target = SampleVideo.path("clip.mp4")
        let clip = try ClipCutter.cut(seeker, range: range, to: target, container: .mp4)
        var wanted: [Double] = []
        let all = MediaRange(start: clip.start, end: range.end)
        try seeker.decode(all) { step in
            if case .frame(let frame) = step { wanted.append((frame.time - clip.start).seconds) }
            return true
        }
        let shown = try decodedTimes(target)
        let covered = shown.filter { $0 < (range.end - clip.start).seconds - 1e-4 }
        #expect(covered.count == wanted.count, "\(name): \(covered) \(wanted)")
        for (left, right) in zip(covered, wanted) { #expect(abs(left - right) < 0.002) }
        // The table comes before the pictures, so that playing begins before all is loaded.
        let bytes = try Data(contentsOf: URL(fileURLWithPath: target))
        let table = try #require(bytes.range(of: Data("moov".utf8)))
        let media = try #require(bytes.range(of: Data("mdat".utf8)))
        #expect(table.lowerBound < media.lowerBound)
        if seeker.info.codec == "hevc" { #expect(bytes.range(of: Data("hvc1".utf8)) != nil) }
    }

    @Test("a clip of a turned recording is turned")
    func rotation() throws {
        let upright = try SampleVideo.make("up.mp4", "-c:v libx264 -g 20", input: Self.scene)
        let turned = SampleVideo.path("turned.mp4")
        try SampleVideo.ffmpeg([
            "-i", upright, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned,
        ])
        let seeker = try RecordingSeeker(source: .file(path: turned))
        #expect(seeker.info.orientation != .upright)
        let target = SampleVideo.path("clip.mp4")
        _ = try ClipCutter.cut(
            seeker, range: MediaRange(start: .zero, end: .init(seconds: 3)), to: target,
            container: .mp4)
        let clip = try RecordingIndex.build(.file(path: target))
        #expect(clip.info.orientation == seeker.info.orientation)
    }

    @Test("sound comes along when it is asked for")
    func audio() throws {
        let source = SampleVideo.path("sound.mp4")
        try SampleVideo.ffmpeg([
            "-f", "lavfi", "-i", Self.scene, "-f", "lavfi", "-i", "sine=d=20", "-c:v", "libx264",
            "-g", "20", "-c:a", "aac", source,
        ])
        let seeker = try RecordingSeeker(source: .file(path: source))
        for (wanted, streams) in [(true, "video\naudio"), (false, "video")] {
            let target = SampleVideo.path("clip.mp4")
            let clip = try ClipCutter.cut(
                seeker, range: MediaRange(start: .init(seconds: 4), end: .init(seconds: 8)),
                to: target, container: .original, withAudio: wanted)
            #expect(clip.payloadsAreUntouched)
            let found = try SampleVideo.run([
                "ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of",
                "csv=p=0", target,
            ])
            #expect(found.trimmingCharacters(in: .whitespacesAndNewlines) == streams)
        }
    }

    @Test("a cancelled clip leaves nothing, and a range outside says how long the recording is")
    func nothingLeft() throws {
        let source = try SampleVideo.make("a.mp4", "-c:v libx264 -g 20", input: Self.scene)
        let seeker = try RecordingSeeker(source: .file(path: source))
        let folder = SampleVideo.path("folder")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let target = folder + "/clip.mp4"
        let range = MediaRange(start: .zero, end: .init(seconds: 20))
        #expect(throws: VideoDecodingError.stopped(path: target)) {
            try ClipCutter.cut(
                seeker, range: range, to: target, container: .mp4, progress: { $0 < 0.5 })
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        let late = MediaRange(start: .init(seconds: 30), end: .init(seconds: 40))
        let error = #expect(throws: VideoDecodingError.self) {
            try ClipCutter.cut(seeker, range: late, to: target, container: .mp4)
        }
        #expect(error?.description.contains("0:00:20.000") == true)
        #expect(throws: VideoDecodingError.self) {
            try ClipCutter.cut(
                seeker, range: range, to: folder + "/missing/clip.mp4", container: .mp4)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test("a full disk is told from any other trouble of writing")
    func diskFull() {
        let full = PendingFile.error(library: -ENOSPC, path: "/full/clip.mp4")
        #expect(full == .diskFull(path: "/full/clip.mp4"))
        #expect(PendingFile.error(EACCES, path: "/clip.mp4") != full)
        #expect(PendingFile.error(EDQUOT, path: "/full/clip.mp4") == full)
    }
}
