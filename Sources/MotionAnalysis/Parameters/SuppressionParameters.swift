/// What tells light, weather, insects, water and burnt-in text from things that go somewhere.
public struct SuppressionParameters: Sendable, Hashable, Codable {
    /// Seconds over which what is seen of a thing is gathered.
    public var evidenceSeconds: Double
    /// Share of the background's texture that must still be seen in a patch of light or shadow.
    public var seenThroughShare: Double
    /// Jump at the contour, as a share of the difference inside, below which it is light.
    public var softContour: Double
    /// What the frame's edges at the contour have beyond the background's, as a share of the
    /// difference inside, below which nothing stands there.
    public var leastAddedEdge: Double
    /// Share of the picture in patches of light or shadow from which twice as much is needed.
    public var patchyShare: Double
    /// Jump at the contour, as such a share, below which a bright thing is looked at for
    /// `doubtSeconds`: it is out of focus.
    public var blurredContour: Double
    /// Seconds for which a small bright, blurred thing must be followed to count.
    public var doubtSeconds: Double
    /// Own sizes per second above which something bright with a sharp contour would be an insect;
    /// the more blurred it is, the fewer.
    public var insectSizesPerSecond: Double
    /// Own sizes per second above which something small is rain or snow.
    public var rainSizesPerSecond: Double
    /// Share of the picture up to which it may be rain or snow.
    public var rainSizeShare: Double
    /// Seconds over which places of water and leaves are remembered.
    public var unrestMemorySeconds: Double
    /// Seconds after a start from a single frame in which every place counts as restless.
    public var coldSeconds: Double
    /// Seconds of movement without a way, in that time, that make a place restless.
    public var unrestSeconds: Double
    /// Share of the diagonal that a small thing must travel from a restless place to count.
    public var restlessTravelShare: Double
    /// How many times larger than what is usual at a restless place a thing counts as elsewhere.
    public var restlessSizeRatio: Double
    /// Share of a thing's pixels that are strokes of letters where it is burnt-in text.
    public var strokeShare: Double
    /// Share of the picture's height, from above and below, in which burnt-in text is.
    public var textBandShare: Double
}
