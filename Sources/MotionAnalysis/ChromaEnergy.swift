import Footage

/// How colourful a picture is: the mean distance of its chroma from neutral, in levels.
struct ChromaEnergy: Equatable {
    var level: Double

    /// Above this a picture has colour.
    private static let colourful = 3.0
    /// Below this it has none: what is left is rounding of the encoder.
    private static let grey = 1.0

    init(level: Double) { self.level = level }

    init(_ picture: PlanarPicture) {
        guard let cb = picture.cb, let cr = picture.cr, cb.size.pixelCount > 0 else {
            level = 0
            return
        }
        var sum = 0
        var count = 0
        // A sparse grid will do for a mean.
        for y in stride(from: 0, to: cb.size.height, by: 4) {
            let (blue, red) = (cb.row(y), cr.row(y))
            for x in stride(from: 0, to: cb.size.width, by: 4) {
                sum += abs(Int(blue[x]) - 128) + abs(Int(red[x]) - 128)
                count += 1
            }
        }
        level = Double(sum) / Double(count)
    }

    /// Whether one of two pictures is in colour and the other, compared with it, is grey.
    func isOtherMode(than other: ChromaEnergy) -> Bool {
        let (low, high) = (min(level, other.level), max(level, other.level))
        return high > Self.colourful && low < Self.grey
    }
}
