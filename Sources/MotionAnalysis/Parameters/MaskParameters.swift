/// How single pixels become a mask of things.
public struct MaskParameters: Sendable, Hashable, Codable {
    /// Votes in a 7 × 7 window that make a pixel foreground, as a share of its 49 pixels; a pixel
    /// twice as different as needed has two votes.
    public var voteShare: Double
    /// Share of the picture up to which a hole in a thing is filled.
    public var largestHoleShare: Double
    /// Share of a thing up to which a hole in it is filled, however large that is.
    public var holeOfThingShare: Double
    /// Share of the picture below which a group of foreground pixels is noise.
    public var leastBlobShare: Double
}
