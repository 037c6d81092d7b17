/// A moment or a length of time inside one recording, in microseconds.
///
/// Zero is the presentation time of the recording's first video frame: the stream's own clock,
/// never `frame ÷ nominal rate`.
public struct MediaTime: Hashable, Comparable, Sendable, Codable {
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }
    public init(seconds: Double) { microseconds = Int64((seconds * 1_000_000).rounded()) }

    public static let zero = MediaTime(microseconds: 0)

    public var seconds: Double { Double(microseconds) / 1_000_000 }

    public static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }
    public static func + (left: Self, right: Self) -> Self {
        MediaTime(microseconds: left.microseconds + right.microseconds)
    }
    public static func - (left: Self, right: Self) -> Self {
        MediaTime(microseconds: left.microseconds - right.microseconds)
    }
}

extension MediaTime: CustomStringConvertible {
    /// `H:MM:SS.mmm`, with a sign when negative.
    public var description: String {
        let milliseconds = abs(microseconds) / 1000
        func padded(_ value: Int64, _ digits: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let clock = [
            String(milliseconds / 3_600_000), padded(milliseconds / 60_000 % 60, 2),
            padded(milliseconds / 1000 % 60, 2),
        ].joined(separator: ":")
        return "\(microseconds < 0 ? "-" : "")\(clock).\(padded(milliseconds % 1000, 3))"
    }
}

/// A half-open stretch of media time, `start ..< end`.
public struct MediaRange: Hashable, Sendable {
    public var start: MediaTime
    public var end: MediaTime

    public init(start: MediaTime, end: MediaTime) {
        self.start = start
        self.end = end
    }

    public var duration: MediaTime { end - start }
    public func contains(_ time: MediaTime) -> Bool { start <= time && time < end }
}

/// A moment of wall-clock time: microseconds since 1970-01-01T00:00:00Z.
public struct WallTime: Hashable, Comparable, Sendable, Codable {
    public var microsecondsUTC: Int64

    public init(microsecondsUTC: Int64) { self.microsecondsUTC = microsecondsUTC }

    public static func < (left: Self, right: Self) -> Bool {
        left.microsecondsUTC < right.microsecondsUTC
    }
    public static func + (left: Self, right: MediaTime) -> Self {
        WallTime(microsecondsUTC: left.microsecondsUTC + right.microseconds)
    }
}

/// Where the wall-clock start of a recording comes from. Shown wherever the time is shown.
public enum ClockSource: String, Sendable, CaseIterable {
    /// Stated by the user (`--start`).
    case stated
    /// Read from the file name.
    case fileName = "file_name"
    /// Creation time in the container's metadata.
    case container
    /// The clock of the machine that watched, when the pictures arrived.
    case arrival
    /// Not known: only media time can be shown.
    case unknown
}
