import Footage
import Foundation
import Testing

@testable import VideoDecoding

/// Geometry, pixel formats and thumbnails.
struct PictureTests {
    private func first(_ path: String) throws -> (info: StreamInfo, picture: HeldPicture) {
        let index = try RecordingIndex.build(.file(path: path))
        let frame = try #require(try PictureReader(index: index).frame(at: .zero))
        return (index.info, frame.held())
    }

    /// Size and mean luma of the four quarters of a JPEG file, left to right, top to bottom.
    private func look(_ jpeg: [UInt8]) throws -> (size: FrameSize, quarters: [Int]) {
        let path = SampleVideo.path("look.jpg")
        try Data(jpeg).write(to: URL(fileURLWithPath: path))
        let index = try RecordingIndex.build(.file(path: path))
        let frame = try #require(try PictureReader(index: index).keyFrame(of: 0))
        let luma = frame.view.luma
        var sums = [0, 0, 0, 0]
        for y in 0..<luma.size.height {
            for x in 0..<luma.size.width {
                let quarter = (y * 2 / luma.size.height) * 2 + x * 2 / luma.size.width
                sums[quarter] += Int(luma.base[y * luma.strideBytes + x])
            }
        }
        return (luma.size, sums.map { $0 * 4 / luma.size.pixelCount })
    }

    /// White in the top left quarter, black elsewhere.
    private static let corner =
        "color=black:s=128x64:r=10:d=1,drawbox=x=0:y=0:w=64:h=32:color=white:t=fill"

    @Test("a rotated recording is upright in its thumbnail", arguments: [90, 180, 270])
    func rotation(degrees: Int) throws {
        let plain = try SampleVideo.make("p.mp4", "-c:v libx264 -crf 1", input: Self.corner)
        let path = SampleVideo.path("rotated.mp4")
        try SampleVideo.ffmpeg([
            "-i", plain, "-c", "copy", "-metadata:s:v:0", "rotate=\(degrees)", path,
        ])
        let (info, picture) = try first(path)
        let turned = try SampleVideo.referenceUpright(of: path)
        #expect(info.orientation != .upright)
        #expect(info.displaySize == turned)
        let seen = try look(try picture.jpeg(orientation: info.orientation))
        #expect(seen.size == turned)
        let white = seen.quarters.firstIndex { $0 > 200 }
        // The library's own rotation of the same file is the reference.
        #expect(white == (try SampleVideo.whiteQuarter(of: path)))
        #expect(seen.quarters.filter { $0 < 30 }.count == 3)
    }

    @Test("anamorphic pixels become square")
    func anamorphic() throws {
        let path = try SampleVideo.make("a.mkv", "-vf setsar=2/1 -c:v libx264")
        let (info, picture) = try first(path)
        #expect(info.sampleAspect == PixelAspect(numerator: 2, denominator: 1))
        #expect(info.displaySize == FrameSize(width: 192, height: 64))
        let jpeg = try picture.jpeg(sampleAspect: info.sampleAspect)
        #expect(try look(jpeg).size == FrameSize(width: 192, height: 64))
    }

    @Test("a thumbnail is at most as wide as asked, never enlarged")
    func width() throws {
        let path = try SampleVideo.make("w.mp4", "-c:v libx264", input: "testsrc2=s=1280x720:d=0.2")
        let (_, picture) = try first(path)
        #expect(try look(try picture.jpeg()).size == FrameSize(width: 640, height: 360))
        #expect(
            try look(try picture.jpeg(maximumWidth: 5000)).size
                == FrameSize(width: 1280, height: 720))
    }

    @Test("the comb of interlacing is not in the thumbnail")
    func interlaced() throws {
        let path = try SampleVideo.make(
            "i.mkv", "-vf tinterlace=interleave_top -flags +ildct+ilme -c:v mpeg2video -qscale:v 1",
            input: "nullsrc=s=128x64:r=10:d=1,geq=lum=if(mod(N\\,2)\\,235\\,16):cb=128:cr=128")
        let index = try RecordingIndex.build(.file(path: path))
        let frame = try #require(try PictureReader(index: index).frame(at: .zero))
        #expect(frame.isInterlaced)
        let seen = try look(try frame.held().jpeg())
        #expect(seen.size == FrameSize(width: 128, height: 64))
        let spread = seen.quarters.map { min($0, 255 - $0) }.max() ?? 255
        #expect(spread < 12)
    }

    @Test("limited-range luma fills the full range of a JPEG")
    func range() throws {
        let path = try SampleVideo.make("r.mp4", "-c:v libx264 -crf 1", input: Self.corner)
        let quarters = try look(try first(path).picture.jpeg()).quarters
        #expect(quarters[0] > 245)
        #expect(quarters[3] < 10)
    }

    @Test(
        "any pixel format is seen as 8-bit planes",
        arguments: [
            ("yuv420p10le", "libx265", 1), ("yuv422p10le", "libx265", 1), ("gray", "ffv1", 0),
            ("gray10le", "ffv1", 0), ("rgb24", "png", 1), ("bgr0", "ffv1", 1),
            ("yuv410p", "ffv1", 2), ("yuv444p", "libx264", 0), ("pal8", "png", 1),
        ])
    func formats(format: String, codec: String, chromaShift: Int) throws {
        let quiet = codec == "libx265" ? " -x265-params log-level=none" : ""
        let path = try SampleVideo.make(
            "p.mkv", "-pix_fmt \(format) -c:v \(codec)\(quiet)", input: Self.corner)
        let index = try RecordingIndex.build(.file(path: path))
        #expect(index.info.pixelFormat == format)
        let frame = try #require(try PictureReader(index: index).frame(at: .zero))
        let luma = frame.view.luma
        #expect(luma.size == FrameSize(width: 128, height: 64))
        #expect(luma.base[5 * luma.strideBytes + 5] > 220)
        #expect(luma.base[50 * luma.strideBytes + 100] < 30)
        if let cb = frame.view.cb {
            #expect(frame.view.chromaShiftX == chromaShift)
            #expect(abs(Int(cb.base[0]) - 128) < 10)
        } else {
            #expect(format.hasPrefix("gray"))
        }
    }

    @Test("a held picture outlives its reader")
    func held() throws {
        let path = try SampleVideo.make("h.mp4", "-c:v libx264 -g 12")
        var kept: [HeldPicture] = []
        do {
            let index = try RecordingIndex.build(.file(path: path))
            let reader = try PictureReader(index: index)
            try reader.decode(groups: 0..<index.groups.count) { step in
                if case .frame(let frame) = step, kept.count < 3 { kept.append(frame.held()) }
                return true
            }
        }
        let pictures = try kept.map { try $0.jpeg() }
        #expect(Set(pictures).count == 3)
    }
}

extension SampleVideo {
    /// The first frame as the `ffmpeg` command turns it upright.
    private static func upright(of path: String) throws -> (FrameSize, [UInt8]) {
        let target = Self.path("upright.pgm")
        try ffmpeg(["-i", path, "-frames:v", "1", "-pix_fmt", "gray", target])
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: target)))
        let header = String(decoding: bytes.prefix(20), as: UTF8.self)
        let words = header.split(whereSeparator: \.isWhitespace).prefix(3).compactMap {
            Int($0)
        }
        let size = FrameSize(width: words[0], height: words[1])
        return (size, Array(bytes.suffix(size.pixelCount)))
    }

    static func referenceUpright(of path: String) throws -> FrameSize { try upright(of: path).0 }

    /// Which quarter of the upright first frame is white.
    static func whiteQuarter(of path: String) throws -> Int? {
        let (size, bytes) = try upright(of: path)
        return [(1, 1), (3, 1), (1, 3), (3, 3)].firstIndex { x, y in
            bytes[(size.height * y / 4) * size.width + size.width * x / 4] > 200
        }
    }
}
