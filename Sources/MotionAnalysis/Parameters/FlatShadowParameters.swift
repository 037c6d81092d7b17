/// When a part of the mask without texture is told to be a cast shadow.
public struct FlatShadowParameters: Sendable, Hashable, Codable {
    /// The darkest shadow, as a share of the brightness without it.
    public var darkestShare: Double
    /// The faintest one.
    public var lightestShare: Double
    /// Luma of the darkest ground on which a ratio is to be trusted.
    public var leastGroundLuma: Int
    /// By how much the ratio may vary within a window of 7 × 7 pixels: its standard deviation as a
    /// share of its mean.
    public var variationShare: Double
    /// By how much the ratio may differ within one shadow, as a share.
    public var ratioTolerance: Double
    /// By how many levels a shadow may change colour, both differences together.
    public var chromaTolerance: Double
    /// Share of the picture that must be even for a shadow.
    public var leastShare: Double
    /// Share of the shadow that must be even.
    public var evenShare: Double
    /// Share of its contour at which the ground must be seen.
    public var openShare: Double
    /// How many times taller than wide it would stand, as things do, and not lie, as shadows do.
    public var uprightRatio: Double
    /// Width of its soft edge, as a share of the picture's width.
    public var penumbraShare: Double
}
