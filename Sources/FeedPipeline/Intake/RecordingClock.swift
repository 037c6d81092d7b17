public import Footage
public import Foundation

/// The wall clock that a recorder wrote into a recording's path.
public enum RecordingClock {
    /// What a path says.
    public struct Reading: Hashable, Sendable {
        public var start: WallTime
        /// When the name tells it. A hint only: a recording's length is its stream's own.
        public var end: WallTime?
        /// The recorder's number of the camera, when the path tells it.
        public var channel: Int?
        /// Name of the pattern that was recognised, as in `docs/file-names.md`.
        public var pattern: String
        /// What a person should know about how the start was understood, e.g. that the hour came
        /// twice that night.
        public var note: String?
    }

    /// Reads the start from the file's name and, for recorders that spread it over folders, from
    /// those; `nil` when there is no full date and time.
    ///
    /// - Parameters:
    ///   - path: as given; only its text counts, the file need not exist.
    ///   - zone: the feed's; names that state their own zone win over it.
    public static func read(path: String, zone: TimeZone) -> Reading? {
        let text = PathText(path)
        guard let (pattern, match) = FileNameMatch.first(in: text) else { return nil }
        let zone = pattern.zone == .utc ? TimeZone.gmt : zone
        let resolved = match.start?.resolved(in: zone)
        guard let start = start(match, resolved: resolved?.time) else { return nil }
        var reading = Reading(
            start: start, channel: Channel.find(in: text), pattern: pattern.name,
            note: start == resolved?.time ? resolved?.note : nil)
        if var end = match.end?.resolved(in: zone).time {
            // A time alone that is not after the start is the next day's.
            if end <= start { end = end + MediaTime(seconds: 86_400) }
            reading.end = end
        }
        return reading
    }

    /// Seconds since 1970 are exact, whatever the recorder's zone; but where a date stands beside
    /// them they must agree with it in some zone, or they are a number of another kind.
    private static func start(_ match: FileNameMatch, resolved: WallTime?) -> WallTime? {
        guard let epoch = match.epochMicroseconds else { return resolved }
        guard let resolved else { return WallTime(microsecondsUTC: epoch) }
        let isPlausible = abs(epoch - resolved.microsecondsUTC) <= 26 * 3_600_000_000
        return isPlausible ? WallTime(microsecondsUTC: epoch) : resolved
    }
}
