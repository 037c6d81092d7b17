import Footage

/// Which things something larger brings along or takes away: they do not go by themselves.
struct Company {
    private let things: [SceneThing]
    private let starts: [Int64]
    private let longest: Int64
    private let original: [SceneThing]

    init(_ things: [SceneThing]) {
        self.things = things.sorted { $0.start < $1.start }
        starts = self.things.map(\.start)
        longest = things.map { $0.lastPoint - $0.start }.max() ?? 0
        original = things
    }

    func brings(_ index: Int) -> Bool {
        let thing = original[index]
        return isTouched(thing, thing.points.suffix(5))
    }

    func takes(_ index: Int) -> Bool {
        let thing = original[index]
        return isTouched(thing, thing.points.prefix(5))
    }

    /// Whether a larger thing touches it at most of some moments.
    private func isTouched(_ thing: SceneThing, _ points: ArraySlice<TrackPoint>) -> Bool {
        guard let first = points.first, let last = points.last else { return false }
        var index = starts.firstIndex(notBefore: first.microseconds - longest)
        while index < things.count, starts[index] <= last.microseconds {
            let other = things[index]
            index += 1
            guard other != thing, other.lastPoint >= first.microseconds else { continue }
            let touched = points.filter { point in
                guard let box = other.box(near: point.microseconds) else { return false }
                return box.area > 1.5 * point.region.area && box.grown.overlap(point.region) > 0
            }
            if touched.count * 2 > points.count { return true }
        }
        return false
    }
}

extension Region {
    /// By a twentieth of its sides, to each side.
    fileprivate var grown: Region {
        Region(
            x: x - 0.05 * width, y: y - 0.05 * height, width: 1.1 * width, height: 1.1 * height)
    }
}

extension SceneThing {
    /// Where it was at a moment, if it was seen within half a second of it.
    fileprivate func box(near time: Int64) -> Region? {
        let next = points.partitionPoint { $0.microseconds >= time }
        let near = [next - 1, next].filter(points.indices.contains)
            .min { abs(points[$0].microseconds - time) < abs(points[$1].microseconds - time) }
        guard let near, abs(points[near].microseconds - time) <= 500_000 else { return nil }
        return points[near].region
    }
}
