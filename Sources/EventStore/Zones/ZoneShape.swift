import Footage

/// A polygon made ready to be compared with many boxes.
struct ZoneShape {
    private let polygon: Polygon
    private let left: Double
    private let right: Double
    private let top: Double
    private let bottom: Double

    init(_ polygon: Polygon) {
        self.polygon = polygon
        let (across, down) = (polygon.points.map(\.x), polygon.points.map(\.y))
        (left, right) = (across.min() ?? 0, across.max() ?? 0)
        (top, bottom) = (down.min() ?? 0, down.max() ?? 0)
    }

    /// Whether it is a line or a point.
    var isFlat: Bool {
        guard let origin = polygon.points.first else { return true }
        let twiceLargest = zip(polygon.points.dropFirst(), polygon.points.dropFirst(2)).map {
            abs(($0.x - origin.x) * ($1.y - origin.y) - ($1.x - origin.x) * ($0.y - origin.y))
        }.max()
        return (twiceLargest ?? 0) < 1e-9
    }

    /// Whether any point of a box, its border included, lies in the polygon.
    func touches(_ box: Region) -> Bool {
        guard box.x <= right, box.x + box.width >= left, box.y <= bottom, box.y + box.height >= top
        else { return false }
        // If no edge passes through the box, it is all inside or all outside.
        guard var from = polygon.points.last else { return false }
        for to in polygon.points {
            if Self.passes(from: from, to: to, through: box) { return true }
            from = to
        }
        return polygon.contains(NormalizedPoint(x: box.x, y: box.y))
    }

    /// Clips a line to the box, side by side (Liang and Barsky, "A New Concept and Method for Line
    /// Clipping", ACM Transactions on Graphics 3(1), 1984).
    private static func passes(
        from start: NormalizedPoint, to end: NormalizedPoint, through box: Region
    ) -> Bool {
        let (across, down) = (end.x - start.x, end.y - start.y)
        var (enters, leaves) = (0.0, 1.0)
        let sides = [
            (-across, start.x - box.x), (across, box.x + box.width - start.x),
            (-down, start.y - box.y), (down, box.y + box.height - start.y),
        ]
        for (direction, distance) in sides {
            if direction == 0 {
                if distance < 0 { return false }
            } else if direction < 0 {
                enters = max(enters, distance / direction)
            } else {
                leaves = min(leaves, distance / direction)
            }
            if enters > leaves { return false }
        }
        return true
    }
}
