import Evaluation
import Testing

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
    }

    @Test("What has no meaning has no value")
    func empty() {
        var score = PixelScore()
        score.trueNegatives = 10
        #expect(score.precision == nil)
        #expect(score.recall == nil)
        #expect(score.fMeasure == nil)
        #expect(score.percentageOfWrongClassifications == 0)
    }
}
