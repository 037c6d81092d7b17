public import Footage

/// How long what was found is kept: events, pictures and activity. Recordings are not touched.
public enum Retention: Hashable, Sendable {
    case forever
    case kept(MediaTime)

    /// From an hour to ten years.
    static let range = MediaTime(seconds: 3600)...MediaTime(seconds: 10 * 366 * 86_400)
}
