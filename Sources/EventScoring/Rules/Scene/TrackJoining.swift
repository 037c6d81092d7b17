import Footage

/// Joins tracks of single stretches into things: where one ends and another goes on from there, as
/// fast and as large.
///
/// Every stretch is analysed alone and numbers its tracks itself, so nothing but place, size and
/// movement tells that a thing is the same. All ends and beginnings that could belong together
/// are decided on at once; the order in which stretches were analysed has no part in it.
struct TrackJoining {
    /// Longest time out of sight of something that goes on moving.
    static let longestGap: Int64 = 2_500_000
    /// The same of something that stood still meanwhile and is where it was.
    static let longestRest: Int64 = 8_000_000
    /// Stretches meet at a frame; tracks of both may hold its neighbours.
    private static let overlap: Int64 = 250_000
    /// The sum of how far off the place is, in sizes of the box, and of how much the size differs,
    /// from which two tracks are of two things.
    private static let mostDifference = 2.0

    /// Height of the picture divided by its width.
    let aspect: Double

    func things(of tracks: [ObservedTrack]) -> [SceneThing] {
        let tracks = tracks.filter { !$0.points.isEmpty }.sorted(by: Self.precedes)
        let next = successors(of: tracks)
        let continued = Set(next.compactMap { $0 })
        return tracks.indices.filter { !continued.contains($0) }.map { first in
            var points = tracks[first].points
            var current = first
            while let following = next[current] {
                // Where two overlap the later one goes on.
                let start = tracks[following].points[0].microseconds
                while let last = points.last, last.microseconds >= start { points.removeLast() }
                points += tracks[following].points
                current = following
            }
            return SceneThing(points: points)
        }
    }

    /// By time and place: whichever way they were stored, the order is the same.
    private static func precedes(_ one: ObservedTrack, _ other: ObservedTrack) -> Bool {
        let (first, second) = (one.points[0], other.points[0])
        if first.microseconds != second.microseconds {
            return first.microseconds < second.microseconds
        }
        let (left, right) = (first.region, second.region)
        return (left.x, left.y, left.width, left.height, one.points.count)
            < (right.x, right.y, right.width, right.height, other.points.count)
    }

    private struct Pair {
        var earlier: Int
        var later: Int
        var cost: Double
    }

    /// The track that continues each one.
    private func successors(of tracks: [ObservedTrack]) -> [Int?] {
        let starts = tracks.map { $0.points[0].microseconds }
        var pairs: [Pair] = []
        for earlier in tracks.indices {
            let end = tracks[earlier].points[tracks[earlier].points.count - 1].microseconds
            var later = starts.firstIndex(notBefore: end - Self.overlap)
            while later < tracks.count, starts[later] <= end + Self.longestRest {
                if starts[later] > starts[earlier],
                    let cost = difference(tracks[earlier].points, tracks[later].points)
                {
                    pairs.append(Pair(earlier: earlier, later: later, cost: cost))
                }
                later += 1
            }
        }
        var next = [Int?](repeating: nil, count: tracks.count)
        for group in groups(of: pairs, count: tracks.count) { assign(group, &next) }
        return next
    }

    /// Pairs that share no track with those of another group.
    private func groups(of pairs: [Pair], count: Int) -> [[Pair]] {
        // An end and a beginning are two things to pair, so a track has two places.
        var parent = Array(0..<2 * count)
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        for pair in pairs { parent[root(pair.earlier)] = root(count + pair.later) }
        let byRoot = Dictionary(grouping: pairs) { root($0.earlier) }
        return byRoot.keys.sorted().compactMap { byRoot[$0] }
    }

    private func assign(_ pairs: [Pair], _ next: inout [Int?]) {
        if pairs.count == 1 {
            next[pairs[0].earlier] = pairs[0].later
            return
        }
        let rows = Set(pairs.map(\.earlier)).sorted()
        let columns = Set(pairs.map(\.later)).sorted()
        var costs = [Double](repeating: .infinity, count: rows.count * columns.count)
        for pair in pairs {
            let (row, column) = (
                rows.firstIndex(notBefore: pair.earlier), columns.firstIndex(notBefore: pair.later)
            )
            costs[row * columns.count + column] = pair.cost
        }
        let assigned = OptimalAssignment.columns(
            rows: rows.count, columns: columns.count, aloneCost: Self.mostDifference
        ) { costs[$0 * columns.count + $1] }
        for (row, column) in assigned.enumerated() {
            if let column { next[rows[row]] = columns[column] }
        }
    }

    /// How badly one track continues another; `nil` where it cannot.
    private func difference(_ earlier: [TrackPoint], _ later: [TrackPoint]) -> Double? {
        let last = earlier.last { $0.microseconds < later[0].microseconds } ?? earlier[0]
        let first = later[0]
        let gap = first.microseconds - last.microseconds
        let ratio =
            max(last.region.area, first.region.area)
            / max(min(last.region.area, first.region.area), 1e-9)
        // Square roots instead of a logarithm: the same on every machine.
        let bySize = 2 * (ratio.squareRoot() - 1)
        let size = max((last.region.area * first.region.area).squareRoot() * aspect, 1e-6)
            .squareRoot()
        let (before, after) = (velocity(of: earlier.suffix(5)), velocity(of: later.prefix(5)))
        func off(_ velocity: (x: Double, y: Double)) -> Double {
            let seconds = Double(gap) / 1_000_000
            let x = first.region.middle.x - last.region.middle.x - velocity.x * seconds
            let y = (first.region.middle.y - last.region.middle.y) * aspect - velocity.y * seconds
            return (x * x + y * y).squareRoot() / size
        }
        if gap <= Self.longestGap {
            let mean = ((before.x + after.x) / 2, (before.y + after.y) / 2)
            // It may as well have stood: what fits better is taken.
            let cost = min(off(mean), off((0, 0)) + 0.1) + bySize
            if cost < Self.mostDifference { return cost + Double(gap) / 10_000_000 }
            return nil
        }
        let cost = 2 * off((0, 0)) + bySize
        return cost < 1 ? cost + Double(gap) / 10_000_000 : nil
    }

    /// Picture widths per second.
    private func velocity(of points: ArraySlice<TrackPoint>) -> (x: Double, y: Double) {
        guard let first = points.first, let last = points.last,
            last.microseconds > first.microseconds
        else { return (0, 0) }
        let seconds = Double(last.microseconds - first.microseconds) / 1_000_000
        let (from, to) = (first.region.middle, last.region.middle)
        return ((to.x - from.x) / seconds, (to.y - from.y) * aspect / seconds)
    }
}

extension Region {
    var middle: NormalizedPoint { NormalizedPoint(x: x + width / 2, y: y + height / 2) }

    /// What both have in common, as a share of the smaller one.
    func share(of other: Region) -> Double {
        let across = min(x + width, other.x + other.width) - max(x, other.x)
        let down = min(y + height, other.y + other.height) - max(y, other.y)
        guard across > 0, down > 0 else { return 0 }
        return across * down / max(min(area, other.area), 1e-9)
    }
}

extension [Int] {
    /// In an ascending list.
    func firstIndex(notBefore value: Int) -> Int {
        partitionPoint { $0 >= value }
    }
}

extension [Int64] {
    /// In an ascending list.
    func firstIndex(notBefore value: Int64) -> Int {
        partitionPoint { $0 >= value }
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index from which on a condition holds, where it holds for all after one for which
    /// it does.
    func partitionPoint(_ holds: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
