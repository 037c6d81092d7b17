/// Where the pictures of one recording come from.
public enum RecordingSource: Hashable, Sendable {
    /// A video file in any container that libavformat reads.
    case file(path: String)
    /// Numbered still images. `pattern` holds one `%d` or `%0Nd`, for example `day/in%06d.jpg`;
    /// picture `number` is shown at `(number − firstNumber) ÷ framesPerSecond` seconds.
    case imageSequence(pattern: String, firstNumber: Int, framesPerSecond: Double)

    /// The path or pattern, for messages.
    public var path: String {
        switch self {
        case .file(let path): path
        case .imageSequence(let pattern, _, _): pattern
        }
    }
}
