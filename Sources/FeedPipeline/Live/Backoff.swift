import VideoDecoding

/// How long to wait before a camera is tried again: longer each time, and never all at once.
struct Backoff {
    /// Seconds before the first new try, and at most.
    static let first = 1.0
    static let longest = 60.0
    /// For what will not pass by itself, such as a wrong password: cameras lock out who knocks too
    /// often.
    static let patient = 120.0
    /// A connection that lasted this long, in seconds, was a good one.
    static let goodSeconds = 30.0

    private var failures = 0
    /// 0 ..< 1, by chance.
    private let random: () -> Double

    init(random: @escaping () -> Double = { Double.random(in: 0..<1) }) { self.random = random }

    /// Seconds to wait after a failure.
    mutating func seconds(after error: LiveError, connectedSeconds: Double) -> Double {
        if connectedSeconds >= Self.goodSeconds { failures = 0 }
        failures += 1
        guard error.mayPassByItself else { return Self.patient * (0.75 + 0.5 * random()) }
        let base = min(Self.longest, Self.first * Double(1 << min(failures - 1, 10)))
        // At least a second: what is stored of a feed begins at whole seconds.
        return max(Self.first, base * (0.75 + 0.5 * random()))
    }
}
