import Footage
import Foundation
import Testing

@testable import VideoDecoding

struct TimestampTests {
    private func seconds(_ path: String) throws -> (times: [Double], index: RecordingIndex) {
        let index = try RecordingIndex.build(.file(path: path))
        let seen = try PictureReader(index: index).seeEverything()
        return (seen.times.map(\.seconds), index)
    }

    @Test("a variable frame rate is kept")
    func variableRate() throws {
        let path = try SampleVideo.make(
            "vfr.mkv", "-vf select=not(mod(n\\,7))+gt(n\\,50) -vsync vfr -c:v libx264 -g 12 -bf 2")
        let (times, index) = try seconds(path)
        #expect(index.timestampsRebuilt == nil)
        let kept = (0..<80).filter { $0 % 7 == 0 || $0 > 50 }
        #expect(times == kept.map { Double($0) / 10 })
    }

    @Test("a stream without time stamps is counted at its nominal rate")
    func noTimes() throws {
        let (times, index) = try seconds(try SampleVideo.make("n.h264", "-c:v libx264 -bf 2"))
        #expect(index.timestampsRebuilt?.contains("10.0 frames/s") == true)
        #expect(times == (0..<80).map { Double($0) / 10 })
    }

    @Test("decoding times stand in for missing presentation times")
    func decodingTimes() throws {
        let (times, index) = try seconds(
            try SampleVideo.make("b.avi", "-c:v mpeg4 -bf 2 -g 12"))
        #expect(index.timestampsRebuilt != nil)
        #expect(times == (0..<80).map { Double($0) / 10 })
    }

    @Test("the wrap of a transport stream's clock is no jump")
    func wrap() throws {
        let path = try SampleVideo.make("w.ts", "-c:v libx264 -g 12 -output_ts_offset 95440")
        let (times, _) = try seconds(path)
        #expect(times.count == 80)
        for (number, time) in times.enumerated() { #expect(abs(time - Double(number) / 10) < 1e-3) }
    }

    @Test("a clock that was set back goes on where it was, from any stretch")
    func setBack() throws {
        let first = try SampleVideo.make("1.ts", "-c:v libx264 -g 12 -bf 2")
        let second = try SampleVideo.make("2.ts", "-c:v libx264 -g 12 -bf 2 -crf 35")
        let path = SampleVideo.path("both.ts")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        bytes += try Data(contentsOf: URL(fileURLWithPath: second))
        try bytes.write(to: URL(fileURLWithPath: path))
        let (times, index) = try seconds(path)
        #expect(index.timestampsRebuilt?.contains("jumps") == true)
        #expect(times.count >= 158)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 < 0.35 })
        #expect(abs(index.duration.seconds - 16) < 0.5)
        let reader = try PictureReader(index: index)
        var parts: [Double] = []
        for group in index.groups.indices {
            parts += try reader.see(group..<group + 1).times.map(\.seconds)
        }
        #expect(parts == times)
    }

    @Test("two videos of different size in one stream keep their own sizes")
    func twoSizes() throws {
        let first = try SampleVideo.make("1.ts", "-c:v libx264 -g 12")
        let second = try SampleVideo.make("2.ts", "-c:v libx264 -g 12 -s 64x48")
        let path = SampleVideo.path("sizes.ts")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        bytes += try Data(contentsOf: URL(fileURLWithPath: second))
        try bytes.write(to: URL(fileURLWithPath: path))
        let index = try RecordingIndex.build(.file(path: path))
        var sizes: [FrameSize] = []
        let reader = try PictureReader(index: index)
        try reader.decode(groups: 0..<index.groups.count) { step in
            if case .frame(let frame) = step, sizes.last != frame.view.size {
                sizes.append(frame.view.size)
            }
            return true
        }
        #expect(
            sizes == [FrameSize(width: 96, height: 64), FrameSize(width: 64, height: 48)])
    }

    @Test("frames outside the container's edit list are not shown")
    func editList() throws {
        let whole = try SampleVideo.make("w.mp4", "-c:v libx264 -g 12 -bf 2")
        let path = SampleVideo.path("trim.mp4")
        try SampleVideo.ffmpeg(["-ss", "2.3", "-i", whole, "-c", "copy", path])
        let (times, _) = try seconds(path)
        let reference = try SampleVideo.referenceTimes(of: path)
        #expect(times.count == reference.count)
        #expect(times.first == 0)
    }
}
