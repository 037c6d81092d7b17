public import Footage

/// Compares a live stream's own time with the wall clock by which its pictures arrive.
///
/// A picture arrives late, never early: of every minute only the least delay counts, which no
/// congestion on the way changes for long. A camera whose clock runs wrong delays more and more, or
/// less and less.
public struct ClockWatch: Sendable, Codable, Hashable {
    /// By how much both may differ from what they were at first.
    public static let tolerance = MediaTime(seconds: 2)
    private static let window = MediaTime(seconds: 60)
    /// A stream that was interrupted may begin its time anew.
    private static let longestGap = MediaTime(seconds: 30)

    private var first: Int64?
    private var windowStart: Int64 = 0
    private var least: Int64?
    private var lastWall: Int64?
    private var badSince: Int64?
    private var badWindows = 0
    /// Open while the clock is wrong.
    public private(set) var open: HealthFinding?
    /// By how much stream time has got behind the wall clock since the first minute, as of the last
    /// whole one; negative if it is ahead.
    public private(set) var drift = MediaTime.zero

    public init() {}

    /// Takes a picture's time in the stream and when it arrived.
    ///
    /// - Returns: what has ended by it.
    public mutating func add(stream: MediaTime, arrived wall: WallTime) -> HealthFinding? {
        let now = wall.microsecondsUTC
        if let lastWall, abs(now - lastWall) > Self.longestGap.microseconds {
            let ended = close(at: lastWall)
            self = ClockWatch()
            self.lastWall = now
            return ended
        }
        lastWall = now
        if least == nil { windowStart = now }
        let delay = now - stream.microseconds
        least = min(least ?? delay, delay)
        guard now - windowStart >= Self.window.microseconds, let found = least else { return nil }
        least = nil
        guard let first else {
            self.first = found
            return nil
        }
        drift = MediaTime(microseconds: found - first)
        return judge(from: windowStart, to: now)
    }

    private mutating func judge(from start: Int64, to now: Int64) -> HealthFinding? {
        guard abs(drift.microseconds) > Self.tolerance.microseconds else {
            badWindows = 0
            badSince = nil
            return close(at: start)
        }
        badWindows += 1
        badSince = badSince ?? start
        if open != nil {
            open?.endMicroseconds = now
        } else if badWindows >= 2, let badSince {
            open = HealthFinding(
                kind: .clockDrift, startMicroseconds: badSince, endMicroseconds: now,
                peakMicroseconds: now, isOpen: true)
        }
        return nil
    }

    private mutating func close(at time: Int64) -> HealthFinding? {
        guard var finding = open else { return nil }
        open = nil
        finding.isOpen = false
        finding.endMicroseconds = max(time, finding.startMicroseconds)
        return finding
    }
}
