/// How much movement of the camera is compensated.
public struct ShakeParameters: Sendable, Hashable, Codable {
    /// Largest shift, as a share of the picture's width.
    public var largestShiftShare: Double
}
