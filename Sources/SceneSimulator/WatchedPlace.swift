public import Footage

/// A part of a scene's picture in which nothing may be.
public struct SceneZone: Codable, Hashable, Sendable {
    public var name: String
    /// At least three corners, 0…1 of the picture.
    public var polygon: Polygon

    public init(name: String, polygon: Polygon) {
        self.name = name
        self.polygon = polygon
    }
}

/// A line in a scene's picture, and which way across it is right.
public struct SceneLine: Codable, Hashable, Sendable {
    public var name: String
    /// Two points, 0…1 of the picture.
    public var points: [NormalizedPoint]
    /// `left_to_right` or `right_to_left`, seen by somebody who walks along the line; `nil`: both
    /// ways are.
    public var allowed: String?

    public init(name: String, points: [NormalizedPoint], allowed: String? = nil) {
        self.name = name
        self.points = points
        self.allowed = allowed
    }

    /// Which way a step goes across; `nil` where it does not.
    func direction(from: NormalizedPoint, to: NormalizedPoint) -> String? {
        func side(_ point: NormalizedPoint, _ a: NormalizedPoint, _ b: NormalizedPoint) -> Double {
            (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
        }
        guard points.count == 2 else { return nil }
        let (before, after) = (side(from, points[0], points[1]), side(to, points[0], points[1]))
        guard (before < 0) != (after < 0),
            (side(points[0], from, to) < 0) != (side(points[1], from, to) < 0)
        else { return nil }
        return before < 0 ? "left_to_right" : "right_to_left"
    }
}

/// A time in which somebody has to come to a zone.
public struct SceneRound: Codable, Hashable, Sendable {
    /// Name of the zone.
    public var zone: String
    /// Whole minutes from the first frame, as schedules have them.
    public var startMinute: Int
    public var endMinute: Int

    public init(zone: String, startMinute: Int, endMinute: Int) {
        self.zone = zone
        self.startMinute = startMinute
        self.endMinute = endMinute
    }

    enum CodingKeys: String, CodingKey {
        case zone
        case startMinute = "start_minute"
        case endMinute = "end_minute"
    }

    var microseconds: Range<Int64> {
        Int64(startMinute) * 60_000_000..<Int64(endMinute) * 60_000_000
    }
}
