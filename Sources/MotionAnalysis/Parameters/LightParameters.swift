/// What is done while the light changes.
public struct LightParameters: Sendable, Hashable, Codable {
    /// Seconds for which nothing is reported after the whole picture changed.
    public var settlingSeconds: Double
    /// Seconds that a background must have held for it to be remembered when the light changes.
    public var memorySeconds: Double
    /// Difference of a block's mean up to which it counts as unchanged, or explained, in levels.
    public var blockTolerance: Double
    /// Share of blocks changed against the frame before with which a change of the whole picture
    /// may begin.
    public var onsetShare: Double
    /// The share that some frame of a sudden change reaches.
    public var suddenShare: Double
    /// Light is another within this time, or two frames; what takes longer has come into view.
    public var longestOnsetSeconds: Double
    /// Share of blocks that no fit of light explains after a sudden change.
    public var unexplainedShare: Double
    /// Of a picture in other light at most this share stays the same: what is black or white.
    public var unchangedShare: Double
    /// Share of blocks that a fit of light must explain to be believed without a look at the
    /// edges.
    public var clearShare: Double
    /// And share of the blocks with the same edges, where they are looked at.
    public var sameEdgesShare: Double
}
