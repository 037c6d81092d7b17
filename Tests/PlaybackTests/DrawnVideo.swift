import Footage
import VideoDecoding

/// Videos drawn pixel by pixel, so that a test knows what each place shows.
enum DrawnVideo {
    static let size = FrameSize(width: 320, height: 180)
    static let framesPerSecond = 10

    /// Encodes `seconds` of pictures; `draw` gets a grey one for each time.
    static func write(
        _ path: String, seconds: Double, codec: String = "libx264",
        options: [String: String] = ["g": "20", "crf": "20", "bf": "2"],
        draw: (PlanarPicture, Double) -> Void
    ) throws {
        let writer = try VideoWriter(
            path: path, size: size, framesPerSecond: Double(framesPerSecond), codec: codec,
            options: options)
        for number in 0..<Int(seconds * Double(framesPerSecond)) {
            let picture = PlanarPicture(size: size)
            picture.luma.bytes.update(repeating: 110)
            let time = Double(number) / Double(framesPerSecond)
            draw(picture, time)
            try writer.append(picture, at: MediaTime(seconds: time))
        }
        try writer.finish()
    }

    /// Stripes two pixels wide, as fine as the features of a face.
    static func stripes(_ picture: PlanarPicture, in region: Region) {
        let size = picture.size
        for y in rows(region, size) {
            for x in columns(region, size) { picture.luma[x, y] = x / 2 % 2 == 0 ? 40 : 210 }
        }
    }

    private static func rows(_ region: Region, _ size: FrameSize) -> Range<Int> {
        let top = max(0, Int(region.y * Double(size.height)))
        return
            top..<max(top, min(size.height, Int((region.y + region.height) * Double(size.height))))
    }

    private static func columns(_ region: Region, _ size: FrameSize) -> Range<Int> {
        let left = max(0, Int(region.x * Double(size.width)))
        return
            left..<max(left, min(size.width, Int((region.x + region.width) * Double(size.width))))
    }

    /// Mean step of luma from one pixel to the next in a region: about 85 where the stripes can
    /// be seen.
    static func detail(_ view: PictureView, in region: Region) -> Double {
        var sum = 0
        var count = 0
        for y in rows(region, view.size) {
            let line = view.luma.base + y * view.luma.strideBytes
            for x in columns(region, view.size).dropLast() {
                sum += abs(Int(line[x + 1]) - Int(line[x]))
                count += 1
            }
        }
        return count > 0 ? Double(sum) / Double(count) : 0
    }

    /// Brightest luma in a region.
    static func brightest(_ view: PictureView, in region: Region) -> UInt8 {
        var brightest: UInt8 = 0
        for y in rows(region, view.size) {
            let line = view.luma.base + y * view.luma.strideBytes
            for x in columns(region, view.size) { brightest = max(brightest, line[x]) }
        }
        return brightest
    }

    /// Every frame of a video, with its time.
    static func frames(of path: String, _ body: (Double, PictureView) -> Void) throws -> Int {
        let seeker = try RecordingSeeker(source: .file(path: path))
        var count = 0
        try seeker.decode(MediaRange(start: .zero, end: seeker.duration)) { step in
            if case .frame(let frame) = step {
                count += 1
                body(frame.time.seconds, frame.view)
            }
            return true
        }
        return count
    }
}
