/// Something that may be a recording: not opened yet.
public struct RecordingCandidate: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case file
        /// Pictures `firstNumber ..< firstNumber + count`; `path` holds `%d` or `%06d` where the
        /// number stands, and `%%` for a percent sign.
        case imageSequence(firstNumber: Int, count: Int, framesPerSecond: Double)
    }

    /// The file, or the pattern of the image sequence.
    public var path: String
    public var kind: Kind
    /// All pictures together, for an image sequence.
    public var sizeBytes: Int64

    public init(path: String, kind: Kind = .file, sizeBytes: Int64) {
        self.path = path
        self.kind = kind
        self.sizeBytes = sizeBytes
    }
}

/// Why a path given by the user, or something below it, is not in the list.
public struct DiscoveryProblem: Hashable, Sendable, CustomStringConvertible {
    public var path: String
    /// What is wrong and what to do, in one line.
    public var reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { "\(path): \(reason)" }
}
