/// What an actor looks like.
public enum ActorKind: String, Codable, Sendable, CaseIterable {
    case person, boat, vehicle
    /// A thing that people bring or take.
    case crate
}

/// Where an actor stands at one time; between waypoints it moves evenly.
public struct Waypoint: Codable, Hashable, Sendable {
    public var seconds: Double
    /// Middle of the feet, keel or wheels, 0…1 of the picture's width; beyond it is outside.
    public var x: Double
    /// Ground line, 0…1 of the picture's height.
    public var y: Double
    /// Size relative to the actor's stated one: perspective.
    public var scale: Double

    public init(at seconds: Double, x: Double, y: Double, scale: Double = 1) {
        self.seconds = seconds
        self.x = x
        self.y = y
        self.scale = scale
    }
}

/// Someone or something that really is there.
public struct Actor: Codable, Hashable, Sendable {
    /// Identity in masks and boxes, 1…250, unique in the scene.
    public var id: Int
    public var kind: ActorKind
    /// Area of the silhouette at scale 1 as a share of the picture's area.
    public var sizeShare: Double
    /// Mean luma of the actor above (or below, if negative) the background along its path, in the
    /// light in which the scene begins. The actor's own luma stays within 4…250.
    public var contrast: Double
    /// At least two, in order of time. The actor exists from the first to the last.
    public var path: [Waypoint]
    /// How much light a hard shadow on the ground takes, 0 (none) …1.
    public var shadowDepth: Double
    /// `false` leaves only the shadow: someone just outside the picture.
    public var hasBody: Bool

    public init(
        id: Int, kind: ActorKind, sizeShare: Double, contrast: Double, path: [Waypoint],
        shadowDepth: Double = 0, hasBody: Bool = true
    ) {
        self.id = id
        self.kind = kind
        self.sizeShare = sizeShare
        self.contrast = contrast
        self.path = path
        self.shadowDepth = shadowDepth
        self.hasBody = hasBody
    }
}
