import Footage
import Testing

@testable import VideoDecoding

/// Why a scan leaves out the deblocking filter for lone key frames and nowhere else.
@Suite("The deblocking filter")
struct DeblockingTests {
    private static let size = FrameSize(width: 384, height: 256)

    /// Four seconds, a key frame every two, coarse enough that there are edges to filter.
    private static func index(_ codec: String) throws -> RecordingIndex {
        let path = try SampleVideo.make(
            "deblocking.mp4", "-c:v \(codec) -g 20 -bf 0 -sc_threshold 0 -crf 34 -pix_fmt yuv420p",
            input: "testsrc2=s=384x256:r=10:d=4,rotate=a=t/4,noise=alls=6:allf=t:all_seed=1")
        return try RecordingIndex.build(.file(path: path))
    }

    private static func frames(_ index: RecordingIndex, _ deblocking: Deblocking) throws
        -> [[UInt8]]
    {
        var frames: [[UInt8]] = []
        try PictureReader(index: index, deblocking: deblocking).decode(groups: 0..<1) { step in
            if case .frame(let frame) = step { frames.append(luma(of: frame.view)) }
            return true
        }
        return frames
    }

    private static func luma(of view: PictureView) -> [UInt8] {
        (0..<size.height).flatMap { row in
            (0..<size.width).map { view.luma.base[row * view.luma.strideBytes + $0] }
        }
    }

    private static func difference(_ first: [UInt8], _ second: [UInt8]) -> Double {
        let sum = zip(first, second).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(max(1, first.count))
    }

    /// Means of 2 × 2 pixels, as the analysis averages down.
    private static func halved(_ luma: [UInt8]) -> [UInt8] {
        let width = size.width
        return (0..<size.height / 2).flatMap { row in
            (0..<width / 2).map { column in
                let start = 2 * row * width + 2 * column
                let sum = [0, 1, width, width + 1].reduce(2) { $0 + Int(luma[start + $1]) }
                return UInt8(sum / 4)
            }
        }
    }

    @Test(
        "left out of a key frame alone, hardly shows once averaged down",
        arguments: ["libx264", "libx265 -x265-params log-level=none"])
    func loneKeyFrame(_ codec: String) throws {
        let index = try Self.index(codec)
        func key(_ deblocking: Deblocking, _ group: Int) throws -> [UInt8] {
            let reader = try PictureReader(index: index)
            let frame = try reader.keyFrame(of: group, deblocking: deblocking)
            return Self.luma(of: try #require(frame).view)
        }
        let (filtered, plain) = (try key(.all, 1), try key(.none, 1))
        #expect(filtered != plain)
        #expect(Self.difference(Self.halved(filtered), Self.halved(plain)) < 1.5)
        // The reader's stretches are filtered all the same.
        let reader = try PictureReader(index: index)
        _ = try reader.keyFrame(of: 1, deblocking: .none)
        var first: [UInt8] = []
        try reader.decode(groups: 1..<2) { step in
            if case .frame(let frame) = step { first = Self.luma(of: frame.view) }
            return false
        }
        #expect(first == filtered)
    }

    @Test("left out everywhere, drifts from key frame to key frame")
    func drift() throws {
        let index = try Self.index("libx264")
        let (filtered, plain) = (try Self.frames(index, .all), try Self.frames(index, .none))
        try #require(filtered.count == 20 && plain.count == 20)
        let atKey = Self.difference(Self.halved(filtered[0]), Self.halved(plain[0]))
        let atEnd = Self.difference(Self.halved(filtered[19]), Self.halved(plain[19]))
        #expect(atEnd > atKey * 1.5)
    }

    @Test("left out of pictures that nothing builds on, changes no other")
    func unreferenced() throws {
        let index = try Self.index("libx264")
        #expect(try Self.frames(index, .all) == Self.frames(index, .referencedOnly))
    }
}
