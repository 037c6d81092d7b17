/// How much movement of the camera is compensated.
public struct ShakeParameters: Sendable, Hashable, Codable {
    /// Largest shift, as a share of the picture's width.
    public var largestShiftShare: Double
    /// Shift below which the camera is at rest, in pixels: less cannot be told.
    public var leastPixels: Double
    /// The halves of the picture have not moved together if they differ by more pixels than this.
    public var largestDisagreementPixels: Double
    /// Square of the correlation from which a fraction of a pixel is believed.
    public var leastLikenessShare: Double
}
