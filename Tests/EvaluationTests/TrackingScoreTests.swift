import Evaluation
import Footage
import Testing

@Suite("Following things, compared with the truth")
struct TrackingScoreTests {
    private func thing(_ id: Int, at x: Double) -> TrackingMoment.Thing {
        .init(id: id, region: Region(x: x, y: 0.4, width: 0.1, height: 0.2))
    }

    /// Two true things for ten moments, found under the numbers that are given for each moment.
    private func moments(first: [Int?], second: [Int?]) -> [TrackingMoment] {
        zip(first, second).map { one, two in
            TrackingMoment(
                truth: [thing(1, at: 0.1), thing(2, at: 0.6)],
                found: [one.map { thing($0, at: 0.1) }, two.map { thing($0, at: 0.6) }]
                    .compactMap { $0 })
        }
    }

    @Test("What is found everywhere under one number is perfect")
    func perfect() throws {
        let score = TrackingScore(
            moments(
                first: Array(repeating: 7, count: 10), second: Array(repeating: 9, count: 10)))
        #expect(score.accuracy == 1)
        #expect(score.identityF == 1)
        let precision = try #require(score.precision)
        #expect(abs(precision - 1) < 1e-9)
        #expect(score.identitySwitches == 0 && score.fragments == 0)
    }

    @Test("Exchanged numbers are two switches, and cost half of the identities")
    func exchanged() {
        let score = TrackingScore(
            moments(
                first: [7, 7, 7, 7, 7, 9, 9, 9, 9, 9], second: [9, 9, 9, 9, 9, 7, 7, 7, 7, 7]))
        #expect(score.identitySwitches == 2)
        #expect(score.accuracy == 1 - 2.0 / 20)
        #expect(score.identityF == 0.5)
    }

    @Test("A gap is missed and breaks the thing in two, but under one number")
    func gap() {
        let score = TrackingScore(
            moments(
                first: [7, 7, 7, nil, nil, 7, 7, 7, 7, 7], second: Array(repeating: 9, count: 10)))
        #expect(score.misses == 2)
        #expect(score.fragments == 1)
        #expect(score.identitySwitches == 0)
        #expect(score.accuracy == 1 - 2.0 / 20)
        #expect(score.identityF == 2 * 18.0 / 38)
    }

    @Test("What is nowhere near anything true is a false box")
    func falseBoxes() {
        let moment = TrackingMoment(
            truth: [thing(1, at: 0.1)], found: [thing(7, at: 0.1), thing(8, at: 0.8)])
        let score = TrackingScore([moment, moment])
        #expect(score.falseBoxes == 2)
        #expect(score.accuracy == 0)
    }

    @Test("Who was paired stays paired though another box agrees better")
    func staysPaired() {
        let score = TrackingScore([
            TrackingMoment(truth: [thing(1, at: 0.1)], found: [thing(7, at: 0.1)]),
            TrackingMoment(
                truth: [thing(1, at: 0.1)], found: [thing(7, at: 0.12), thing(8, at: 0.1)]),
        ])
        #expect(score.identitySwitches == 0)
        #expect(score.falseBoxes == 1)
    }

    @Test("Things at rest may be found or not")
    func optional() {
        let found = TrackingMoment(
            truth: [], optional: [thing(1, at: 0.1)], found: [thing(7, at: 0.1)])
        let missed = TrackingMoment(truth: [], optional: [thing(1, at: 0.1)], found: [])
        #expect(TrackingScore([found, missed]) == TrackingScore())
        #expect(TrackingScore([found]).accuracy == nil)
    }

    @Test("Scores add up over sequences")
    func sum() {
        let perfect = TrackingScore(moments(first: [1, 1], second: [2, 2]))
        let missed = TrackingScore(moments(first: [1, 1], second: [nil, nil]))
        #expect((perfect + missed).accuracy == 1 - 2.0 / 8)
        #expect((perfect + missed).identityF == 2 * 6.0 / 14)
    }
}

@Suite("Optimal assignment")
struct OptimalAssignmentTests {
    @Test("The least total cost counts, not the cheapest pair")
    func global() {
        let costs = [[1.0, 2.0], [1.5, 9.0]]
        let columns = OptimalAssignment.columns(rows: 2, columns: 2, aloneCost: 100) {
            costs[$0][$1]
        }
        #expect(columns == [1, 0])
    }

    @Test("Pairs that cost more than none are not made")
    func alone() {
        let columns = OptimalAssignment.columns(rows: 2, columns: 1, aloneCost: 3) { row, _ in
            row == 0 ? 5 : .infinity
        }
        #expect(columns == [nil, nil])
    }

    @Test("Agrees with trying every permutation", arguments: 1...40)
    func exhaustive(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24) * 10
        }
        let (rows, columns) = (1 + Int(seed % 4), 1 + Int(seed / 4 % 5))
        let costs = (0..<rows).map { _ in (0..<columns).map { _ in random() } }
        let alone = 6.0
        func best(_ row: Int, _ used: Set<Int>) -> Double {
            guard row < rows else { return 0 }
            var least = alone + best(row + 1, used)
            for column in 0..<columns where !used.contains(column) && costs[row][column] < alone {
                least = min(least, costs[row][column] + best(row + 1, used.union([column])))
            }
            return least
        }
        let found = OptimalAssignment.columns(rows: rows, columns: columns, aloneCost: alone) {
            costs[$0][$1]
        }
        let total = found.enumerated().reduce(0) { sum, pair in
            sum + (pair.element.map { costs[pair.offset][$0] } ?? alone)
        }
        #expect(abs(total - best(0, [])) < 1e-9)
        #expect(Set(found.compactMap { $0 }).count == found.compactMap { $0 }.count)
    }
}
