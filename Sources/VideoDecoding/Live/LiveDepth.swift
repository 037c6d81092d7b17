/// How much of a live stream is decoded.
public enum LiveDepth: Int, Sendable, CaseIterable, Comparable {
    /// What decodes alone: one picture in a second or more.
    case keyFrames
    /// All but those on which no other picture builds (B-frames, layers of smart encoders). Saves
    /// nothing in streams without such pictures.
    case referenceFrames
    case everyFrame

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a decoder has made of a live stream so far.
public struct LiveDecodingStatistics: Hashable, Sendable {
    public var packets = 0
    public var frames = 0
    /// Packets left out: by the depth, by `skip`, or for want of a key packet before them.
    public var skipped = 0
    /// Packets about which the decoder complained, and pictures that it could not make.
    public var errors = 0
    public var damagedFrames = 0

    public init() {}
}
