public import Footage

/// A clip that was cut from a recording without encoding anything anew.
public struct CutClip: Sendable, Hashable {
    public let path: String
    /// libavformat's name of its container.
    public let format: String
    public let codec: String
    /// Time of its first picture: the key frame at or before what was asked for.
    public let start: MediaTime
    /// End of its last picture.
    public let end: MediaTime
    /// Video packets.
    public let packets: Int
    public let bytes: Int64
    /// The clip was read back, and each of its video packets is the recording's, bit for bit.
    /// Clips for a browser are not read back.
    public let payloadsAreUntouched: Bool
    /// What a person should know, one sentence each.
    public let notes: [String]

    /// The notes in one line; `nil` when there are none.
    public var note: String? { notes.isEmpty ? nil : notes.joined(separator: " ") }
}
