import Footage

extension StandingThing {
    /// Its place at the beginning, once a second for a while, and at the end.
    func path(_ start: Int64, _ end: Int64) -> [TrackPoint] {
        let step = max(1_000_000, (end - start) / 120)
        return stride(from: start, to: max(end, start + 1), by: Int(step)).map {
            TrackPoint(microseconds: $0, region: region)
        }
    }
}

extension ObservedScene {
    /// Until when every frame was analysed from a moment on, pauses of up to `longestPause` aside.
    func watchedUntil(from start: Int64) -> Int64 {
        var until = start
        for range in watched where range.upperBound > start {
            guard range.lowerBound <= until + Self.longestPause else { break }
            until = max(until, range.upperBound)
        }
        return until
    }

    /// Between recordings that follow on each other.
    private static let longestPause: Int64 = 5_000_000
}
