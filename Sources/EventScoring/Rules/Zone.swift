public import Footage

/// A named part of the picture in which rules count.
public struct Zone: Sendable, Codable, Hashable {
    /// Unique within the feed.
    public var name: String
    /// At least three corners, 0…1 of the displayed picture.
    public var polygon: Polygon

    public init(name: String, polygon: Polygon) {
        self.name = name
        self.polygon = polygon
    }
}

/// A named line across which things go, drawn from its first point to its last.
public struct Line: Sendable, Codable, Hashable {
    /// Unique within the feed.
    public var name: String
    /// At least two, 0…1 of the displayed picture.
    public var points: [NormalizedPoint]
    /// What lies at the left hand of somebody who walks along the line as it is shown: "street".
    /// Only for sentences; `nil`: nothing is said.
    public var left: String?
    /// What lies at the right hand: "yard".
    public var right: String?

    public init(name: String, points: [NormalizedPoint], left: String? = nil, right: String? = nil)
    {
        self.name = name
        self.points = points
        self.left = left
        self.right = right
    }
}

/// Which way something went across a line. Raw values are the names in the database and in
/// configurations.
public enum CrossingDirection: String, Sendable, Codable, Hashable, CaseIterable {
    case leftToRight = "left_to_right"
    case rightToLeft = "right_to_left"

    public var reversed: CrossingDirection {
        self == .leftToRight ? .rightToLeft : .leftToRight
    }
}
