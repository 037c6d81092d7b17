/// Which decoded pictures get the codec's deblocking filter.
public enum Deblocking: Sendable {
    /// All, as the encoder meant them.
    case all
    /// Those on which other pictures build. The others keep faint block edges that average out
    /// when the picture is downscaled, and nothing drifts; saves some 5 % of decoding where there
    /// are such pictures (B-frames).
    case referencedOnly
    /// None: block edges stay, which average out when the picture is reduced to a coarse grid.
    /// For pictures on which nothing builds.
    case none
}
