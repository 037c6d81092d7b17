/// How things are followed from frame to frame.
public struct TrackingParameters: Sendable, Hashable, Codable {
    /// How much a thing may change its speed within a second, in its own sizes per second.
    public var acceleration: Double
    /// How fast things may move that have just appeared, in their own sizes per second.
    public var appearingSpeed: Double
    /// How far the edges of a thing are off in one frame, as a share of its width and height.
    public var placeNoise: Double
    /// Seconds over which a thing's size and appearance are averaged.
    public var averagingSeconds: Double
    /// Standard deviations by which a thing that was out of sight may differ, in place, size and
    /// appearance together, and still be taken for the same.
    public var reunionDeviations: Double
    /// Seconds for which a confirmed thing is expected back after it went out of sight.
    public var hiddenSeconds: Double
    /// Seconds for which a thing that came to rest and became background is remembered.
    public var restingSeconds: Double
    /// What a track costs that goes without an observation, in squared standard deviations: more
    /// than any pair that is possible.
    public var aloneCost: Double
    /// The most that a pair costs by its place, its size and its appearance.
    public var largestPlaceCost: Double
    public var largestSizeCost: Double
    public var largestAppearanceCost: Double
    /// What it costs besides to be seen for the first or second time: such are often noise.
    public var newcomerCost: Double
}
