import Footage
import Foundation
import Testing

@testable import FeedPipeline

@Suite("The work board")
struct WorkBoardTests {
    private final class Recording: Sendable {
        let number: Int
        init(_ number: Int) { self.number = number }
    }

    private func stretches(_ count: Int) -> [Stretch] {
        (0..<count).map {
            Stretch(
                ordinal: $0, groups: $0..<($0 + 1),
                range: MediaRange(start: .zero, end: .zero))
        }
    }

    @Test("hands out every recording and every stretch once, to any number of workers")
    func everythingOnce() {
        let board = WorkBoard<Recording>(candidateCount: 20, mostInHand: 3, preparesInOrder: false)
        let seen = Tally<String>()
        let ended = Tally<Int>()
        DispatchQueue.concurrentPerform(iterations: 3) { _ in
            while let work = board.next() {
                switch work {
                case .prepare(let number):
                    let count = number % 4
                    board.prepared(
                        count == 0 ? nil : Recording(number), stretches: stretches(count))
                case .analyse(let recording, let stretch):
                    seen.add("\(recording.number)/\(stretch.ordinal)")
                    if board.analysed(recording) { ended.add(recording.number) }
                }
            }
        }
        let expected = (0..<20).flatMap { number in (0..<(number % 4)).map { "\(number)/\($0)" } }
        #expect(seen.sorted == expected.sorted())
        #expect(ended.sorted == (0..<20).filter { $0 % 4 != 0 })
    }

    @Test("prepares no more recordings than may be in hand")
    func bounded() {
        let board = WorkBoard<Recording>(candidateCount: 5, mostInHand: 2, preparesInOrder: false)
        guard case .prepare(0) = board.next(), case .prepare(1) = board.next() else {
            Issue.record("the first two recordings are prepared first")
            return
        }
        let first = Recording(0)
        board.prepared(first, stretches: stretches(1))
        guard case .analyse(let recording, _) = board.next() else {
            Issue.record("with two in hand there is nothing to prepare")
            return
        }
        #expect(recording === first)
        #expect(board.analysed(first))
        guard case .prepare(2) = board.next() else {
            Issue.record("an ended recording makes room for the next")
            return
        }
    }

    @Test("hands out nothing more once it is closed")
    func closed() {
        let board = WorkBoard<Recording>(candidateCount: 3, mostInHand: 3, preparesInOrder: false)
        _ = board.next()
        let recording = Recording(0)
        board.prepared(recording, stretches: stretches(2))
        board.close()
        #expect({ if case nil = board.next() { true } else { false } }())
        #expect(board.unfinished().map(\.number) == [0])
        #expect(board.notBegun() == 1..<3)
    }
}

/// Collects values from several threads.
private final class Tally<Value: Comparable>: @unchecked Sendable {
    // Guarded by `lock`.
    private let lock = NSLock()
    private var values: [Value] = []

    func add(_ value: Value) { lock.withLock { values.append(value) } }
    var sorted: [Value] { lock.withLock { values.sorted() } }
}
