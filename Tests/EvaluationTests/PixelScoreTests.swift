import Footage
import MotionAnalysis
import Testing

@testable import Evaluation

@Suite("Counting right and wrong pixels")
struct PixelScoreTests {
    @Test("Precision, recall, F and PWC are those of their definitions")
    func measures() throws {
        var score = PixelScore()
        score.truePositives = 60
        score.falsePositives = 20
        score.falseNegatives = 40
        score.trueNegatives = 880
        #expect(score.precision == 0.75)
        #expect(score.recall == 0.6)
        let f = try #require(score.fMeasure)
        #expect(abs(f - 2 * 0.75 * 0.6 / 1.35) < 1e-12)
        #expect(score.percentageOfWrongClassifications == 6)
        #expect(score.wrongPixels == 60)
        #expect(score.falseNegativeRate == 0.4)
        #expect(score.specificity == 880.0 / 900)
        #expect(score.falsePositiveRate == 20.0 / 900)
    }

    @Test("What has no meaning has no value")
    func empty() {
        var score = PixelScore()
        score.trueNegatives = 10
        #expect(score.precision == nil)
        #expect(score.recall == nil)
        #expect(score.fMeasure == nil)
        #expect(score.percentageOfWrongClassifications == 0)
        // One wrong pixel makes no sequence without foreground a zero in a mean.
        score.falsePositives = 1
        #expect(score.precision == nil)
        #expect(score.fMeasure == nil)
        #expect(score.wrongPixels == 1)
    }

    /// A picture of one row.
    private func row(_ samples: [UInt8]) -> Plane {
        let plane = Plane(size: FrameSize(width: samples.count, height: 1))
        for (x, sample) in samples.enumerated() { plane[x, 0] = sample }
        return plane
    }

    private func score(_ mask: [UInt8], _ labels: [UInt8], region: [Bool]? = nil) -> PixelScore {
        let size = FrameSize(width: labels.count, height: 1)
        var score = PixelScore()
        score.add(
            row(mask), geometry: AnalysisGeometry(stored: size), labels: row(labels),
            region: region)
        return score
    }

    @Test("Shadow is background; what is unknown or outside of the region does not count")
    func labels() {
        let all = score(
            [255, 255, 255, 255, 255, 0, 0, 0, 0, 0],
            [0, 50, 85, 170, 255, 0, 50, 85, 170, 255])
        #expect(all.truePositives == 1)
        #expect(all.falsePositives == 2)
        #expect(all.shadowPositives == 1)
        #expect(all.falseNegatives == 1)
        #expect(all.trueNegatives == 2)
    }

    @Test("Levels that an encoder has shifted are read to the nearest label")
    func shiftedLabels() {
        let shifted = score([255, 255, 255, 255, 255], [3, 55, 90, 166, 235])
        #expect(shifted.truePositives == 1)
        #expect(shifted.falsePositives == 2)
        #expect(shifted.trueNegatives + shifted.falseNegatives == 0)
    }

    @Test("Only what lies inside the region of interest counts")
    func region() {
        let part = score(
            [255, 255, 0, 0], [255, 0, 255, 0], region: [true, false, false, true])
        #expect(part.truePositives == 1)
        #expect(part.trueNegatives == 1)
        #expect(part.falsePositives + part.falseNegatives == 0)
    }

    @Test("A mask smaller than the picture stands for blocks of it, the last one for the rest")
    func reducedMask() {
        let stored = FrameSize(width: 1283, height: 720)
        let geometry = AnalysisGeometry(stored: stored)
        #expect(geometry.divisorX == 2)
        let mask = Plane(size: geometry.size)
        mask[0, 0] = 255
        mask[geometry.size.width - 1, 0] = 255
        let labels = Plane(size: stored)
        var score = PixelScore()
        score.add(mask, geometry: geometry, labels: labels, region: nil)
        // 2 × 2 pixels on the left, and 3 × 2 on the right.
        #expect(score.falsePositives == 10)
        #expect(score.trueNegatives == stored.pixelCount - 10)
    }
}
