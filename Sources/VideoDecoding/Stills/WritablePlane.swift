import Footage

/// One plane of a picture that is being painted on.
struct WritablePlane {
    let base: UnsafeMutablePointer<UInt8>
    let strideBytes: Int
    let size: FrameSize

    /// The samples belong to a picture made for painting; see `DisplayPicture`.
    init(_ samples: PictureView.Samples) {
        base = UnsafeMutablePointer(mutating: samples.base)
        strideBytes = samples.strideBytes
        size = samples.size
    }

    private func fill(row: Int, _ columns: Range<Int>, with value: UInt8) {
        let range = columns.clamped(to: 0..<size.width)
        guard row >= 0, row < size.height, !range.isEmpty else { return }
        (base + row * strideBytes + range.lowerBound)
            .update(repeating: value, count: range.count)
    }

    func fill(_ region: Region, with value: UInt8) {
        let top = (region.y * Double(size.height)).rounded(.down)
        let bottom = ((region.y + region.height) * Double(size.height)).rounded(.up)
        let left = (region.x * Double(size.width)).rounded(.down)
        let right = ((region.x + region.width) * Double(size.width)).rounded(.up)
        guard top < bottom, left < right else { return }
        for row in Int(max(0, top))..<max(Int(max(0, top)), Int(min(bottom, Double(size.height)))) {
            fill(
                row: row, Int(max(-1, left))..<Int(min(right, Double(size.width) + 1)), with: value)
        }
    }

    /// Fills every sample that the polygon touches, and one more on each side: a sample beside it
    /// may hold some of what is inside, by the scaling before.
    func fill(_ polygon: Polygon, with value: UInt8) {
        let points = polygon.points.map {
            (x: $0.x * Double(size.width), y: $0.y * Double(size.height))
        }
        guard points.count >= 3, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
            return
        }
        for row in 0..<size.height {
            for span in spans(of: points, from: Double(row) - 1, to: Double(row) + 2) {
                let left = max(-1, min(span.lowerBound - 1, Double(size.width)))
                let right = max(left, min(span.upperBound + 1, Double(size.width) + 1))
                fill(row: row, Int(left.rounded(.down))..<Int(right.rounded(.up)), with: value)
            }
        }
    }

    private typealias Point = (x: Double, y: Double)

    /// What of a band of rows the polygon covers: the insides along its scan lines, and the edges.
    private func spans(
        of points: [Point], from top: Double, to bottom: Double
    ) -> [ClosedRange<Double>] {
        var spans: [ClosedRange<Double>] = []
        for line in stride(from: top, through: bottom, by: 0.5) {
            let crossings = crossings(of: points, at: line)
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                spans.append(crossings[pair]...crossings[pair + 1])
            }
        }
        var previous = points[points.count - 1]
        for point in points {
            if let edge = part(of: previous, point, from: top, to: bottom) { spans.append(edge) }
            previous = point
        }
        return spans
    }

    private func crossings(of points: [Point], at y: Double) -> [Double] {
        var found: [Double] = []
        var previous = points[points.count - 1]
        for point in points {
            if (point.y > y) != (previous.y > y) {
                let along = (y - point.y) / (previous.y - point.y)
                found.append(point.x + along * (previous.x - point.x))
            }
            previous = point
        }
        return found.sorted()
    }

    /// Columns of the part of an edge that lies in a band of rows.
    private func part(
        of a: Point, _ b: Point, from top: Double, to bottom: Double
    ) -> ClosedRange<Double>? {
        let low = max(top, min(a.y, b.y))
        let high = min(bottom, max(a.y, b.y))
        guard low <= high else { return nil }
        guard a.y != b.y else { return min(a.x, b.x)...max(a.x, b.x) }
        func column(_ y: Double) -> Double { a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) }
        return min(column(low), column(high))...max(column(low), column(high))
    }

    /// Replaces a square by its mean.
    func average(x: Int, y: Int, side: Int) {
        let right = min(x + side, size.width)
        let bottom = min(y + side, size.height)
        guard right > x, bottom > y else { return }
        var sum = 0
        for row in y..<bottom {
            let line = base + row * strideBytes
            for column in x..<right { sum += Int(line[column]) }
        }
        let count = (right - x) * (bottom - y)
        let mean = UInt8((sum + count / 2) / count)
        for row in y..<bottom { fill(row: row, x..<right, with: mean) }
    }
}
