import Footage

/// One thing through all stretches in which it was followed, and through the times in which it
/// stood so still that nothing moved.
struct SceneThing: Hashable {
    /// A time in which it stood still and was seen by its place alone.
    struct Rest: Hashable {
        var range: Range<Int64>
        var region: Region
    }

    /// In order of time, at least one.
    var points: [TrackPoint]
    /// In order of time, between or after points.
    var rests: [Rest] = []

    var start: Int64 { points[0].microseconds }
    var end: Int64 {
        max(points[points.count - 1].microseconds, rests.last?.range.upperBound ?? .min)
    }

    /// Longest time for which a point stands until the next one.
    static let longestHold: Int64 = 2_500_000
    /// How long the last point of a run stands: points are kept for every fifth of a second.
    static let lastHold: Int64 = 200_000

    /// Each place with the time during which the thing was there, in order of time.
    func visitPlaces(_ body: (Range<Int64>, Region) -> Void) {
        var rest = rests.startIndex
        for (index, point) in points.enumerated() {
            while rest < rests.endIndex, rests[rest].range.lowerBound < point.microseconds {
                body(rests[rest].range, rests[rest].region)
                rest += 1
            }
            let next = index + 1 < points.count ? points[index + 1].microseconds : nil
            let until = next.flatMap { $0 - point.microseconds <= Self.longestHold ? $0 : nil }
            let end = max(until ?? point.microseconds + Self.lastHold, point.microseconds + 1)
            body(point.microseconds..<end, point.region)
        }
        for rest in rests[rest...] { body(rest.range, rest.region) }
    }

    /// When the thing was somewhere that counts; times less than `gap` apart are one.
    func times(gap: Int64, where counts: (Region) -> Bool) -> [Range<Int64>] {
        var found: [Range<Int64>] = []
        visitPlaces { range, region in
            guard counts(region) else { return }
            found.merge(range, gap: gap)
        }
        return found
    }
}

extension [Range<Int64>] {
    /// Adds a range that begins after the last one began: what is less than `gap` apart is one.
    mutating func merge(_ range: Range<Int64>, gap: Int64) {
        if let last, range.lowerBound - last.upperBound < Swift.max(gap, 1) {
            self[endIndex - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
        } else {
            append(range)
        }
    }

    /// What both have in common; each ascending and without overlap.
    func common(with other: [Range<Int64>]) -> [Range<Int64>] {
        var found: [Range<Int64>] = []
        var (left, right) = (startIndex, other.startIndex)
        while left < endIndex, right < other.endIndex {
            let both = self[left].clamped(to: other[right])
            if !both.isEmpty { found.append(both) }
            if self[left].upperBound < other[right].upperBound { left += 1 } else { right += 1 }
        }
        return found
    }

    /// Their length in all.
    var total: Int64 { reduce(0) { $0 + Int64($1.count) } }
}
