public import EventStore
public import Footage

/// How a range of a recording is going to be played.
public struct ClipPlan: Sendable, Hashable {
    public enum Method: String, Sendable {
        /// The recording's own packets.
        case copy
        /// Decoded, painted where something must not be seen, and encoded anew.
        case transcode
    }

    public let recording: RecordingID
    /// From the first picture of the clip to its end.
    public let range: MediaRange
    public let method: Method
    /// Why it is encoded anew, in one sentence; `nil` when it is not.
    public let reason: String?
    /// The recording's codec.
    public let codec: String
    /// Where to go on when the range that was asked for is longer; `nil` at its end.
    public let next: MediaTime?
}
