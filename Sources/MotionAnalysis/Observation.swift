import Footage

/// What is seen of one thing in one frame, or of several that touch.
struct Observation {
    var component: MaskComponent
    /// Mean colour of its pixels.
    var appearance = Appearance()
    /// Whether the background is seen through it.
    var surface = SurfaceEvidence()
    /// Mean jump of the difference across its contour, in levels; `nil` if it is too small to tell.
    var contourJump: Double?
    /// Mean of what the frame's edges at its contour have beyond the background's, in levels.
    var addedEdge: Double?
    /// The same as a share of the mean difference inside.
    var addedEdgeShare: Double? {
        let difference = surface.brighter + surface.darker
        guard let addedEdge, difference > 0 else { return nil }
        return addedEdge * Double(surface.pixels) / Double(difference)
    }
    /// Whether the background may still show things, so that ghosts come and go with it.
    var isBackgroundYoung = false
    /// Share of its pixels that changed within the last third of a second, 0…1.
    var activeShare: Double
    var activePixels: Int
    /// Its contour is an edge of the background, not of the frame.
    var looksLikeGhost: Bool
    /// The difference has no edge at its contour: light, not a thing.
    var looksLikeLight: Bool
    /// Whether anything in it is moving at this moment.
    var isActive: Bool { activePixels >= max(4, component.pixels / 100) }
    /// Index of its track.
    var track = -1
    /// Not the track's own component but a part that has come off it.
    var isFragment = false
    /// Indices of further tracks whose things are in the same component, where several touch.
    var companions: [Int] = []
}
