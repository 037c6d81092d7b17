import Dispatch

/// When a feed's rules and its camera's health are told again while a scan goes on. Used on the
/// feed's queue.
struct TellingPace {
    /// Telling takes at most this share of a scan's time.
    private static let largestShare = 0.02
    private static let shortestPause = 2.0

    private var lastEnd: DispatchTime?
    private var lastCost = 0.0

    /// Whether the last time is long enough ago.
    var isDue: Bool {
        guard let lastEnd else { return true }
        let passed = Self.seconds(from: lastEnd, to: .now())
        return passed >= max(Self.shortestPause, lastCost / Self.largestShare)
    }

    mutating func measure(_ telling: () throws -> Void) rethrows {
        let begin = DispatchTime.now()
        try telling()
        let end = DispatchTime.now()
        lastCost = Self.seconds(from: begin, to: end)
        lastEnd = end
    }

    private static func seconds(from begin: DispatchTime, to end: DispatchTime) -> Double {
        Double(end.uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
    }
}
