import Footage
import Foundation
import Testing

@testable import VideoDecoding

/// Seeking without an index gives what an index of the whole gives.
struct SeekerTests {
    /// Opens without an index wherever that is possible at all.
    private func direct(_ path: String, continuous: Bool = true) throws -> RecordingSeeker {
        try RecordingSeeker(
            source: .file(path: path), timestampsAreContinuous: continuous, indexesUpToBytes: 0,
            shouldStop: { false })
    }

    /// Digests of luma by time; 0 for what the decoder had to guess.
    private func frames(
        _ decode: ((DecodeStep) throws -> Bool) throws -> Void, limit: Int = 400
    ) rethrows -> [MediaTime: Int] {
        var found: [MediaTime: Int] = [:]
        try decode { step in
            guard case .frame(let frame) = step else { return true }
            var hasher = Hasher()
            let luma = frame.view.luma
            for row in 0..<luma.size.height {
                hasher.combine(
                    bytes: UnsafeRawBufferPointer(
                        start: luma.base + row * luma.strideBytes, count: luma.size.width))
            }
            found[frame.time] = frame.isDamaged ? 0 : hasher.finalize()
            return found.count < limit
        }
        return found
    }

    /// Compares moments all over a recording; returns whether it was sought in directly.
    private func compare(_ path: String) throws -> Bool {
        let index = try RecordingIndex.build(.file(path: path))
        // A scan that found the time stamps wanting would not call them continuous.
        let seeker = try direct(path, continuous: index.timestampsRebuilt == nil)
        let reader = try PictureReader(index: index)
        #expect(seeker.duration == index.duration, "\(path)")
        #expect(seeker.info == index.info, "\(path)")
        for share in [0.93, 0.0, 0.31, 0.32, 0.66, 0.999, 0.5] {
            let time = MediaTime(seconds: index.duration.seconds * share)
            let wanted = try reader.frame(at: time).map { $0.time }
            #expect(try seeker.frame(at: time).map { $0.time } == wanted, "\(path) at \(time)")
        }
        let start = MediaTime(seconds: index.duration.seconds * 0.4)
        let range = MediaRange(start: start, end: start + MediaTime(seconds: 2))
        guard let first = index.group(at: range.start) else { return seeker.seeksDirectly }
        let last = index.group(at: min(range.end, index.duration) - MediaTime(microseconds: 1))
        let truth = try frames { try reader.decode(groups: first..<(last ?? first) + 1, $0) }
            .filter { range.contains($0.key) }
        let found = try frames { try seeker.decode(range, $0) }
        if let damage = truth.filter({ $0.value == 0 }).keys.min() {
            // What a decoder makes of damage depends on what it saw before.
            #expect(found.filter { $0.key < damage } == truth.filter { $0.key < damage }, "\(path)")
        } else {
            #expect(found == truth, "\(path)")
        }
        return seeker.seeksDirectly
    }

    @Test(
        "any container gives the same frames at the same times as its index",
        arguments: [
            ("plain.mp4", "-c:v libx264 -g 12 -bf 0", true),
            ("reordered.mp4", "-c:v libx264 -g 12 -bf 3", true),
            ("open-gop.mp4", "-c:v libx264 -g 12 -bf 3 -x264-params open-gop=1", true),
            ("reordered.mkv", "-c:v libx264 -g 12 -bf 3", true),
            ("open-gop.mkv", "-c:v libx265 -g 12 -x265-params log-level=none:open-gop=1", true),
            ("hevc.mp4", "-c:v libx265 -g 12 -x265-params log-level=none", true),
            ("reordered.ts", "-c:v libx264 -g 12 -bf 2", true),
            ("open-gop.ts", "-c:v libx264 -g 12 -bf 3 -x264-params open-gop=1", true),
            ("mpeg2.ts", "-c:v mpeg2video -g 10 -bf 2", true),
            ("key-only.avi", "-c:v mjpeg", true),
            ("mpeg4.avi", "-c:v mpeg4 -g 10", true),
            ("fragments.mp4", "-c:v libx264 -g 12 -movflags frag_keyframe+empty_moov", false),
            ("no-cues.mkv", "-c:v libx264 -g 12 -f matroska -live 1", false),
            ("raw.h264", "-c:v libx264 -g 12 -bf 2", false),
            ("variable.mp4", "-c:v libx264 -g 8 -bf 2 -vf select='mod(n,7)' -vsync vfr", true),
        ])
    func equality(_ name: String, _ arguments: String, isDirect: Bool) throws {
        let path = try SampleVideo.make(name, arguments, input: "testsrc2=s=96x64:r=10:d=40")
        #expect(try compare(path) == isDirect)
    }

    @Test("a movie whose edit list begins amid a group keeps its times")
    func editList() throws {
        let path = try SampleVideo.make(
            "whole.mp4", "-c:v libx264 -g 25 -bf 2", input: "testsrc2=s=96x64:r=10:d=40")
        let cut = SampleVideo.path("cut.mp4")
        try SampleVideo.ffmpeg(["-ss", "3.3", "-i", path, "-c", "copy", cut])
        #expect(try compare(cut))
    }

    @Test("nothing is found before the beginning and after the end")
    func outside() throws {
        let path = try SampleVideo.make("short.mp4", "-c:v libx264 -g 12")
        for seeker in [try direct(path), try RecordingSeeker(source: .file(path: path))] {
            #expect(try seeker.frame(at: MediaTime(seconds: -1)) == nil)
            #expect(try seeker.frame(at: seeker.duration) == nil)
            #expect(try seeker.keyFrame(atOrBefore: MediaTime(seconds: 1e6)) == nil)
            let last = seeker.duration - MediaTime(microseconds: 1)
            #expect(try seeker.frame(at: last)?.time.seconds == 7.9)
            #expect(try seeker.keyFrameTime(after: last) == nil)
        }
    }

    @Test("key frames follow each other from the first to the last")
    func keyFrames() throws {
        let path = try SampleVideo.make(
            "keys.mkv", "-c:v libx264 -g 20 -sc_threshold 0",
            input: "testsrc2=s=96x64:r=10:d=40")
        let seeker = try direct(path)
        #expect(seeker.seeksDirectly)
        var times: [Double] = []
        var next = try seeker.keyFrameTime(atOrBefore: .zero)
        while let time = next {
            times.append(time.seconds)
            #expect(try seeker.keyFrame(atOrBefore: time)?.time == time)
            next = try seeker.keyFrameTime(after: time)
        }
        #expect(times == stride(from: 0.0, to: 40, by: 2).map { $0 })
    }

    @Test("a clock that jumps back is read as a whole, and keeps its evened times")
    func jump() throws {
        let first = try SampleVideo.make("a.ts", "-c:v libx264 -g 10 -output_ts_offset 500")
        let second = try SampleVideo.make("b.ts", "-c:v libx264 -g 10 -output_ts_offset 20")
        let joined = SampleVideo.path("jump.ts")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        bytes += try Data(contentsOf: URL(fileURLWithPath: second))
        try bytes.write(to: URL(fileURLWithPath: joined))
        #expect(try !compare(joined))
    }

    @Test(
        "every recording of the footage folder gives the same frames",
        .enabled(if: RobustnessFolderTests.exists))
    func footage() throws {
        var directly = 0
        var compared = 0
        for path in RobustnessFolderTests.files {
            do {
                directly += try compare(path) ? 1 : 0
                compared += 1
            } catch let error as VideoDecodingError {
                // Refused by the seeker as by the index, in one line.
                #expect(error.description.hasPrefix(path), "\(error)")
                #expect(throws: VideoDecodingError.self, "\(path)") { try direct(path) }
            }
        }
        #expect(compared >= 90)
        #expect(directly >= 20)
    }
}
