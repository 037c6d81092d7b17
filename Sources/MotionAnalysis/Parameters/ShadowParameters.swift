/// When a part of the mask is told to be a change of light in one place: a shadow, a headlight.
public struct ShadowParameters: Sendable, Hashable, Codable {
    /// Pixels whose slopes must be seen together for a decision.
    public var leastPixels: Int
    /// How well the slopes of frame and background must agree: 0 for chance, 1 for the same.
    public var leastAgreement: Double
    /// The same as a multiple of the agreement that chance brings about in so few pixels.
    public var certainty: Double
    /// The darkest shadow, as a share of the brightness without it.
    public var darkestShare: Double
    /// By how much one light may differ from place to place, as a share.
    public var ratioTolerance: Double
    /// Share of the agreement that suffices for a whole patch in which the light is the same.
    public var leastPatchShare: Double
    /// Cells around one that are looked at with it, at most.
    public var largestReach: Int
}
