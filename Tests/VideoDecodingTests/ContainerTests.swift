import Footage
import Testing

@testable import VideoDecoding

/// A kind of file that must be read exactly as the `ffmpeg` command reads it.
struct Recipe: CustomTestStringConvertible, Sendable {
    var name: String
    var arguments: String
    /// Whether the container has time stamps that must be kept.
    var keepsTimes = true
    var testDescription: String { "\(name) by \(arguments)" }

    static let all: [Recipe] = [
        Recipe(name: "a.mp4", arguments: "-c:v libx264 -g 12 -bf 2"),
        Recipe(name: "a.mkv", arguments: "-c:v libx264 -g 12 -bf 2"),
        Recipe(name: "a.mov", arguments: "-c:v libx264 -g 12 -bf 0"),
        Recipe(name: "a.ts", arguments: "-c:v libx264 -g 12 -bf 2"),
        Recipe(name: "a.flv", arguments: "-c:v libx264 -g 12 -bf 2"),
        Recipe(name: "a.mpg", arguments: "-r 25 -c:v mpeg2video -g 12 -bf 2"),
        Recipe(name: "a.avi", arguments: "-c:v mpeg4 -g 12"),
        Recipe(name: "bframes.avi", arguments: "-c:v mpeg4 -g 12 -bf 2"),
        Recipe(name: "h264.avi", arguments: "-c:v libx264 -g 12 -bf 2"),
        Recipe(name: "a.h264", arguments: "-c:v libx264 -g 12 -bf 2", keepsTimes: false),
        Recipe(
            name: "a.hevc", arguments: "-c:v libx265 -x265-params log-level=none:keyint=12",
            keepsTimes: false),
        Recipe(name: "a.m2v", arguments: "-r 25 -c:v mpeg2video -g 12 -bf 2", keepsTimes: false),
        Recipe(name: "fragmented.mp4", arguments: "-c:v libx264 -g 12 -movflags frag_keyframe"),
        Recipe(
            name: "open264.mp4",
            arguments: "-c:v libx264 -x264opts open-gop=1:bframes=3:keyint=15:scenecut=0"),
        Recipe(
            name: "open264.h264",
            arguments: "-c:v libx264 -x264opts open-gop=1:bframes=3:keyint=15:scenecut=0",
            keepsTimes: false),
        Recipe(
            name: "open265.mp4",
            arguments: "-c:v libx265 -x265-params log-level=none:open-gop=1:keyint=15:bframes=3"),
        Recipe(
            name: "open265.ts",
            arguments: "-c:v libx265 -x265-params log-level=none:open-gop=1:keyint=15:bframes=3"),
        Recipe(
            name: "open265.hevc",
            arguments: "-c:v libx265 -x265-params log-level=none:open-gop=1:keyint=15:bframes=3",
            keepsTimes: false),
        Recipe(
            name: "radl.mp4",
            arguments: "-c:v libx265 -x265-params log-level=none:open-gop=0:keyint=15:radl=2"),
        Recipe(name: "refresh.mp4", arguments: "-c:v libx264 -x264opts intra-refresh=1:keyint=15"),
        Recipe(name: "open.ts", arguments: "-r 25 -c:v mpeg2video -g 12 -bf 2"),
        Recipe(name: "mpeg1.mpg", arguments: "-r 25 -c:v mpeg1video -g 12 -bf 2"),
        Recipe(name: "mpeg4.mp4", arguments: "-c:v mpeg4 -g 12 -bf 2"),
        Recipe(name: "vp8.webm", arguments: "-c:v libvpx -g 12 -auto-alt-ref 1 -b:v 100k"),
        Recipe(name: "vp9.webm", arguments: "-c:v libvpx-vp9 -g 12 -b:v 100k"),
        Recipe(name: "av1.mkv", arguments: "-c:v libaom-av1 -cpu-used 8 -g 12 -b:v 100k"),
        Recipe(name: "mjpeg.avi", arguments: "-c:v mjpeg -pix_fmt yuvj420p"),
        Recipe(name: "ffv1.mkv", arguments: "-pix_fmt gray -c:v ffv1"),
        Recipe(name: "msmpeg4.avi", arguments: "-c:v msmpeg4 -g 12"),
        Recipe(name: "wmv2.wmv", arguments: "-c:v wmv2 -g 12"),
        Recipe(name: "422.mkv", arguments: "-pix_fmt yuv422p -c:v libx264 -g 12"),
        Recipe(name: "444.mp4", arguments: "-pix_fmt yuv444p -vf scale=95:63 -c:v libx264 -g 12"),
    ]
}

struct ContainerTests {
    @Test("every frame has the samples and the time that ffmpeg gives it", arguments: Recipe.all)
    func frames(recipe: Recipe) throws {
        let path = try SampleVideo.make(recipe.name, recipe.arguments)
        let index = try RecordingIndex.build(.file(path: path))
        let seen = try PictureReader(index: index).seeEverything()
        let first = try #require(seen.frames.first)
        let reference = try SampleVideo.referenceFrames(
            of: path, bytesPerFrame: first.bytes.count)
        #expect(seen.frames.count == reference.count)
        #expect(seen.frames.map(\.bytes) == reference)
        #expect(seen.undecodable.isEmpty)
        #expect(seen.times == seen.times.sorted())
        #expect(Set(seen.times).count == seen.times.count)
        #expect(seen.times.first == .zero)
        #expect(seen.times.allSatisfy { $0 < index.duration })
        if recipe.keepsTimes {
            let times = try SampleVideo.referenceTimes(of: path)
            #expect(times.count == seen.times.count)
            for case (let mine, let reference?) in zip(seen.times, times) {
                #expect(abs(mine.seconds - reference) < 0.002)
            }
        } else {
            #expect(index.timestampsRebuilt != nil)
        }
    }

    @Test(
        "stretches give the same as one decode from start to end, in any order",
        arguments: Recipe.all)
    func stretches(recipe: Recipe) throws {
        let path = try SampleVideo.make(recipe.name, recipe.arguments)
        let index = try RecordingIndex.build(.file(path: path))
        let whole = try PictureReader(index: index).seeEverything()
        #expect(index.groups.count > 1)
        let reader = try PictureReader(index: index)
        var forward = Seen()
        for group in index.groups.indices {
            let seen = try reader.see(group..<group + 1)
            let range = index.range(of: group..<group + 1)
            #expect(seen.times.allSatisfy(range.contains))
            forward.frames += seen.frames
            forward.undecodable += seen.undecodable
        }
        #expect(forward == whole)
        var backward = Set<SeenFrame>()
        for start in stride(from: 0, to: index.groups.count, by: 2).reversed() {
            backward.formUnion(
                try reader.see(start..<min(start + 2, index.groups.count)).frames)
        }
        #expect(backward == Set(whole.frames))
    }

    @Test("the key frame of a group is the frame shown at its time", arguments: Recipe.all)
    func keyFrames(recipe: Recipe) throws {
        let path = try SampleVideo.make(recipe.name, recipe.arguments)
        let index = try RecordingIndex.build(.file(path: path))
        let whole = try PictureReader(index: index).seeEverything()
        let byTime = Dictionary(uniqueKeysWithValues: whole.frames.map { ($0.time, $0.bytes) })
        let reader = try PictureReader(index: index)
        for group in index.groups.indices.reversed() {
            // Streams that are refreshed little by little have no whole key pictures.
            guard let key = try reader.keyFrame(of: group) else {
                #expect(recipe.name == "refresh.mp4")
                continue
            }
            #expect(key.time == index.groups[group].keyFrameTime)
            if recipe.name != "refresh.mp4" {
                #expect(byTime[key.time] == key.view.packedBytes)
            }
        }
    }

    @Test("the frame at any time is the one that a straight decode shows then")
    func exactSeek() throws {
        for recipe in Recipe.all where ["a.mp4", "a.ts", "open265.mp4"].contains(recipe.name) {
            let path = try SampleVideo.make(recipe.name, recipe.arguments)
            let index = try RecordingIndex.build(.file(path: path))
            let whole = try PictureReader(index: index).seeEverything()
            let reader = try PictureReader(index: index)
            for position in [79, 3, 40, 12, 13, 0, 61] {
                let wanted = whole.frames[position]
                let within = wanted.time + MediaTime(microseconds: 40_000)
                for time in [wanted.time, within] {
                    let frame = try #require(try reader.frame(at: time))
                    #expect(frame.time == wanted.time)
                    #expect(frame.view.packedBytes == wanted.bytes)
                }
            }
            #expect(try reader.frame(at: MediaTime(microseconds: -1)) == nil)
            #expect(try reader.frame(at: index.duration) == nil)
        }
    }
}
