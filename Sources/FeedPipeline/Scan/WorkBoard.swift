import Foundation

/// Hands out the work of one scan, in this order: a first look at the key frames of a recording, the
/// next recording; then closer looks; then the stretches of all recordings, likeliest first. Results
/// do not depend on the order.
///
/// A worker for whom nothing of the first kinds is left takes a stretch although others still look
/// at key frames: no core is idle. A fast scan waits for them, since they choose its stretches.
final class WorkBoard<Recording: AnyObject>: @unchecked Sendable {
    enum Work {
        /// Open the candidate with this number.
        case prepare(Int)
        /// Look at key frames.
        case survey(Recording, SurveyPart)
        /// Leave it at the key frames in all stretches but these.
        case settle(Recording, keeping: Set<Int>)
        /// Decode and analyse.
        case analyse(Recording, Stretch)
        /// Nothing of the recording waits or runs any more.
        case finish(Recording)
    }

    // Guarded by `condition`: everything below.
    private let condition = NSCondition()
    private var nextCandidate = 0
    private var preparing = 0
    private var surveying = 0
    private var inHand = RecordingsInHand<Recording>()
    private var queue = StretchQueue()
    private var isClosed = false

    private let candidateCount: Int
    private let order: StretchOrder
    /// Recordings are prepared one after the other, in order.
    private let preparesInOrder: Bool

    init(
        candidateCount: Int, order: StretchOrder = .likeliestFirst,
        preparesInOrder: Bool
    ) {
        self.candidateCount = candidateCount
        self.order = order
        self.preparesInOrder = preparesInOrder
    }

    /// The next piece of work; waits while others may still bring some. `nil`: nothing is left.
    func next() -> Work? {
        condition.lock()
        defer { condition.unlock() }
        while !isClosed {
            let work =
                finished() ?? part(firstLook: true) ?? candidate() ?? part(firstLook: false)
                ?? settling() ?? stretch()
            if let work { return work }
            if isSurveyed, inHand.areAllChosen { return nil }
            condition.wait()
        }
        return nil
    }

    /// Ends a `.prepare`. `nil`: nothing to do in it.
    func prepared(_ number: Int, _ recording: Recording?, work: RecordingWork) {
        change {
            preparing -= 1
            guard let recording, !work.waiting.isEmpty else { return }
            inHand.add(recording, number: number, work: work)
            queue.isStale = true
        }
    }

    /// A stretch's key frames were looked at.
    func surveyed(_ recording: Recording, stretch ordinal: Int, motion: Int64) {
        change {
            inHand.change(recording) { $0.work.waiting[ordinal]?.evidence?.motion = motion }
            queue.isStale = true
        }
    }

    /// Ends a `.survey`.
    func ended(_ part: SurveyPart, of recording: Recording) {
        change {
            surveying -= 1
            inHand.change(recording) { $0.running -= 1 }
        }
    }

    /// Ends a `.settle`.
    func settled(_ recording: Recording) {
        change {
            inHand.change(recording) {
                $0.running -= 1
                $0.work.isChosen = true
            }
            queue.isStale = true
        }
    }

    /// Ends an `.analyse`.
    func ended(workOn recording: Recording) {
        change { inHand.change(recording) { $0.running -= 1 } }
    }

    /// No work is handed out any more; what runs is ended by its workers.
    func close() { change { isClosed = true } }

    /// Recordings of which nothing is left, but of which nobody has told, after `close`.
    func takeFinished() -> [Recording] {
        condition.withLock {
            var recordings: [Recording] = []
            while let recording = inHand.takeEnded() { recordings.append(recording) }
            return recordings
        }
    }

    /// The recordings that still have work after `close`, for a last word about each.
    func unfinished() -> [Recording] {
        condition.withLock { inHand.recordings }
    }

    /// Numbers of the candidates that were never handed out.
    func notBegun() -> Range<Int> { condition.withLock { nextCandidate..<candidateCount } }

    private func change(_ body: () -> Void) {
        condition.lock()
        defer { condition.unlock() }
        body()
        condition.broadcast()
    }

    // MARK: Kinds of work, called with the lock held

    private var isSurveyed: Bool {
        nextCandidate >= candidateCount && preparing == 0 && surveying == 0
    }

    private func finished() -> Work? {
        inHand.takeEnded().map { .finish($0) }
    }

    private func part(firstLook: Bool) -> Work? {
        guard let (recording, part) = inHand.takePart(firstLook: firstLook) else { return nil }
        surveying += 1
        return .survey(recording, part)
    }

    private func candidate() -> Work? {
        guard nextCandidate < candidateCount, !(preparesInOrder && preparing > 0) else {
            return nil
        }
        preparing += 1
        nextCandidate += 1
        return .prepare(nextCandidate - 1)
    }

    /// What a fast scan leaves at the key frames, once all of these were looked at.
    private func settling() -> Work? {
        guard isSurveyed, let (recording, kept) = inHand.choose() else { return nil }
        return .settle(recording, keeping: kept)
    }

    private func stretch() -> Work? {
        guard inHand.areAllChosen else { return nil }
        if queue.isStale { queue.fill(with: inHand.work, order: order) }
        guard let place = queue.next(), let (recording, stretch) = inHand.take(place) else {
            return nil
        }
        return .analyse(recording, stretch)
    }
}
