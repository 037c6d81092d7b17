import Footage

/// What pixels show in some of the samples instead of their background.
///
/// Leaves, water and flames do so each pixel in samples of its own; what most of the pixels around
/// do in just the same samples is one thing that was there and was not.
struct Alternatives {
    struct Alternative {
        let pixel: Int
        /// The samples that show it, a bit for each.
        let samples: UInt32
        let value: (UInt8, UInt8, UInt8)
        /// By how much the pixel's samples differ.
        let spread: UInt8
    }

    private let size: FrameSize
    private var all: [Alternative] = []
    /// By pixel; 0 where there is none.
    private var samples: [UInt32]

    /// Of the eight pixels around, from how many on it is a thing.
    private static let thingCount = 5

    init(size: FrameSize) {
        self.size = size
        samples = [UInt32](repeating: 0, count: size.pixelCount)
    }

    mutating func add(
        _ group: UInt32, at pixel: Int, value: (UInt8, UInt8, UInt8), spread: UInt8
    ) {
        samples[pixel] = group
        all.append(Alternative(pixel: pixel, samples: group, value: value, spread: spread))
    }

    /// Those that are not part of a thing.
    var independent: [Alternative] {
        all.filter { alternative in
            let (x, y) = (alternative.pixel % size.width, alternative.pixel / size.width)
            var alike = 0
            for row in max(y - 1, 0)...min(y + 1, size.height - 1) {
                for column in max(x - 1, 0)...min(x + 1, size.width - 1)
                where samples[row * size.width + column] == alternative.samples { alike += 1 }
            }
            return alike - 1 < Self.thingCount
        }
    }
}
