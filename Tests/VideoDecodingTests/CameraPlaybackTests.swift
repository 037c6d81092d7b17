import Foundation
import Testing

@testable import VideoDecoding

@Suite("A recording is played as a camera delivers it")
struct CameraPlaybackTests {
    /// Eighty frames, ten to a group.
    private static func index() throws -> RecordingIndex {
        let path = try SampleVideo.make(
            "playback.mp4", "-c:v libx264 -g 10 -bf 0 -sc_threshold 0 -pix_fmt yuv420p")
        return try RecordingIndex.build(.file(path: path))
    }

    @Test("from the start again at its end, with times that go on")
    func rounds() throws {
        let index = try Self.index()
        let playback = try CameraPlayback(index: index, firstGroup: 3)
        var times: [Int64] = []
        for _ in 0..<180 {
            try playback.decodeNext { times.append($0.time.microseconds) }
        }
        // Each round ends with what the decoder holds back.
        #expect(times.count > 140)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
        #expect(times.last ?? 0 >= 178 * playback.packetInterval.microseconds)
    }

    @Test("leaves out packets up to the next key frame")
    func skips() throws {
        let index = try Self.index()
        let playback = try CameraPlayback(index: index)
        for _ in 0..<3 { try playback.decodeNext { _ in } }
        #expect(try playback.skipToKeyFrame() == 7)
        #expect(try playback.skipToKeyFrame() == 10)
        var isFirst = true
        for _ in 0..<20 {
            try playback.decodeNext { frame in
                if isFirst { #expect(frame.isKeyFrame) }
                isFirst = false
            }
        }
        #expect(!isFirst)
    }

    @Test("packets are read without decoding, all of them")
    func packets() throws {
        let index = try Self.index()
        let pass = try PacketPass(index: index)
        #expect(try pass.read(groups: 1..<3) == 20)
        #expect(try pass.read(groups: 0..<index.groups.count) == 80)
        #expect(try pass.read(groups: 8..<9) == 0)
    }

    @Test("the libraries say their versions")
    func versions() {
        #expect(LibraryVersions.all["libavcodec"]?.split(separator: ".").count == 3)
    }
}
