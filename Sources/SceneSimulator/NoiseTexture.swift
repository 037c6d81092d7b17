/// A tile of smooth random values that repeats without a seam: several octaves of value noise.
///
/// Sampling a tile is far cheaper than making noise per pixel, and scrolling two tiles against
/// each other gives water that never repeats visibly.
struct NoiseTexture: Sendable {
    /// Texels along each side; a power of two.
    static let side = 256

    /// `side × side`, row-major, −127…127, mean near 0.
    let texels: [Int8]

    /// - Parameters:
    ///   - cells: lattice cells along a side in the coarsest octave; a power of two, at most 64.
    ///   - octaves: each twice as fine and `persistence` as strong as the one before.
    init(
        seed: UInt64, cells: Int, octaves: Int, persistence: Double = 0.5
    ) {
        let side = Self.side
        var sums = [Double](repeating: 0, count: side * side)
        var weight = 1.0
        var period = cells
        for octave in 0..<octaves where period <= side {
            let key = SceneHash.mix(seed, octave + 1)
            let lattice = (0..<period * period).map {
                Double(SceneHash.mix(key, $0) &>> 40) / 8_388_608 - 1
            }
            let step = side / period
            for y in 0..<side {
                let row = y / step
                let v = Self.ease(Double(y % step) / Double(step))
                let nextRow = (row + 1) % period
                for x in 0..<side {
                    let column = x / step
                    let u = Self.ease(Double(x % step) / Double(step))
                    let nextColumn = (column + 1) % period
                    let top =
                        lattice[row * period + column] * (1 - u)
                        + lattice[row * period + nextColumn] * u
                    let bottom =
                        lattice[nextRow * period + column] * (1 - u)
                        + lattice[nextRow * period + nextColumn] * u
                    sums[y * side + x] += weight * (top * (1 - v) + bottom * v)
                }
            }
            weight *= persistence
            period *= 2
        }
        let mean = sums.reduce(0, +) / Double(sums.count)
        let largest = sums.reduce(1e-9) { max($0, abs($1 - mean)) }
        texels = sums.map { Int8(($0 - mean) / largest * 127) }
    }

    private static func ease(_ t: Double) -> Double { t * t * (3 - 2 * t) }

    /// The value at a position in texels, −1…1, interpolated between texels.
    func sample(_ x: Double, _ y: Double) -> Double {
        let mask = Self.side - 1
        let floorX = x.rounded(.down)
        let floorY = y.rounded(.down)
        let u = x - floorX
        let v = y - floorY
        let left = Int(floorX) & mask
        let right = (left + 1) & mask
        let top = (Int(floorY) & mask) * Self.side
        let bottom = ((Int(floorY) + 1) & mask) * Self.side
        return texels.withUnsafeBufferPointer { texels in
            let upper = Double(texels[top + left]) * (1 - u) + Double(texels[top + right]) * u
            let lower =
                Double(texels[bottom + left]) * (1 - u) + Double(texels[bottom + right]) * u
            return (upper * (1 - v) + lower * v) / 127
        }
    }
}
