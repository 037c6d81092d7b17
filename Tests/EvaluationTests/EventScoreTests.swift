import Footage
import Testing

@testable import Evaluation

@Suite("Matching detected events with true ones")
struct EventScoreTests {
    private func range(_ start: Double, _ end: Double) -> MediaRange {
        MediaRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end))
    }

    private func score(
        _ truth: [(Double, Double)], _ found: [(Double, Double)]
    ) -> EventScore {
        EventScore(
            truth: EventTruth(
                duration: MediaTime(seconds: 3600), events: truth.map { range($0.0, $0.1) }),
            found: found.map { range($0.0, $0.1) }, eventGap: MediaTime(seconds: 3))
    }

    @Test("A missed event counts as surely as a false one")
    func symmetric() {
        let missed = score([(10, 20), (50, 60)], [(11, 19)])
        #expect(missed.recall == 0.5)
        #expect(missed.precision == 1)
        #expect(missed.missedEvents == 1)
        let false1 = score([(11, 19)], [(10, 20), (50, 60)])
        #expect(false1.recall == 1)
        #expect(false1.precision == 0.5)
        #expect(false1.falseAlarmsPerHour == 1)
    }

    @Test("Nothing true and nothing found is no measure; nothing found misses everything")
    func empty() {
        let quiet = score([], [])
        #expect(quiet.recall == nil)
        #expect(quiet.precision == nil)
        #expect(quiet.fMeasure == nil)
        #expect(quiet.falseAlarmsPerHour == 0)
        #expect(score([(1, 2)], []).fMeasure == 0)
        #expect(score([], [(1, 2)]).fMeasure == 0)
        #expect(score([(1, 2)], []).iLIDS == 0)
    }

    @Test("A detection stands for one event: its second piece is false")
    func pieces() {
        let split = score([(10, 30)], [(10, 14), (20, 29)])
        #expect(split.foundEvents == 1)
        #expect(split.falseEvents == 1)
    }

    @Test("One detection over two events stands for both if they are less than the gap apart")
    func spans() {
        let near = score([(10, 20), (22, 30)], [(10, 30)])
        #expect(near.foundEvents == 2)
        #expect(near.falseEvents == 0)
        let apart = score([(10, 20), (24, 30)], [(10, 30)])
        #expect(apart.foundEvents == 1)
        #expect(apart.missedEvents == 1)
        let chain = score([(10, 12), (14, 16), (18, 40)], [(9, 40)])
        #expect(chain.foundEvents == 3)
    }

    @Test("As many pairs as possible, even where the largest overlap would leave one out")
    func mostPairs() {
        // The first event overlaps both, most of all the second one's only candidate.
        let crossed = score([(0, 40), (38, 60)], [(0, 5), (6, 45)])
        #expect(crossed.foundEvents == 2)
        #expect(crossed.falseEvents == 0)
    }

    @Test("Touching is not overlapping")
    func touching() {
        let next = score([(10, 20)], [(20, 30)])
        #expect(next.foundEvents == 0)
        #expect(next.falseEvents == 1)
    }

    @Test("The order in which events are given does not matter")
    func order() {
        #expect(
            score([(50, 60), (10, 20)], [(51, 58), (12, 19)])
                == score([(10, 20), (50, 60)], [(12, 19), (51, 58)]))
    }

    @Test("An alarm more than 10 s late is none for i-LIDS; delays are from the true start")
    func delays() throws {
        let late = score([(0, 100), (200, 300), (400, 500)], [(2, 90), (211, 290), (399, 450)])
        #expect(late.delay(quantile: 0.5) == 2)
        #expect(late.delay(quantile: 0) == -1)
        #expect(late.delay(quantile: 1) == 11)
        #expect(late.alarmsInTime == 2)
        // R = P = 2/3, so F1 = 2/3 whatever the bias.
        let f = try #require(late.iLIDS)
        #expect(abs(f - 2.0 / 3) < 1e-12)
        #expect(late.fMeasure == 1)
    }

    @Test("The i-LIDS measure weighs by its bias")
    func bias() throws {
        // Recall 1/2, precision 1.
        let f = try #require(score([(0, 9), (50, 60)], [(1, 8)]).iLIDS)
        #expect(abs(f - 1.65 * 0.5 * 1 / (0.5 + 0.65 * 1)) < 1e-12)
    }

    @Test("Scores of recordings add up")
    func sum() {
        let both = score([(0, 9)], [(1, 8)]) + score([(0, 9)], [(3, 8), (20, 25)])
        #expect(both.trueEvents == 2)
        #expect(both.falseEvents == 1)
        #expect(both.hours == 2)
        #expect(both.delays == [1, 3])
        #expect(both.falseAlarmsPerHour == 0.5)
    }
}
