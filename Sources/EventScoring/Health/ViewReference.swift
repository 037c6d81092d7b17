import Footage

/// What a camera has shown for long: edges that stay, light, and what is usual.
struct ViewReference: Codable, Hashable {
    /// Readings until a view counts as known.
    static let fewestReadings = 5
    /// Fewer edges tell nothing of where the camera looks.
    static let fewestEdges = 40
    private static let longestMemory = 96

    /// Readings that it was learned from, at most `longestMemory`.
    private(set) var readings = 0
    /// Share of the readings in which a cell had an edge, 0…65535.
    private var upright: [UInt16]
    private var level: [UInt16]
    private(set) var luma: [Double]
    /// Of readings since it was known; 1 would be the same edges every time.
    private(set) var agreement = 0.0
    /// As low as is usual.
    private(set) var sharpness = 0.0
    /// Levels of luma between its dark and its bright parts.
    private(set) var contrast = 0.0
    /// Edges of one picture.
    private(set) var edgeCount = 0.0
    private(set) var mean = 0.0
    private(set) var whitePermille = 0.0
    /// The edges that stay.
    private(set) var edges = EdgePlanes()

    init() {
        let count = ViewSignature.columns * ViewSignature.rows
        upright = Array(repeating: 0, count: count)
        level = upright
        luma = Array(
            repeating: 0, count: ViewSignature.blockColumns * ViewSignature.blockRows)
    }

    var isKnown: Bool { readings >= Self.fewestReadings }
    var hasEdges: Bool { edges.count() >= Self.fewestEdges }

    /// Learns from a reading that shows this view.
    ///
    /// - Parameter haste: how many times as fast as usual.
    mutating func learn(_ reading: HealthReading, haste: Int = 1) {
        let planes = EdgePlanes(reading.view)
        if isKnown {
            let found = EdgeAgreement(planes, on: edges).share
            agreement = agreement == 0 ? found : agreement + (found - agreement) / 16
        }
        readings = min(readings + 1, max(Self.fewestReadings, Self.longestMemory / haste))
        let weight = 1 / Double(readings)
        Self.learn(planes.upright, into: &upright, readings)
        Self.learn(planes.level, into: &level, readings)
        for index in luma.indices {
            luma[index] += (Double(reading.view.luma[index]) - luma[index]) * weight
        }
        if reading.sharpness > 0 { Self.lean(&sharpness, to: Double(reading.sharpness)) }
        edgeCount += (Double(planes.count()) - edgeCount) * weight
        contrast += (reading.light.contrast - contrast) * weight
        mean += (Double(reading.light.mean) - mean) * weight
        whitePermille += (Double(reading.light.whitePermille) - whitePermille) * weight
        edges = EdgePlanes(upright: Self.lasting(upright), level: Self.lasting(level))
    }

    private static func learn(_ map: [UInt64], into shares: inout [UInt16], _ readings: Int) {
        let step = Int32(readings)
        for row in map.indices {
            let word = map[row]
            for column in 0..<ViewSignature.columns {
                let index = row * ViewSignature.columns + column
                let target: Int32 = word >> UInt64(column) & 1 == 1 ? 65535 : 0
                let share = Int32(shares[index])
                shares[index] = UInt16(clamping: share + (target - share) / step)
            }
        }
    }

    /// Follows what falls sooner than what rises: an encoder gives some of the pictures less detail
    /// than others, and those are usual too.
    private static func lean(_ value: inout Double, to reading: Double) {
        value = value == 0 ? reading : value + (reading - value) / (reading < value ? 3 : 48)
    }

    private static let lastingShare: UInt16 = 39321

    private static func lasting(_ shares: [UInt16]) -> [UInt64] {
        (0..<ViewSignature.rows).map { row in
            var word: UInt64 = 0
            for column in 0..<ViewSignature.columns
            where shares[row * ViewSignature.columns + column] >= lastingShare {
                word |= 1 << UInt64(column)
            }
            return word
        }
    }

    /// What `EdgeAgreement.share` is of this view.
    var usualAgreement: Double { agreement > 0 ? max(agreement, 0.3) : 0.7 }

    /// Whether edges of a reading are less steep than is usual.
    ///
    /// A little less is a fault only in the light that is usual: in another light the strongest
    /// edges may be others.
    func isSharper(than reading: HealthReading) -> Bool {
        guard sharpness > 0, reading.sharpness > 0 else { return false }
        let share = Double(reading.sharpness) / sharpness
        if share < Self.blurredShare { return true }
        return share < Self.softerShare && comparison(with: reading.view).likeness >= Self.alike
    }

    /// From this likeness on light and shade are those of the reference.
    static let alike = 0.8
    private static let blurredShare = 0.7
    private static let softerShare = 0.86

    /// Whether next to nothing is left of the differences of light that it had.
    func isFlat(_ light: PictureLight) -> Bool {
        isKnown && light.contrast <= Self.flat && light.contrast * 2 < contrast
    }

    /// Levels of luma.
    private static let flat = 5.0

    /// The usual difference of light between neighbouring blocks, as a share of the reference's:
    /// what lies close before the lens has hardly any.
    func shade(of view: ViewSignature) -> Double {
        func median(_ luma: [Double]) -> Double {
            var steps: [Double] = []
            for row in 1..<ViewSignature.blockRows - 1 {
                for column in 1..<ViewSignature.blockColumns {
                    let block = row * ViewSignature.blockColumns + column
                    steps.append(abs(luma[block] - luma[block - 1]))
                }
            }
            return steps.sorted()[steps.count / 2]
        }
        return median(view.luma.map(Double.init)) / max(1, median(luma))
    }

    /// How a picture's coarse light goes with that of the reference, without that of the upper and
    /// lower edge.
    func comparison(with view: ViewSignature) -> LightComparison {
        let rows = 1..<ViewSignature.blockRows - 1
        let blocks =
            rows.lowerBound * ViewSignature.blockColumns..<rows.upperBound
            * ViewSignature.blockColumns
        return LightComparison(
            reference: luma[blocks], picture: view.luma[blocks].map(Double.init))
    }
}

extension PictureLight {
    /// Levels between the dark and the bright parts.
    fileprivate var contrast: Double { Double(high) - Double(low) }
}

/// Light and shade of a picture against those of a reference.
struct LightComparison {
    /// Correlation, −1…1; 0 where either has hardly any light and shade.
    private(set) var likeness = 0.0
    /// By how much the picture's light and shade are the stronger ones, where they are alike.
    private(set) var gain = 1.0

    init(reference: ArraySlice<Double>, picture: [Double]) {
        let count = Double(picture.count)
        var (a, b, aa, bb, ab) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (x, y) in zip(reference, picture) {
            a += x
            b += y
            aa += x * x
            bb += y * y
            ab += x * y
        }
        let before = aa - a * a / count
        let now = bb - b * b / count
        // Less than half a level of light and shade is no picture.
        guard before > count / 4 else { return }
        guard now > count / 4 else { return }
        let common = ab - a * b / count
        likeness = common / (before * now).squareRoot()
        gain = common / before
    }
}
