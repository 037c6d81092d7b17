public import Footage

/// What happened, and what was looked at, over a range of time: all that is needed to draw it.
///
/// Times are microseconds of the axis that was asked for: UTC for a feed, media time for a
/// recording.
public struct Timeline: Sendable, Hashable {
    /// One state of coverage. Spans narrower than a bucket may stand for several: then the state is
    /// the worst of them, so that nothing that is missing disappears.
    public struct Span: Sendable, Hashable {
        public var startMicroseconds: Int64
        public var endMicroseconds: Int64
        public var state: CoverageState
        public var reason: String?
        /// `nil` where nothing was recorded, or several recordings are taken together.
        public var recording: RecordingID?
    }

    public struct Event: Sendable, Hashable {
        public var id: EventID
        public var startMicroseconds: Int64
        public var endMicroseconds: Int64
        public var kind: EventKind
        public var severity: Severity
        public var score: Int
        public var reviewState: ReviewState
    }

    /// Where more than one recording covers the wall clock.
    public struct Overlap: Sendable, Hashable {
        public var startMicroseconds: Int64
        public var endMicroseconds: Int64
    }

    public var startMicroseconds: Int64
    public var endMicroseconds: Int64
    /// Length of a bucket; the last one may reach beyond the end.
    public var bucketMicroseconds: Int64
    /// For each bucket the most motion of any second in it, in parts per million; `nil` where
    /// nothing was looked at.
    public var motion: [Int?]
    /// By start.
    public var coverage: [Span]
    /// By start; if there are more than were asked for, those of the highest score.
    public var events: [Event]
    public var eventsTotal: Int
    public var overlaps: [Overlap]
}
