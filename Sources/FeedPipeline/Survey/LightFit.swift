/// The gain and offset that take a picture to the light of another, whatever moved in it.
///
/// Blocks are parted into the darker and the brighter half of the reference; the median difference
/// of each half is that of the scene as long as things cover less than half of it. A line through
/// the two medians corrects every level. Integer.
struct LightFit: Equatable {
    private let darkLevel: Int32
    private let brightLevel: Int32
    private let darkDifference: Int32
    private let brightDifference: Int32

    /// Halves closer than this tell no gain: eight grey levels.
    private static let leastContrast: Int32 = 8 * BlockMeans.unitsPerLevel

    /// Fits `picture` to `reference`; both have the same number of blocks.
    init(_ picture: BlockMeans, to reference: BlockMeans) {
        let middle = Self.median(of: reference.values.map { Int32($0) })
        var dark: [Int32] = []
        var bright: [Int32] = []
        var darkSum: Int64 = 0
        var brightSum: Int64 = 0
        for (value, target) in zip(picture.values, reference.values) {
            let difference = Int32(value) - Int32(target)
            if Int32(target) <= middle {
                dark.append(difference)
                darkSum += Int64(target)
            } else {
                bright.append(difference)
                brightSum += Int64(target)
            }
        }
        let darkMean = dark.isEmpty ? 0 : Int32(darkSum / Int64(dark.count))
        let brightMean = bright.isEmpty ? darkMean : Int32(brightSum / Int64(bright.count))
        guard !dark.isEmpty, !bright.isEmpty, brightMean - darkMean >= Self.leastContrast else {
            let difference = Self.median(of: dark + bright)
            (darkLevel, brightLevel) = (0, 1)
            (darkDifference, brightDifference) = (difference, difference)
            return
        }
        (darkLevel, brightLevel) = (darkMean, brightMean)
        (darkDifference, brightDifference) = (Self.median(of: dark), Self.median(of: bright))
    }

    /// What the picture's light adds where the reference has `level`.
    func difference(atLevel level: Int32) -> Int32 {
        let slope = brightDifference - darkDifference
        return darkDifference + slope * (level - darkLevel) / (brightLevel - darkLevel)
    }

    /// The lower median; 0 of nothing.
    static func median(of values: [Int32]) -> Int32 {
        guard let least = values.min(), let most = values.max() else { return 0 }
        var counts = [Int32](repeating: 0, count: Int(most - least) + 1)
        for value in values { counts[Int(value - least)] += 1 }
        var left = Int32((values.count - 1) / 2)
        for (offset, count) in counts.enumerated() {
            left -= count
            if left < 0 { return least + Int32(offset) }
        }
        return most
    }
}
