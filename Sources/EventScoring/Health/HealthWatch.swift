public import Footage

/// Watches over one camera: its readings in the order of time in, what was wrong with it out.
///
/// A pure function of the readings: state that was kept and taken up again gives the same as a
/// watch that saw everything. The same for recordings, afterwards, as for a live camera.
public struct HealthWatch: Sendable, Codable, Hashable {
    /// What is not read for longer than this is not known.
    private static let longestGap: Int64 = 30_000_000

    /// Levels of luma between a card and the words on it. A cover has less.
    private static let lettered: UInt8 = 24

    private var view = ViewJudge()
    private var stillness = StillnessJudge()
    private var viewHold = FaultHold()
    private var stillHold = FaultHold()
    private var lastEnd: Int64?

    public init() {}

    /// What a reading has brought.
    public struct Step: Sendable {
        public var verdict: HealthVerdict
        /// What has ended.
        public var ended: [HealthFinding]
        /// Whether a movement was confirmed by this reading: what was learned of the scene before
        /// it no longer holds, and its zones want to be looked at.
        public var isMovementConfirmed: Bool
    }

    /// Takes the next reading.
    ///
    /// - Parameters:
    ///   - origin: what is to be added to the reading's times, for the timeline of the feed.
    ///   - parameters: the same for all readings.
    public mutating func add(
        _ reading: HealthReading, origin: Int64 = 0, parameters: HealthParameters
    ) -> Step {
        let start = origin + reading.time.microseconds
        let end = max(start, origin + reading.end.microseconds)
        var ended: [HealthFinding] = []
        if let lastEnd, start - lastEnd > Self.longestGap {
            viewHold.interrupt()
            if let finding = stillHold.end() { ended.append(finding) }
            stillness = StillnessJudge()
        }
        lastEnd = end
        var verdict = view.verdict(
            on: reading, at: start,
            acceptance: MediaTime(seconds: parameters.acceptanceSeconds).microseconds)
        let repeats = stillness.add(reading, at: start)
        // A still picture of something else is no scene: the recorder shows a card.
        if repeats, verdict.showsOther, reading.light.high - reading.light.low >= Self.lettered {
            verdict = .fault(.signalLost)
        }
        let wasMoved = viewHold.open?.kind == .moved
        if view.acceptedNewView, let finding = viewHold.end() { ended.append(finding) }
        let movement: CameraMovement? = verdict == .fault(.moved) ? view.movement : nil
        if let finding = viewHold.add(
            verdict, start, end, movement: movement, parameters: parameters)
        {
            ended.append(finding)
        }
        // It was still for a while before that could be told.
        let stillStart = stillHold.isIdle ? stillness.repeatedSince ?? start : start
        let isStill = repeats && verdict.allowsFrozen
        if let finding = stillHold.add(
            isStill ? .fault(.frozen) : .healthy, stillStart, end,
            movement: nil, parameters: parameters)
        {
            ended.append(finding)
        }
        return Step(
            verdict: isStill ? .fault(.frozen) : verdict, ended: ended,
            isMovementConfirmed: !wasMoved && viewHold.open?.kind == .moved)
    }

    /// What had not ended at the last reading.
    public var open: [HealthFinding] { [viewHold.open, stillHold.open].compactMap(\.self) }
}

extension HealthVerdict {
    fileprivate var showsOther: Bool { self == .fault(.covered) || self == .fault(.moved) }

    /// A dark or covered picture may well be the same all the time.
    fileprivate var allowsFrozen: Bool {
        switch self {
        case .healthy, .unclear, .fault(.moved), .fault(.defocused): true
        case .fault: false
        }
    }
}
