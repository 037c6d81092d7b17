/// Pixels of masks compared with the truth, added up over frames.
///
/// The measures are those of CDnet (Wang et al., *CDnet 2014: An Expanded Change Detection Benchmark
/// Dataset*, CVPR Workshops 2014).
public struct PixelScore: Sendable, Hashable {
    public var truePositives = 0
    public var falsePositives = 0
    /// Those of the false positives that are shadows.
    public var shadowPositives = 0
    public var falseNegatives = 0
    public var trueNegatives = 0

    public init() {}

    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.truePositives += right.truePositives
        sum.falsePositives += right.falsePositives
        sum.shadowPositives += right.shadowPositives
        sum.falseNegatives += right.falseNegatives
        sum.trueNegatives += right.trueNegatives
        return sum
    }

    /// `nil` where nothing was called foreground, or nothing is: then it would say 0 of any mask.
    public var precision: Double? {
        hasForeground ? ratio(truePositives, truePositives + falsePositives) : nil
    }
    /// `nil` where nothing is foreground.
    public var recall: Double? { ratio(truePositives, truePositives + falseNegatives) }
    /// 2 PR / (P + R); `nil` where nothing is foreground, whatever was called so: a mean over
    /// sequences would depend on a single wrong pixel.
    public var fMeasure: Double? {
        hasForeground
            ? ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) : nil
    }
    /// Wrong pixels per hundred.
    public var percentageOfWrongClassifications: Double? {
        ratio(
            100 * (falsePositives + falseNegatives),
            truePositives + falsePositives + falseNegatives + trueNegatives)
    }

    /// Background pixels that were recognised, of all of them.
    public var specificity: Double? { ratio(trueNegatives, trueNegatives + falsePositives) }
    /// Background pixels that were called foreground, of all of the background.
    public var falsePositiveRate: Double? { ratio(falsePositives, trueNegatives + falsePositives) }
    /// Foreground pixels that were missed, of all of the foreground.
    public var falseNegativeRate: Double? { ratio(falseNegatives, truePositives + falseNegatives) }
    /// Wrong pixels.
    public var wrongPixels: Int { falsePositives + falseNegatives }

    private var hasForeground: Bool { truePositives + falseNegatives > 0 }

    private func ratio(_ part: Int, _ whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}
