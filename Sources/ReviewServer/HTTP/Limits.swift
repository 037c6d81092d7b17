import Footage

/// What a client may ask for. The same numbers stand in `openapi.yaml`.
enum Limits {
    static let integers: ClosedRange<Int64> = 0...9_007_199_254_740_991
    /// The years 1970 to 2255: what a double holds exactly, so that no browser rounds it.
    static let wallMicroseconds = integers
    /// A recording of a year.
    static let mediaMicroseconds: ClosedRange<Int64> = 0...31_622_400_000_000
    static let bodyBytes = 64 * 1024
    static let headerBytes = 16 * 1024
    static let headerCount = 64
    static let polygonPoints = 3...64
    static let eventsPerRequest = 1000
    static let eventsPerPage: ClosedRange<Int64> = 1...200
    static let timelineBuckets: ClosedRange<Int64> = 1...4000
    static let timelineEvents = 2000
    static let longestClip = MediaTime(seconds: 600)
    static let eventStreams = 128
    static let connections = 1024
}
