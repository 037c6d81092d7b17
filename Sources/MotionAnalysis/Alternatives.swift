import Footage

/// What pixels show in some of the samples instead of their background.
///
/// Leaves, water and flames do so each pixel in samples of its own; what most of the pixels around
/// do in the same samples is one thing that was there and was not.
struct Alternatives {
    struct Alternative {
        let pixel: Int
        /// The samples that show it, a bit for each.
        let samples: UInt32
        let background: PixelValue
        let value: PixelValue
        /// By how much the pixel's samples differ, beyond noise.
        let spread: UInt8

        /// Weight of the value as a mode: the more, the oftener it was seen.
        func weight(in sampleCount: Int) -> UInt8 {
            UInt8(min(200, 64 + 400 * samples.nonzeroBitCount / max(1, sampleCount)))
        }
    }

    private let size: FrameSize
    private var all: [Alternative] = []
    /// By pixel the samples that do not show its background; 0 where all do.
    private var covered: [UInt32]

    /// Of the eight pixels around, from how many on it is a thing.
    private static let thingCount = 5

    init(size: FrameSize) {
        self.size = size
        covered = [UInt32](repeating: 0, count: size.pixelCount)
    }

    /// Notes the samples that show something else than a pixel's background.
    mutating func cover(_ pixel: Int, in samples: UInt32) {
        covered[pixel] = samples
    }

    mutating func add(_ alternative: Alternative) { all.append(alternative) }

    /// Those that are not part of a thing.
    var independent: [Alternative] {
        all.filter { likenesses(of: $0.pixel) < Self.thingCount }
    }

    /// How many of the pixels around are covered in the same samples, but for one: a thing does
    /// not stand still to the pixel, and not all of it stands out.
    private func likenesses(of pixel: Int) -> Int {
        let (x, y) = (pixel % size.width, pixel / size.width)
        var alike = 0
        for row in max(y - 1, 0)...min(y + 1, size.height - 1) {
            for column in max(x - 1, 0)...min(x + 1, size.width - 1) {
                let differing = covered[row * size.width + column] ^ covered[pixel]
                alike += differing.nonzeroBitCount <= 1 ? 1 : 0
            }
        }
        return alike - 1
    }
}
