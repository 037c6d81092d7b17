/// A point in a picture as the viewer sees it: `x` and `y` in 0…1, origin at the top left.
public struct NormalizedPoint: Hashable, Sendable, Codable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A closed polygon in 0…1 coordinates of the displayed picture (after rotation).
public struct Polygon: Hashable, Sendable, Codable {
    public var points: [NormalizedPoint]

    public init(points: [NormalizedPoint]) { self.points = points }

    /// Even-odd rule; points on an edge may fall either way.
    public func contains(_ point: NormalizedPoint) -> Bool {
        guard var previous = points.last else { return false }
        var inside = false
        for current in points {
            if (current.y > point.y) != (previous.y > point.y) {
                let along = (point.y - current.y) / (previous.y - current.y)
                if point.x < current.x + along * (previous.x - current.x) { inside.toggle() }
            }
            previous = current
        }
        return inside
    }
}

/// An axis-aligned rectangle in 0…1 coordinates of the displayed picture.
public struct Region: Hashable, Sendable, Codable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var area: Double { width * height }

    public func union(_ other: Region) -> Region {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Region(
            x: left, y: top, width: max(x + width, other.x + other.width) - left,
            height: max(y + height, other.y + other.height) - top)
    }

    /// Intersection over union, 0…1.
    public func overlap(_ other: Region) -> Double {
        let across = min(x + width, other.x + other.width) - max(x, other.x)
        let down = min(y + height, other.y + other.height) - max(y, other.y)
        guard across > 0, down > 0 else { return 0 }
        return across * down / (area + other.area - across * down)
    }
}

/// How a stored picture must be turned to be seen upright (display matrix or EXIF).
public enum Orientation: Int, Sendable, CaseIterable {
    case upright = 0
    /// Turn by 90° clockwise to show.
    case clockwise90 = 90
    case upsideDown = 180
    case clockwise270 = 270

    /// Swaps width and height where the turn does.
    public func displayed(_ size: FrameSize) -> FrameSize {
        switch self {
        case .upright, .upsideDown: size
        case .clockwise90, .clockwise270: FrameSize(width: size.height, height: size.width)
        }
    }

    /// Maps a point of the stored picture (0…1) to the displayed one.
    public func displayed(_ point: NormalizedPoint) -> NormalizedPoint {
        switch self {
        case .upright: point
        case .clockwise90: NormalizedPoint(x: 1 - point.y, y: point.x)
        case .upsideDown: NormalizedPoint(x: 1 - point.x, y: 1 - point.y)
        case .clockwise270: NormalizedPoint(x: point.y, y: 1 - point.x)
        }
    }

    /// Maps a rectangle of the stored picture (0…1) to the displayed one.
    public func displayed(_ region: Region) -> Region {
        let first = displayed(NormalizedPoint(x: region.x, y: region.y))
        let second = displayed(
            NormalizedPoint(x: region.x + region.width, y: region.y + region.height))
        return Region(
            x: min(first.x, second.x), y: min(first.y, second.y),
            width: abs(first.x - second.x), height: abs(first.y - second.y))
    }
}
