import Footage
import Foundation
import Testing

@testable import VideoDecoding

/// Clips of live streams: playable while they grow, whatever ends them.
@Suite(.timeLimit(.minutes(2)))
struct LiveClipTests {
    /// Ten seconds at ten a second, a key packet every two seconds.
    private func packets(
        _ arguments: String = "-c:v libx264 -g 20 -bf 0 -sc_threshold 0"
    ) throws -> [LivePacket] {
        try livePackets(
            of: SampleVideo.make("clip.mkv", arguments, input: "testsrc2=s=96x64:r=10:d=10"))
    }

    /// Times, sizes and flags of the packets that ffprobe finds.
    private func probe(_ path: String) throws -> [(time: Double, decoding: Double, isKey: Bool)] {
        let text = try SampleVideo.run([
            "ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
            "packet=pts_time,dts_time,flags", "-of", "csv=p=0", path,
        ])
        return text.split(separator: "\n").map { line in
            let fields = line.split(separator: ",")
            return (Double(fields[0]) ?? -1, Double(fields[1]) ?? -1, fields[2].contains("K"))
        }
    }

    /// How many pictures ffmpeg decodes, without a word of complaint.
    private func decodedFrames(_ path: String) throws -> Int {
        try SampleVideo.run([
            "ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries",
            "stream=nb_read_frames", "-of", "csv=p=0", path,
        ]).split(separator: "\n").first.flatMap { Int($0) } ?? 0
    }

    @Test(
        "a clip holds the packets it was given, from zero, in order, and all of them decode",
        arguments: [
            ("h264", "-c:v libx264 -g 20 -bf 0"), ("h264", "-c:v libx264 -g 20 -bf 3"),
            ("h264", "-c:v libx264 -g 20 -bf 0 -bsf:v h264_mp4toannexb -f mpegts"),
            ("hevc", "-c:v libx265 -x265-params log-level=none:keyint=20 -f mpegts"),
            ("mjpeg", "-c:v mjpeg"),
        ])
    func contents(_ codec: String, _ arguments: String) throws {
        let all = try packets(arguments)
        let target = SampleVideo.path("clip.mp4")
        let first = try #require(all.lastIndex { $0.isKey && $0.time.seconds < 4.5 })
        let writer = try LiveClipWriter(path: target, format: all[first].format)
        #expect(!FileManager.default.fileExists(atPath: target))
        for packet in all[first...] { #expect(try writer.append(packet) == .written) }
        let clip = try #require(try writer.finish())
        #expect(clip.codec == codec)
        let found = try probe(target)
        let wanted = all[first...].filter { $0.time >= all[first].time }
        #expect(found.count == wanted.count)
        #expect(clip.packets == wanted.count)
        let offset = all[first].time
        for (packet, written) in zip(wanted, found) {
            #expect(abs((packet.time - offset).seconds - written.time) < 0.002)
            #expect(packet.isKey == written.isKey)
        }
        #expect(found[0].time == 0)
        #expect(zip(found.dropFirst(), found).allSatisfy { $0.decoding > $1.decoding })
        #expect(try decodedFrames(target) == wanted.count)
        let size = try FileManager.default.attributesOfItem(atPath: target)[.size] as? Int64
        #expect(size == clip.bytes)
        let index = try RecordingIndex.build(.file(path: target))
        #expect(abs((clip.end - clip.start).seconds - index.duration.seconds) < 0.11)
        #expect(
            index.info.creationTime == WallTime(microsecondsUTC: 1_700_000_000_000_000))
    }

    @Test("while it grows a clip can be played at any moment, at most a second behind")
    func growing() throws {
        let all = try packets()
        let target = SampleVideo.path("clip.mp4")
        let writer = try LiveClipWriter(path: target, format: all[0].format)
        for (number, packet) in all.enumerated() {
            _ = try writer.append(packet)
            guard number % 17 == 16 else { continue }
            let count = try decodedFrames(target)
            #expect(count >= number - 11 && count <= number, "\(number): \(count)")
        }
        _ = try writer.finish()
        #expect(try decodedFrames(target) == 100)
    }

    @Test("a file that was cut off anywhere shows what was whole")
    func cutOff() throws {
        let all = try packets()
        let target = SampleVideo.path("clip.mp4")
        let writer = try LiveClipWriter(path: target, format: all[0].format)
        var ends: [Int] = []
        for packet in all {
            _ = try writer.append(packet)
            ends.append(Int(writer.bytes))
        }
        _ = try writer.finish()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: target)))
        let part = SampleVideo.path("part.mp4")
        let head = try #require(ends.first)
        for length in stride(from: head + 20_000, to: bytes.count, by: 7919) {
            try Data(bytes[..<length]).write(to: URL(fileURLWithPath: part))
            let text = try SampleVideo.run([
                "ffprobe", "-v", "quiet", "-count_frames", "-select_streams", "v:0",
                "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", part,
            ])
            let shown = text.split(separator: "\n").first.flatMap { Int($0) } ?? 0
            let whole = max(0, (ends.lastIndex { $0 <= length } ?? 0) - 11)
            #expect(shown >= whole, "\(length) of \(bytes.count): \(shown), \(whole)")
        }
    }

    @Test("a process that is killed in the middle of a clip leaves one that plays")
    func killed() async throws {
        let source = try SampleVideo.make(
            "k.mp4", "-c:v libx264 -g 5 -bf 0", input: "testsrc2=s=96x64:r=10:d=2")
        let target = SampleVideo.path("killed.mp4")
        // The child finds them where it cannot capture them.
        setenv("PANTAU_TEST_CLIP", target, 1)
        setenv("PANTAU_TEST_SOURCE", source, 1)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let words = ProcessInfo.processInfo.environment
            let stream = LiveStream(
                try LiveAddress(words["PANTAU_TEST_SOURCE"] ?? "", repeats: true))
            let format = try stream.open()
            let writer = try LiveClipWriter(
                path: words["PANTAU_TEST_CLIP"] ?? "", format: format)
            for _ in 0..<27 { _ = try writer.append(try stream.next()) }
            kill(getpid(), SIGKILL)
        }
        let count = try decodedFrames(target)
        #expect(count >= 15 && count <= 27, "\(count)")
    }

    @Test(
        "an event that is the first thing after connecting has all of its pre-roll",
        .enabled(if: TestCamera.hasRTSPServer, TestCamera.missing), arguments: ["h264", "h265"])
    func preRoll(_ codec: String) throws {
        let camera = try TestCamera("rtsp_server.py", "--codec", codec)
        let stream = LiveStream(try camera.rtsp(), settings: .test())
        let ring = PacketRing(seconds: 10, maximumBytes: 10_000_000)
        let early = try stream.read(seconds: 0.7)
        for packet in early { ring.append(packet) }
        let target = SampleVideo.path("event.mp4")
        let writer = try LiveClipWriter(path: target, format: early[0].format)
        let event = early[early.count - 1].time
        let held = ring.packets(from: event - MediaTime(seconds: 5))
        #expect(held.first === early.first && held.count == early.count)
        for packet in held { #expect(try writer.append(packet) == .written) }
        let late = try stream.readOn(seconds: 2)
        for packet in late { #expect(try writer.append(packet) == .written) }
        let clip = try #require(try writer.finish())
        #expect(clip.start == .zero && clip.startWall == early[0].arrival.wall)
        #expect(try decodedFrames(target) == early.count + late.count)
        let tag = try SampleVideo.run([
            "ffprobe", "-v", "error", "-show_entries", "stream=codec_tag_string", "-of",
            "csv=p=0", target,
        ])
        #expect(tag.contains(codec == "h264" ? "avc1" : "hvc1"))
    }

    @Test("where packets were lost the picture before stands, and the clip says where")
    func losses() throws {
        let all = try packets()
        let target = SampleVideo.path("clip.mp4")
        let writer = try LiveClipWriter(path: target, format: all[0].format)
        for (number, packet) in all.enumerated() where !(33..<38).contains(number) {
            let marked =
                number == 38
                ? LivePacket(
                    packet: packet.packet, time: packet.time, arrival: packet.arrival,
                    format: packet.format, lostNearby: 7, clockJumped: false, reorderDepth: 0)
                : packet
            _ = try writer.append(marked)
        }
        let clip = try #require(try writer.finish())
        #expect(clip.losses == [all[38].time])
        let found = try probe(target)
        #expect(found.count == 95)
        #expect(abs(found[33].time - 3.8) < 1e-3 && abs(found[32].time - 3.2) < 1e-3)
    }

    @Test("a change of format ends a clip, and the next one begins with it")
    func formatChange() throws {
        let first = try packets()
        let second = try livePackets(
            of: SampleVideo.make(
                "b.mkv", "-c:v libx264 -g 20 -bf 0", input: "testsrc2=s=128x96:r=10:d=2"))
        let paths = [SampleVideo.path("1.mp4"), SampleVideo.path("2.mp4")]
        let writer = try LiveClipWriter(path: paths[0], format: first[0].format)
        for packet in first.prefix(30) { #expect(try writer.append(packet) == .written) }
        #expect(try writer.append(second[0]) == .formatChanged)
        #expect(try writer.finish()?.packets == 30)
        #expect(try writer.append(first[31]) == .formatChanged)
        let next = try LiveClipWriter(path: paths[1], format: second[0].format)
        #expect(try next.append(second[3]) == .waitingForKey)
        for packet in second { #expect(try next.append(packet) == .written) }
        #expect(try next.finish()?.packets == 20)
        #expect(try decodedFrames(paths[0]) == 30)
        #expect(try decodedFrames(paths[1]) == 20)
    }

    @Test("a clip without packets leaves nothing, an abandoned one what was whole, or nothing")
    func abandoned() throws {
        let all = try packets()
        let paths = (0..<4).map { SampleVideo.path("\($0).mp4") }
        let empty = try LiveClipWriter(path: paths[0], format: all[0].format)
        #expect(try empty.append(all[1]) == .waitingForKey)
        #expect(try empty.finish() == nil)
        let kept = try LiveClipWriter(path: paths[1], format: all[0].format)
        for packet in all.prefix(45) { _ = try kept.append(packet) }
        kept.abandon(keepingFile: true)
        let unwanted = try LiveClipWriter(path: paths[2], format: all[0].format)
        for packet in all.prefix(45) { _ = try unwanted.append(packet) }
        unwanted.abandon(keepingFile: false)
        // Less than a fragment: there is no picture in it.
        let short = try LiveClipWriter(path: paths[3], format: all[0].format)
        for packet in all.prefix(4) { _ = try short.append(packet) }
        short.abandon(keepingFile: true)
        #expect(
            paths.map { FileManager.default.fileExists(atPath: $0) } == [false, true, false, false])
        #expect(try decodedFrames(paths[1]) >= 30)
    }

    @Test("folders that are not there and files that are there are refused with path and reason")
    func unwritable() throws {
        let all = try packets()
        let missing = SampleVideo.folder + "missing/clip.mp4"
        let writer = try LiveClipWriter(path: missing, format: all[0].format)
        #expect(
            throws: VideoDecodingError.cannotWrite(
                path: missing, reason: "No such file or directory")
        ) { try writer.append(all[0]) }
        let taken = SampleVideo.path("taken.mp4")
        try Data("a clip".utf8).write(to: URL(fileURLWithPath: taken))
        let second = try LiveClipWriter(path: taken, format: all[0].format)
        #expect(throws: VideoDecodingError.cannotWrite(path: taken, reason: "File exists")) {
            try second.append(all[0])
        }
        #expect(try String(contentsOfFile: taken, encoding: .utf8) == "a clip")
    }

    @Test(
        "a full disk ends a clip, which plays up to there; one that has no room leaves nothing",
        .enabled(if: SmallDisk.canBeMade, "needs the right to mount a file system"))
    func fullDisk() throws {
        let all = try livePackets(
            of: SampleVideo.make(
                "big.mkv", "-c:v libx264 -g 10 -bf 0 -crf 10",
                input: "testsrc2=s=640x360:r=10:d=10"))
        let disk = try SmallDisk(kilobytes: 512)
        let target = disk.path + "/clip.mp4"
        let writer = try LiveClipWriter(path: target, format: all[0].format)
        #expect(throws: VideoDecodingError.diskFull(path: target)) {
            for packet in all { _ = try writer.append(packet) }
        }
        #expect(try writer.append(all[0]) == .formatChanged)
        let shown = try decodedFrames(target)
        #expect(shown >= 10 && shown < 90, "\(shown)")
        // What was cut off again may have left room for a head, but for no picture.
        try Data(repeating: 0, count: disk.freeBytes).write(
            to: URL(fileURLWithPath: disk.path + "/filler"))
        let second = try LiveClipWriter(path: disk.path + "/2.mp4", format: all[0].format)
        #expect(throws: VideoDecodingError.diskFull(path: disk.path + "/2.mp4")) {
            for packet in all { _ = try second.append(packet) }
        }
        #expect(!FileManager.default.fileExists(atPath: disk.path + "/2.mp4"))
    }
}

/// A file system of few kilobytes, in memory.
final class SmallDisk {
    let path: String

    static let canBeMade = (try? SmallDisk(kilobytes: 16)) != nil

    init(kilobytes: Int) throws {
        path = SampleVideo.path("disk")
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try SampleVideo.run(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
    }

    deinit { _ = try? SampleVideo.run(["umount", path]) }

    var freeBytes: Int {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return 0 }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
