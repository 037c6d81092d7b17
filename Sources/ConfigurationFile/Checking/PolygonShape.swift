import Footage

/// What is wrong with the shape of a polygon.
struct PolygonShape {
    private let points: [NormalizedPoint]

    init(_ points: [NormalizedPoint]) { self.points = points }

    /// Twice the area below which a polygon is a line: less than a pixel of a 4K picture.
    private static let flat = 1e-7

    /// Whether it is a line or a point.
    var isFlat: Bool {
        guard let origin = points.first else { return true }
        return !zip(points.dropFirst(), points.dropFirst(2)).contains {
            abs(Self.turn(origin, $0, $1)) >= Self.flat
        }
    }

    /// Index of the first corner that is the same as the next.
    var doubled: Int? { points.indices.dropLast().first { points[$0] == points[$0 + 1] } }

    /// Indices of the first corners of two edges that meet although they are not neighbours, or
    /// that run back over each other; `nil` where there are none.
    var crossing: (first: Int, second: Int)? {
        let edges = points.indices.filter { points[$0] != next($0) }
        for (place, first) in edges.enumerated() {
            for second in edges[(place + 1)...] {
                let areNeighbours =
                    second == edges[place + 1] || (place == 0 && second == edges.last)
                let meet =
                    areNeighbours
                    ? runBack(first, second)
                    : Self.meet(points[first], next(first), points[second], next(second))
                if meet { return (first, second) }
            }
        }
        return nil
    }

    private func next(_ index: Int) -> NormalizedPoint { points[(index + 1) % points.count] }

    /// Whether two neighbouring edges lie over each other.
    private func runBack(_ first: Int, _ second: Int) -> Bool {
        let (from, middle, to) =
            next(first) == points[second]
            ? (points[first], points[second], next(second))
            : (points[second], points[first], next(first))
        guard Self.turn(from, middle, to) == 0 else { return false }
        let (ax, ay) = (middle.x - from.x, middle.y - from.y)
        let (bx, by) = (to.x - middle.x, to.y - middle.y)
        return ax * bx + ay * by < 0
    }

    /// Twice the signed area of a triangle.
    private static func turn(
        _ first: NormalizedPoint, _ second: NormalizedPoint, _ third: NormalizedPoint
    ) -> Double {
        (second.x - first.x) * (third.y - first.y) - (second.y - first.y) * (third.x - first.x)
    }

    /// Whether two segments have a point in common.
    private static func meet(
        _ a: NormalizedPoint, _ b: NormalizedPoint, _ c: NormalizedPoint, _ d: NormalizedPoint
    ) -> Bool {
        let (first, second) = (turn(a, b, c), turn(a, b, d))
        let (third, fourth) = (turn(c, d, a), turn(c, d, b))
        if first == 0, isBetween(a, b, c) { return true }
        if second == 0, isBetween(a, b, d) { return true }
        if third == 0, isBetween(c, d, a) { return true }
        if fourth == 0, isBetween(c, d, b) { return true }
        return (first > 0) != (second > 0) && (third > 0) != (fourth > 0)
            && first != 0 && second != 0 && third != 0 && fourth != 0
    }

    /// Whether a point on the line through `start` and `end` lies between them.
    private static func isBetween(
        _ start: NormalizedPoint, _ end: NormalizedPoint, _ point: NormalizedPoint
    ) -> Bool {
        min(start.x, end.x) <= point.x && point.x <= max(start.x, end.x)
            && min(start.y, end.y) <= point.y && point.y <= max(start.y, end.y)
    }
}
