import Footage

/// Puts spans of coverage together until they can be drawn.
///
/// A span at least a bucket long is kept as it is. Shorter ones that begin in the same bucket
/// become one, with the worst of their states: a gap of a second in a month is still seen.
struct TimelineCoverage {
    let scale: TimelineScale
    private(set) var spans: [Timeline.Span] = []
    /// The bucket in which the last span, put together from short ones, began.
    private var group: Int64?

    init(_ scale: TimelineScale) { self.scale = scale }

    /// Adds a span; they come by start. What lies outside the range is cut off.
    mutating func append(_ span: Timeline.Span) {
        var span = span
        span.startMicroseconds = max(span.startMicroseconds, scale.range.lowerBound)
        span.endMicroseconds = min(span.endMicroseconds, scale.range.upperBound)
        guard span.startMicroseconds < span.endMicroseconds else { return }
        guard span.endMicroseconds - span.startMicroseconds < scale.bucket else {
            group = nil
            join(span)
            return
        }
        let bucket = (span.startMicroseconds - scale.range.lowerBound) / scale.bucket
        if group == bucket, let last = spans.last {
            spans[spans.count - 1] = Self.merged(last, span)
        } else {
            group = bucket
            spans.append(span)
        }
    }

    /// All spans; groups of equal state that follow each other are one.
    func finished() -> [Timeline.Span] {
        var joined = TimelineCoverage(scale)
        for span in spans { joined.join(span) }
        return joined.spans
    }

    /// Lengthens the last span, if this one says the same and begins where it ends.
    private mutating func join(_ span: Timeline.Span) {
        if let last = spans.last, last.state == span.state, last.reason == span.reason,
            last.recording == span.recording, last.endMicroseconds == span.startMicroseconds
        {
            spans[spans.count - 1].endMicroseconds = span.endMicroseconds
        } else {
            spans.append(span)
        }
    }

    private static func merged(_ first: Timeline.Span, _ second: Timeline.Span) -> Timeline.Span {
        let isWorse = severity(second.state) > severity(first.state)
        return Timeline.Span(
            startMicroseconds: first.startMicroseconds,
            endMicroseconds: max(first.endMicroseconds, second.endMicroseconds),
            state: isWorse ? second.state : first.state,
            reason: isWorse ? second.reason : first.reason,
            recording: first.recording == second.recording ? first.recording : nil)
    }

    /// How much a person has to know of a state: the less was looked at, the more.
    private static func severity(_ state: CoverageState) -> Int {
        switch state {
        case .analysed: 0
        case .keyFramesOnly: 1
        case .pending: 2
        case .purged: 3
        case .dropped: 4
        case .absent: 5
        case .undecodable: 6
        }
    }
}
