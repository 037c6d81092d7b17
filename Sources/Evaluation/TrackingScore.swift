import Footage

/// How well things are followed over time, with exact identities to compare with.
///
/// `accuracy` (MOTA) and `precision` (MOTP) are those of Bernardin and Stiefelhagen, *Evaluating
/// Multiple Object Tracking Performance: The CLEAR MOT Metrics*, 2008; `identityF` (IDF1) is that of
/// Ristani et al., *Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking*,
/// 2016. Scores of several sequences add up to the score of all.
public struct TrackingScore: Sendable, Hashable {
    /// Boxes that had to be found, over all moments.
    public var truthBoxes = 0
    public var foundBoxes = 0
    /// Pairs of a true box and one that was found.
    public var matches = 0
    /// Sum of the overlaps of the matches, 0…1 each.
    public var overlapSum = 0.0
    /// Times that a thing was found under another number than before.
    public var identitySwitches = 0
    /// Times that a thing was found again after it had been missed.
    public var fragments = 0
    /// Boxes that agree when each true thing is given one number for good, as well as can be.
    public var identityMatches = 0

    public init() {}

    /// - Parameters:
    ///   - moments: of one sequence, in order of time.
    ///   - leastOverlap: intersection over union from which two boxes are of the same thing.
    public init(_ moments: [TrackingMoment], leastOverlap: Double = 0.5) {
        let required = moments.map { $0.withoutOptional(leastOverlap: leastOverlap) }
        follow(required, leastOverlap: leastOverlap)
        identityMatches = Self.identityMatches(required, leastOverlap: leastOverlap)
    }

    public var misses: Int { truthBoxes - matches }
    public var falseBoxes: Int { foundBoxes - matches }

    /// MOTA: 1 − (misses + false boxes + identity switches) / true boxes; below 0 when there is
    /// more wrong than there is to find. `nil` where there is nothing to find.
    public var accuracy: Double? {
        guard truthBoxes > 0 else { return nil }
        return 1 - Double(misses + falseBoxes + identitySwitches) / Double(truthBoxes)
    }

    /// MOTP: mean overlap of the matches, 0…1.
    public var precision: Double? { matches == 0 ? nil : overlapSum / Double(matches) }

    /// IDF1: share of boxes with the right number, 0…1.
    public var identityF: Double? {
        let boxes = truthBoxes + foundBoxes
        return boxes == 0 ? nil : 2 * Double(identityMatches) / Double(boxes)
    }

    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.truthBoxes += right.truthBoxes
        sum.foundBoxes += right.foundBoxes
        sum.matches += right.matches
        sum.overlapSum += right.overlapSum
        sum.identitySwitches += right.identitySwitches
        sum.fragments += right.fragments
        sum.identityMatches += right.identityMatches
        return sum
    }

    /// Matches moment by moment: who was paired stays paired while the boxes agree.
    private mutating func follow(_ moments: [TrackingMoment], leastOverlap: Double) {
        var lastNumber: [Int: Int] = [:]
        var wasFound: Set<Int> = []
        for moment in moments {
            truthBoxes += moment.truth.count
            foundBoxes += moment.found.count
            let pairs = Self.pairs(moment, keeping: lastNumber, leastOverlap: leastOverlap)
            let missed = moment.truth.indices.filter { pairs[$0] == nil }
            for (index, thing) in moment.truth.enumerated() {
                guard let found = pairs[index] else { continue }
                matches += 1
                overlapSum += thing.region.overlap(moment.found[found].region)
                let number = moment.found[found].id
                if let last = lastNumber[thing.id] {
                    if last != number { identitySwitches += 1 }
                    if !wasFound.contains(thing.id) { fragments += 1 }
                }
                lastNumber[thing.id] = number
                wasFound.insert(thing.id)
            }
            for index in missed { wasFound.remove(moment.truth[index].id) }
        }
    }

    private static func pairs(
        _ moment: TrackingMoment, keeping lastNumber: [Int: Int], leastOverlap: Double
    ) -> [Int: Int] {
        var pairs: [Int: Int] = [:]
        var freeFound = Array(moment.found.indices)
        var freeTruth: [Int] = []
        for (index, thing) in moment.truth.enumerated() {
            let kept = freeFound.firstIndex { found in
                moment.found[found].id == lastNumber[thing.id]
                    && thing.region.overlap(moment.found[found].region) >= leastOverlap
            }
            if let kept { pairs[index] = freeFound.remove(at: kept) } else { freeTruth.append(index) }
        }
        let columns = TrackingMoment.pair(
            freeTruth.map { moment.truth[$0] }, freeFound.map { moment.found[$0] },
            leastOverlap: leastOverlap)
        for (row, column) in columns.enumerated() {
            if let column { pairs[freeTruth[row]] = freeFound[column] }
        }
        return pairs
    }

    private static func identityMatches(
        _ moments: [TrackingMoment], leastOverlap: Double
    ) -> Int {
        let truth = Set(moments.flatMap { $0.truth.map(\.id) }).sorted()
        let found = Set(moments.flatMap { $0.found.map(\.id) }).sorted()
        let rows = Dictionary(uniqueKeysWithValues: truth.enumerated().map { ($1, $0) })
        let columns = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1, $0) })
        var common = [Int](repeating: 0, count: truth.count * found.count)
        for moment in moments {
            for thing in moment.truth {
                for other in moment.found
                where thing.region.overlap(other.region) >= leastOverlap {
                    guard let row = rows[thing.id], let column = columns[other.id] else { continue }
                    common[row * found.count + column] += 1
                }
            }
        }
        let assigned = OptimalAssignment.columns(
            rows: truth.count, columns: found.count, aloneCost: 0
        ) { -Double(common[$0 * found.count + $1]) }
        return assigned.enumerated().reduce(0) { sum, pair in
            sum + (pair.element.map { common[pair.offset * found.count + $0] } ?? 0)
        }
    }
}
