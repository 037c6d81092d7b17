import Footage
import Foundation
import Testing

@testable import VideoDecoding

struct TranscodeTests {
    private func seeker(_ arguments: String, _ name: String = "a.mp4") throws -> RecordingSeeker {
        let path = try SampleVideo.make(
            name, arguments, input: "testsrc2=s=192x108:r=10:d=12")
        return try RecordingSeeker(source: .file(path: path))
    }

    private func means(of path: String) throws -> [(time: Double, mean: Double)] {
        let seeker = try RecordingSeeker(source: .file(path: path))
        var found: [(time: Double, mean: Double)] = []
        try seeker.decode(MediaRange(start: .zero, end: seeker.duration)) { step in
            if case .frame(let frame) = step {
                let luma = frame.view.luma
                var sum = 0
                for row in 0..<luma.size.height {
                    for column in 0..<luma.size.width {
                        sum += Int(luma.base[row * luma.strideBytes + column])
                    }
                }
                found.append((frame.time.seconds, Double(sum) / Double(luma.size.pixelCount)))
            }
            return true
        }
        return found
    }

    @Test("every frame of the range is painted on and keeps its time")
    func painted() throws {
        let seeker = try seeker("-c:v libx264 -g 30 -bf 2")
        let target = SampleVideo.path("clip.mp4")
        var times: [Double] = []
        let clip = try ClipTranscoder.transcode(
            seeker, range: MediaRange(start: .init(seconds: 3.5), end: .init(seconds: 7)),
            to: target,
            paint: { painter in
                times.append(painter.time.seconds)
                painter.fill(
                    Polygon(points: [
                        .init(x: 0, y: 0), .init(x: 1, y: 0), .init(x: 1, y: 1), .init(x: 0, y: 1),
                    ]))
            })
        #expect(clip.frames == 35 && times.count == 35)
        #expect(times.first == 3.5 && abs((times.last ?? 0) - 6.9) < 1e-6)
        #expect(clip.start.seconds == 3.5 && clip.end.seconds == 7)
        #expect(clip.codec == "h264" && clip.undecodable == 0)
        let frames = try means(of: target)
        #expect(frames.count == 35)
        for (number, frame) in frames.enumerated() {
            #expect(abs(frame.time - Double(number) / 10) < 0.001)
            #expect(frame.mean < 18, "black is 16 of 235")
        }
    }

    @Test("turned, anamorphic and interlaced recordings come out upright and square")
    func upright() throws {
        let source = try SampleVideo.make(
            "wide.mp4", "-c:v libx264 -vf setsar=2/1", input: "testsrc2=s=96x64:r=10:d=2")
        let turned = SampleVideo.path("turned.mp4")
        try SampleVideo.ffmpeg([
            "-i", source, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned,
        ])
        for (path, size) in [
            (source, FrameSize(width: 192, height: 64)),
            (turned, FrameSize(width: 64, height: 192)),
        ] {
            let seeker = try RecordingSeeker(source: .file(path: path))
            let target = SampleVideo.path("clip.mp4")
            let clip = try ClipTranscoder.transcode(
                seeker, range: MediaRange(start: .zero, end: .init(seconds: 1)), to: target)
            #expect(clip.size == size)
            let made = try RecordingIndex.build(.file(path: target)).info
            #expect(made.storedSize == size && made.orientation == .upright)
            #expect(made.sampleAspect == .square)
            let frame = try #require(try seeker.frame(at: .zero))
            #expect(try StillPicture.jpeg(frame, info: seeker.info).size == size)
        }
    }

    @Test("a time-lapse is as short as its speed says, and a lapse shows key frames alone")
    func lapse() throws {
        let seeker = try seeker("-c:v libx264 -g 10 -sc_threshold 0")
        let range = MediaRange(start: .zero, end: .init(seconds: 12))
        let fast = try ClipTranscoder.transcode(
            seeker, range: range, to: SampleVideo.path("fast.mp4"),
            settings: TranscodeSettings(maximumWidth: 96, speed: 4, maximumFramesPerSecond: 10))
        #expect(fast.size == FrameSize(width: 96, height: 54))
        #expect((28...31).contains(fast.frames), "\(fast.frames)")
        let times = try means(of: fast.path).map(\.time)
        #expect(abs((times.last ?? 0) - 3) < 0.15)
        var shown: [Double] = []
        let keys = try ClipTranscoder.lapse(
            seeker, moments: stride(from: 0.0, to: 12, by: 0.5).map { MediaTime(seconds: $0) },
            to: SampleVideo.path("keys.mp4"), settings: TranscodeSettings(speed: 2),
            paint: { shown.append($0.time.seconds) })
        #expect(keys.frames == 12)
        #expect(shown == (0..<12).map(Double.init))
    }

    @Test("a stopped encoding leaves nothing")
    func stopped() throws {
        let seeker = try seeker("-c:v libx264")
        let folder = SampleVideo.path("stopped")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let target = folder + "/clip.mp4"
        #expect(throws: VideoDecodingError.stopped(path: target)) {
            try ClipTranscoder.transcode(
                seeker, range: MediaRange(start: .zero, end: .init(seconds: 12)), to: target,
                progress: { $0 < 0.5 })
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test("a polygon covers each pixel that it touches, and pixelation leaves no fine detail")
    func painting() throws {
        let seeker = try seeker("-c:v mjpeg -q:v 2", "a.avi")
        let frame = try #require(try seeker.frame(at: .zero))
        let original = try StillPicture.jpeg(frame, info: seeker.info).jpeg
        let triangle = Polygon(points: [
            .init(x: 0.2, y: 0.2), .init(x: 0.8, y: 0.25), .init(x: 0.4, y: 0.9),
        ])
        var inside = 0
        var outside = 0
        _ = try StillPicture.jpeg(
            painting: original, time: .zero,
            paint: { painter in
                painter.luma.fill(Region(x: 0, y: 0, width: 1, height: 1), with: 200)
                painter.fill(triangle)
                for y in 0..<painter.size.height {
                    for x in 0..<painter.size.width {
                        let centre = NormalizedPoint(
                            x: (Double(x) + 0.5) / Double(painter.size.width),
                            y: (Double(y) + 0.5) / Double(painter.size.height))
                        let value = painter.luma.base[y * painter.luma.strideBytes + x]
                        if triangle.contains(centre) {
                            inside += 1
                            #expect(value == 0, "\(x), \(y)")
                        } else if value != 0 {
                            outside += 1
                        }
                    }
                }
            })
        #expect(inside > 3000 && outside > 10_000)
        let error = #expect(throws: VideoDecodingError.self) {
            try StillPicture.jpeg(painting: [1, 2, 3], time: .zero, paint: nil)
        }
        #expect(error != nil)
    }
}
