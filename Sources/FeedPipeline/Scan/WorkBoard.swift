import Foundation

/// Hands out the work of one scan: recordings to prepare, stretches to analyse.
///
/// Stretches of recordings in hand go first, so that few recordings are open at a time: memory
/// grows with the number of workers, never with the number of recordings. The order here is the
/// only thing that a ranking of stretches has to change: results do not depend on it.
final class WorkBoard<Recording: AnyObject>: @unchecked Sendable {
    enum Work {
        /// Open the candidate with this number.
        case prepare(Int)
        case analyse(Recording, Stretch)
    }

    private struct InHand {
        let recording: Recording
        var waiting: ArraySlice<Stretch>
        var running = 0
    }

    // Guarded by `condition`: everything below.
    private let condition = NSCondition()
    private var nextCandidate = 0
    private var preparing = 0
    private var inHand: [InHand] = []
    private var isClosed = false

    private let candidateCount: Int
    private let mostInHand: Int
    /// Recordings are prepared one after the other, in order.
    private let preparesInOrder: Bool

    init(candidateCount: Int, mostInHand: Int, preparesInOrder: Bool) {
        self.candidateCount = candidateCount
        self.mostInHand = mostInHand
        self.preparesInOrder = preparesInOrder
    }

    /// The next piece of work; waits while others may still bring some. `nil`: nothing is left.
    func next() -> Work? {
        condition.lock()
        defer { condition.unlock() }
        while !isClosed {
            if let position = inHand.firstIndex(where: { !$0.waiting.isEmpty }) {
                inHand[position].running += 1
                let stretch = inHand[position].waiting.removeFirst()
                return .analyse(inHand[position].recording, stretch)
            }
            let mayPrepare = !(preparesInOrder && preparing > 0)
            if nextCandidate < candidateCount, mayPrepare, preparing + inHand.count < mostInHand {
                preparing += 1
                nextCandidate += 1
                return .prepare(nextCandidate - 1)
            }
            if nextCandidate >= candidateCount, preparing == 0 { return nil }
            condition.wait()
        }
        return nil
    }

    /// Ends a `.prepare`: the recording's stretches wait for workers. `nil`: nothing to do in it.
    func prepared(_ recording: Recording?, stretches: [Stretch]) {
        condition.lock()
        defer { condition.unlock() }
        preparing -= 1
        if let recording, !stretches.isEmpty {
            inHand.append(InHand(recording: recording, waiting: stretches[...]))
        }
        condition.broadcast()
    }

    /// Ends an `.analyse`. True for the call that ends the recording: nothing of it waits or runs.
    func analysed(_ recording: Recording) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard let position = inHand.firstIndex(where: { $0.recording === recording }) else {
            return false
        }
        inHand[position].running -= 1
        guard inHand[position].waiting.isEmpty, inHand[position].running == 0 else { return false }
        inHand.remove(at: position)
        condition.broadcast()
        return true
    }

    /// No work is handed out any more; what runs is ended by its workers.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
    }

    /// The recordings that still have work after `close`, for a last word about each.
    func unfinished() -> [Recording] {
        condition.lock()
        defer { condition.unlock() }
        return inHand.map(\.recording)
    }

    /// Numbers of the candidates that were never handed out.
    func notBegun() -> Range<Int> {
        condition.lock()
        defer { condition.unlock() }
        return nextCandidate..<candidateCount
    }
}
