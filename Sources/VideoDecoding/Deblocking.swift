/// Which decoded pictures get the codec's deblocking filter (and HEVC's sample-adaptive offset).
public enum Deblocking: Sendable {
    /// All, as the encoder meant them.
    case all
    /// Those on which other pictures build. The others keep faint block edges that average out
    /// when the picture is downscaled, and nothing drifts; saves some 5 % of decoding where there
    /// are such pictures (B-frames).
    case referencedOnly
    /// None: block edges stay, which average out when the picture is downscaled. Only for a key
    /// frame that is decoded alone: pictures that build on unfiltered ones drift away from what was
    /// recorded, the farther the longer it is to the next key frame.
    case none
}
