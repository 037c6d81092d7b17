import Footage

/// How much of a zone or a line lies where motion counts.
struct WatchedShare {
    enum Reach: Hashable {
        case none(Reason)
        /// 0…1, above 0.
        case part(Double)
    }

    enum Reason: Hashable {
        case outside
        case masked

        var text: String {
            switch self {
            case .outside: "lies wholly outside of what is watched"
            case .masked: "lies wholly under masks"
            }
        }

        var remedy: String {
            switch self {
            case .outside: "add it to watch, or move it"
            case .masked: "make the masks smaller, or move it"
            }
        }
    }

    /// About two points of the analysis' 640 × 360 picture.
    static let leastObject = 1e-5
    /// Points across and down that stand for an area.
    private static let samples = 64

    private let watched: [Polygon]
    private let masks: [Polygon]

    init(watched: [Polygon], masks: [Polygon]) {
        self.watched = watched
        self.masks = masks
    }

    /// Of the whole picture, 0…1.
    var ofPicture: Double {
        if masks.isEmpty { return 1 }
        let whole = Polygon(
            points: [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { NormalizedPoint(x: $0.0, y: $0.1) })
        if case .part(let share) = reach(whole) { return share }
        return 0
    }

    func reach(_ polygon: Polygon) -> Reach {
        reach(of: polygon.points) { Self.points(in: polygon) }
    }

    /// Of a line.
    func reach(_ points: [NormalizedPoint]) -> Reach {
        reach(of: points) { Self.points(along: points) }
    }

    private func reach(
        of corners: [NormalizedPoint], samples: () -> [NormalizedPoint]
    ) -> Reach {
        // Most masks lie far from most zones.
        let frame = Frame(corners)
        let masks = masks.filter { Frame($0.points).touches(frame) }
        if watched.isEmpty, masks.isEmpty { return .part(1) }
        let points = samples()
        let inside = points.filter { point in
            watched.isEmpty || watched.contains { $0.contains(point) }
        }
        // A sliver between the samples is not judged.
        guard !points.isEmpty else { return .part(1) }
        if inside.isEmpty { return .none(.outside) }
        let free = inside.filter { point in !masks.contains { $0.contains(point) } }
        return free.isEmpty ? .none(.masked) : .part(Double(free.count) / Double(points.count))
    }

    private static func points(in polygon: Polygon) -> [NormalizedPoint] {
        let frame = Frame(polygon.points)
        var points: [NormalizedPoint] = []
        for row in 0..<samples {
            for column in 0..<samples {
                let point = NormalizedPoint(
                    x: frame.left + frame.width * (Double(column) + 0.5) / Double(samples),
                    y: frame.top + frame.height * (Double(row) + 0.5) / Double(samples))
                if polygon.contains(point) { points.append(point) }
            }
        }
        return points
    }

    private static func points(along line: [NormalizedPoint]) -> [NormalizedPoint] {
        zip(line, line.dropFirst()).flatMap { from, to in
            (0..<samples).map { step in
                let share = (Double(step) + 0.5) / Double(samples)
                return NormalizedPoint(
                    x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share)
            }
        }
    }
}

/// The upright rectangle around points.
private struct Frame {
    let left: Double
    let top: Double
    let width: Double
    let height: Double

    init(_ points: [NormalizedPoint]) {
        left = points.map(\.x).min() ?? 0
        top = points.map(\.y).min() ?? 0
        width = (points.map(\.x).max() ?? 0) - left
        height = (points.map(\.y).max() ?? 0) - top
    }

    func touches(_ other: Frame) -> Bool {
        left <= other.left + other.width && other.left <= left + width
            && top <= other.top + other.height && other.top <= top + height
    }
}
