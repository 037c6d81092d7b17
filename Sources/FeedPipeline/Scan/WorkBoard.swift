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
    private var inHand: [Int: WorkInHand<Recording>] = [:]
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
            if isSurveyed, inHand.values.allSatisfy(\.work.isChosen) { return nil }
            condition.wait()
        }
        return nil
    }

    /// Ends a `.prepare`. `nil`: nothing to do in it.
    func prepared(_ number: Int, _ recording: Recording?, work: RecordingWork) {
        change {
            preparing -= 1
            guard let recording, !work.waiting.isEmpty else { return }
            inHand[number] = WorkInHand(recording: recording, work: work)
            queue.isStale = true
        }
    }

    /// A stretch's key frames were looked at.
    func surveyed(_ recording: Recording, stretch ordinal: Int, motion: Int64) {
        change {
            guard let number = number(of: recording) else { return }
            inHand[number]?.work.waiting[ordinal]?.evidence?.motion = motion
            queue.isStale = true
        }
    }

    /// Ends a `.survey`.
    func ended(_ part: SurveyPart, of recording: Recording) {
        change {
            surveying -= 1
            number(of: recording).map { inHand[$0]?.running -= 1 }
        }
    }

    /// Ends a `.settle`.
    func settled(_ recording: Recording) {
        change {
            guard let number = number(of: recording) else { return }
            inHand[number]?.running -= 1
            inHand[number]?.work.isChosen = true
            queue.isStale = true
        }
    }

    /// Ends an `.analyse`.
    func ended(workOn recording: Recording) {
        change { number(of: recording).map { inHand[$0]?.running -= 1 } }
    }

    /// No work is handed out any more; what runs is ended by its workers.
    func close() { change { isClosed = true } }

    /// Recordings of which nothing is left, but of which nobody has told, after `close`.
    func takeFinished() -> [Recording] {
        condition.withLock {
            var recordings: [Recording] = []
            while case .finish(let recording)? = finished() { recordings.append(recording) }
            return recordings
        }
    }

    /// The recordings that still have work after `close`, for a last word about each.
    func unfinished() -> [Recording] {
        condition.withLock { inHand.sorted { $0.key < $1.key }.map(\.value.recording) }
    }

    /// Numbers of the candidates that were never handed out.
    func notBegun() -> Range<Int> { condition.withLock { nextCandidate..<candidateCount } }

    private func change(_ body: () -> Void) {
        condition.lock()
        defer { condition.unlock() }
        body()
        condition.broadcast()
    }

    private func number(of recording: Recording) -> Int? {
        inHand.first { $0.value.recording === recording }?.key
    }

    // MARK: Kinds of work, called with the lock held

    private var isSurveyed: Bool {
        nextCandidate >= candidateCount && preparing == 0 && surveying == 0
    }

    private func finished() -> Work? {
        let ended = inHand.filter { $0.value.isEnded }.min { $0.key < $1.key }
        guard let (number, hand) = ended else { return nil }
        inHand[number] = nil
        return .finish(hand.recording)
    }

    private func part(firstLook: Bool) -> Work? {
        let number = inHand.filter { hand in
            hand.value.work.parts.first.map { $0.isFirstLook || !firstLook } ?? false
        }.keys.min()
        guard let number, var hand = inHand[number] else { return nil }
        let part = hand.work.parts.removeFirst()
        hand.running += 1
        inHand[number] = hand
        surveying += 1
        return .survey(hand.recording, part)
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
        let undecided = inHand.filter { !$0.value.work.isChosen && $0.value.running == 0 }
        guard isSurveyed, let (number, hand) = undecided.min(by: { $0.key < $1.key }) else {
            return nil
        }
        let kept = StretchRanking.fastChoice(in: hand.work)
        inHand[number]?.work.waiting = hand.work.waiting.filter { kept.contains($0.key) }
        inHand[number]?.running += 1
        return .settle(hand.recording, keeping: kept)
    }

    private func stretch() -> Work? {
        guard inHand.values.allSatisfy(\.work.isChosen) else { return nil }
        if queue.isStale { queue.fill(with: inHand.mapValues(\.work), order: order) }
        guard let place = queue.next(), let hand = inHand[place.recording],
            let waiting = inHand[place.recording]?.work.waiting.removeValue(forKey: place.ordinal)
        else { return nil }
        inHand[place.recording]?.running += 1
        return .analyse(hand.recording, waiting.stretch)
    }
}

/// One recording whose work is handed out.
struct WorkInHand<Recording: AnyObject> {
    let recording: Recording
    var work: RecordingWork
    /// Pieces of work that are with workers.
    var running = 0

    var isEnded: Bool { work.waiting.isEmpty && work.parts.isEmpty && running == 0 }
}
