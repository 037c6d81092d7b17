import Testing

@testable import EventScoring

@Suite struct EventScoreTests {
    @Test(
        "The documented examples hold",
        arguments: [
            (50 * 500_000, 2), (10_000 * 10_000_000, 50), (500_000 * 3_600_000_000, 100), (0, 0),
            (-1, 0), (Int64.max, 100),
        ] as [(Int64, Int)])
    func examples(motionIntegral: Int64, score: Int) {
        #expect(EventScore.score(motionIntegral: motionIntegral) == score)
    }

    @Test("More motion never scores less, and each doubling adds four")
    func monotone() {
        var last = 0
        for exponent in 24..<49 {
            let score = EventScore.score(motionIntegral: 1 << exponent)
            #expect(score == 4 * (exponent - 24))
            #expect(score >= last)
            last = score
            let between = EventScore.score(motionIntegral: (1 << exponent) + (1 << (exponent - 1)))
            #expect(between >= score && between < score + 4)
        }
    }

    @Test("The logarithm is right to a 256th")
    func logarithm() {
        #expect(EventScore.binaryLogarithm256(1) == 0)
        #expect(EventScore.binaryLogarithm256(2) == 256)
        #expect(EventScore.binaryLogarithm256(3) == 405)
        #expect(EventScore.binaryLogarithm256(1_000_000) == 5102)
        #expect(EventScore.binaryLogarithm256(.max) == 63 * 256 + 255)
    }
}
