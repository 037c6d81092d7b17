import Footage

/// Turns what happened to the frames of one stretch into coverage spans that tile it exactly.
///
/// A frame covers the time up to the next one; where the next one is missing for longer than
/// `longestHold`, the rest is `absent`: nothing was recorded there.
struct CoverageLedger {
    private let range: MediaRange
    private let longestHold: MediaTime
    private var spans: [CoverageSpan] = []
    /// Everything before this moment has its span.
    private var settledUntil: MediaTime
    private var current: (state: CoverageState, reason: String?)?

    init(range: MediaRange, longestHold: MediaTime) {
        self.range = range
        self.longestHold = longestHold
        settledUntil = range.start
    }

    mutating func frame(at time: MediaTime) { note(.analysed, reason: nil, at: time) }

    mutating func undecodable(at time: MediaTime, reason: String) {
        note(.undecodable, reason: reason, at: time)
    }

    /// The spans of the whole stretch, in order, without gap or overlap.
    func close() -> [CoverageSpan] { spans(until: range.end) }

    /// Those up to a moment by which everything has been noted.
    func spans(until end: MediaTime) -> [CoverageSpan] {
        var ledger = self
        ledger.settle(until: end)
        return ledger.spans
    }

    mutating func note(_ state: CoverageState, reason: String?, at time: MediaTime) {
        let moment = min(max(time, settledUntil), range.end)
        settle(until: moment)
        current = (state, reason)
    }

    private mutating func settle(until end: MediaTime) {
        guard end > settledUntil else { return }
        // A stretch begins with a picture: where none has come, it could not be decoded.
        guard let current else {
            append(.undecodable, "no frame could be decoded here", until: end)
            return
        }
        if current.state == .analysed, end - settledUntil > longestHold {
            append(.analysed, nil, until: settledUntil + longestHold)
            append(.absent, "no frames recorded", until: end)
        } else {
            append(current.state, current.reason, until: end)
        }
    }

    private mutating func append(_ state: CoverageState, _ reason: String?, until end: MediaTime) {
        if let last = spans.last, last.state == state, last.reason == reason {
            spans[spans.count - 1].range.end = end
        } else {
            spans.append(
                CoverageSpan(
                    range: MediaRange(start: settledUntil, end: end), state: state, reason: reason))
        }
        settledUntil = end
    }
}
