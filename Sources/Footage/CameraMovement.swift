/// How far a camera now looks away from where it used to look: how its picture's content has moved.
public struct CameraMovement: Hashable, Sendable, Codable {
    /// Content moved to the right, in widths of the stored picture.
    public var right: Double
    /// Content moved down, in heights of the stored picture.
    public var down: Double
    /// Content turned clockwise, in degrees.
    public var turnDegrees: Double
    /// Content enlarged by this factor.
    public var zoom: Double

    public init(right: Double, down: Double, turnDegrees: Double = 0, zoom: Double = 1) {
        self.right = right
        self.down = down
        self.turnDegrees = turnDegrees
        self.zoom = zoom
    }
}
