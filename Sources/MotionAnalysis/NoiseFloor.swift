import Footage

/// Sensor noise by brightness, measured where nothing moves, and the thresholds that follow.
struct NoiseFloor {
    /// Bands of 16 levels of luma.
    static let bandCount = 16

    /// Standard deviation of smoothed luma against the background, levels, per band.
    private(set) var deviation = [Double](repeating: 1.5, count: bandCount)
    /// Smallest threshold of difference for a pixel by the luma of its background.
    private(set) var thresholds = [UInt8](repeating: 0, count: 256)

    /// Share of the contrast in full light that things have in the light that there is, 0…1.
    private(set) var contrast = 1.0

    private let least: Double
    private let multiple: Double
    private let darkShare: Double
    private let fullLightLuma: Double
    private let isMeasured: Bool
    /// Levels above black from which the full least difference holds.
    private static let dimLuma = 64.0
    private static let black = 16.0
    /// Differences seen: `bandCount × bins`.
    private var histogram = [Int32](repeating: 0, count: bandCount * bins)
    /// How far frames that follow each other differ there, which what changes slowly does not show.
    private var changes = [Int32](repeating: 0, count: bandCount * bins)
    /// Differences from the background are noise only up to that many times those between frames:
    /// a cloud that comes or goes is none.
    private static let largestChangeRatio = 3.0
    /// And up to this anyway: where little changes encoders repeat what they have sent.
    private static let steadyDeviation = 4.0
    private static let bins = 64
    /// A band with fewer differences than this keeps what it has.
    private static let enough = 200

    init(parameters: AnalysisParameters) {
        // Half as sensitive at 0, twice at 1.
        let scale = Self.scale(parameters.sensitivity)
        least = parameters.model.leastDifference * scale
        multiple = parameters.model.noiseMultiple * scale
        darkShare = parameters.model.darkShare
        fullLightLuma = parameters.model.fullLightLuma
        isMeasured = !parameters.disabled.contains(.noise)
        updateThresholds()
    }

    /// 2 at sensitivity 0, 1 at 0.5, ½ at 1.
    static func scale(_ sensitivity: Double) -> Double {
        let clamped = min(max(sensitivity, 0), 1)
        return clamped <= 0.5 ? 2 - 2 * clamped : 1.5 - clamped
    }

    /// Adds a pixel.
    ///
    /// - Parameters:
    ///   - difference: from the background.
    ///   - change: since a moment ago, or the same if that is not known.
    ///   - luma: of the background.
    mutating func add(difference: UInt8, change: UInt8, luma: UInt8) {
        let band = Int(luma) / 16 * Self.bins
        histogram[band + min(Int(difference), Self.bins - 1)] += 1
        changes[band + min(Int(change), Self.bins - 1)] += 1
    }

    /// Takes what was added since the last time into account.
    ///
    /// - Parameter share: weight of the new measurement, 0…1.
    mutating func conclude(share: Double) {
        guard isMeasured else { return }
        var measured = [Double?](repeating: nil, count: Self.bandCount)
        for band in 0..<Self.bandCount {
            let range = band * Self.bins..<(band + 1) * Self.bins
            let total = histogram[range].reduce(0) { $0 + Int($1) }
            guard total >= Self.enough else { continue }
            let change = Self.deviation(of: changes[range], total: total)
            let largest = max(Self.largestChangeRatio * change, Self.steadyDeviation)
            measured[band] = min(Self.deviation(of: histogram[range], total: total), largest)
            deviation[band] = min(deviation[band], largest)
        }
        // Bands that were not seen follow their nearest measured neighbour.
        for band in 0..<Self.bandCount {
            let nearest = (0..<Self.bandCount).filter { measured[$0] != nil }
                .min { abs($0 - band) < abs($1 - band) }
            guard let nearest, let value = measured[nearest] else { continue }
            deviation[band] += (value - deviation[band]) * share
        }
        for i in histogram.indices { (histogram[i], changes[i]) = (0, 0) }
        updateThresholds()
    }

    /// Takes into account how bright the scene is.
    ///
    /// Nothing in a scene is lit better than its bright places: where these are dark it is night.
    /// Light that comes counts at once, light that goes bit by bit.
    ///
    /// - Parameters:
    ///   - pictures: of it; the brightest counts.
    ///   - share: weight of the new measurement, 0…1.
    mutating func see(_ pictures: [Plane], share: Double) {
        guard isMeasured, let luma = pictures.map(Self.brightLuma).max() else { return }
        let light = Double(luma) - Self.black
        let seen = min(max(light / (fullLightLuma - Self.black), 0), 1)
        contrast = max(seen, contrast + (seen - contrast) * share)
        updateThresholds()
    }

    /// Luma that 5 % of the pixels reach.
    private static func brightLuma(_ picture: Plane) -> Int {
        var counts = [Int32](repeating: 0, count: 256)
        let (luma, stride) = (picture.base, 37)
        for i in Swift.stride(from: 0, to: picture.size.pixelCount, by: stride) {
            counts[Int(luma[i])] += 1
        }
        var above = picture.size.pixelCount / stride / 20
        for value in Swift.stride(from: 255, through: 0, by: -1) {
            above -= Int(counts[value])
            if above < 0 { return value }
        }
        return 0
    }

    /// From the 68 % quantile of the absolute difference, interpolated within its bin: unlike the
    /// mean it does not see the few pixels that do move.
    private static func deviation(of bins: ArraySlice<Int32>, total: Int) -> Double {
        let wanted = Double(total) * 0.683
        var below = 0.0
        for (value, count) in bins.enumerated() {
            if below + Double(count) >= wanted {
                return Double(value) - 0.5 + (wanted - below) / Double(max(1, count))
            }
            below += Double(count)
        }
        return Double(Self.bins)
    }

    private mutating func updateThresholds() {
        for luma in 0..<256 {
            // Linear between the centres of the bands.
            let position = (Double(luma) - 7.5) / 16
            let lower = min(max(Int(position.rounded(.down)), 0), Self.bandCount - 1)
            let upper = min(lower + 1, Self.bandCount - 1)
            let part = min(max(position - Double(lower), 0), 1)
            let noise = deviation[lower] * (1 - part) + deviation[upper] * part
            // Contrast shrinks with the light that falls on things; below it only noise counts.
            let light = min(max((Double(luma) - Self.black) / Self.dimLuma, 0), 1)
            let least = self.least * contrast * (darkShare + (1 - darkShare) * light)
            thresholds[luma] = UInt8(min(max(least, multiple * noise + least / 2), 60).rounded())
        }
    }
}
