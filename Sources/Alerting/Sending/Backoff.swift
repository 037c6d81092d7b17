/// How long to wait after failures: doubled each time, up to a limit, and spread so that many do not
/// come back in step.
struct Backoff {
    let firstSeconds: Double
    let longestSeconds: Double
    private(set) var failures = 0

    init(firstSeconds: Double = 1, longestSeconds: Double) {
        self.firstSeconds = firstSeconds
        self.longestSeconds = longestSeconds
    }

    /// - Parameter random: 0 ..< 1.
    mutating func next(random: Double) -> Double {
        failures += 1
        // 2^30 s is beyond any limit, and no overflow.
        let doubled = firstSeconds * Double(1 << min(failures - 1, 30))
        return min(doubled, longestSeconds) * (0.5 + random / 2)
    }

    mutating func reset() { failures = 0 }
}
