import Footage

/// Makes spans cover a range exactly, so that coverage always sums to the recording's duration.
enum CoverageTiling {
    static let unaccounted = "the analysis gave no account of this time"

    /// The spans, cut to the range, earlier ones before later ones where they overlap. What they
    /// leave out is undecodable: never quiet by omission.
    static func tile(_ range: MediaRange, with spans: [CoverageSpan]) -> [CoverageSpan] {
        var tiles: [CoverageSpan] = []
        var covered = range.start
        func append(_ span: CoverageSpan) {
            if let last = tiles.last, last.state == span.state, last.reason == span.reason {
                tiles[tiles.count - 1].range.end = span.range.end
            } else {
                tiles.append(span)
            }
            covered = span.range.end
        }
        func fill(until end: MediaTime) {
            guard covered < end else { return }
            append(
                CoverageSpan(
                    range: MediaRange(start: covered, end: end), state: .undecodable,
                    reason: unaccounted))
        }
        for span in spans.sorted(by: { $0.range.start < $1.range.start }) {
            let start = max(span.range.start, covered)
            let end = min(span.range.end, range.end)
            guard start < end else { continue }
            fill(until: start)
            append(
                CoverageSpan(
                    range: MediaRange(start: start, end: end), state: span.state,
                    reason: span.reason))
        }
        fill(until: range.end)
        return tiles
    }

    /// Joins neighbours of the same state and reason.
    static func joined(_ spans: [CoverageSpan]) -> [CoverageSpan] {
        var joined: [CoverageSpan] = []
        for span in spans {
            if let last = joined.last, last.state == span.state, last.reason == span.reason,
                last.range.end == span.range.start
            {
                joined[joined.count - 1].range.end = span.range.end
            } else {
                joined.append(span)
            }
        }
        return joined
    }
}
