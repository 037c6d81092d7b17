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

    private typealias Board = WorkBoard<Recording>

    private func work(
        stretches count: Int, parts: Int = 0, isChosen: Bool = true
    ) -> RecordingWork {
        var work = RecordingWork.nothing
        for ordinal in 0..<count {
            work.waiting[ordinal] = .init(
                stretch: Stretch(
                    ordinal: ordinal, groups: ordinal..<(ordinal + 1),
                    range: MediaRange(start: .zero, end: .zero)),
                evidence: StretchEvidence(packetRank: Double(ordinal)))
        }
        work.parts = (0..<parts).map {
            SurveyPart(depth: .survey, stretches: $0..<$0 + 1, isFirstLook: true)
        }
        work.isChosen = isChosen
        return work
    }

    @Test(
        "hands out every recording, part and stretch once, to any number of workers",
        arguments: [true, false])
    func everythingOnce(isChosen: Bool) {
        let board = Board(candidateCount: 20, preparesInOrder: false)
        let seen = Tally<String>()
        let ended = Tally<Int>()
        DispatchQueue.concurrentPerform(iterations: 3) { _ in
            while let next = board.next() {
                switch next {
                case .prepare(let number):
                    let count = number % 4
                    board.prepared(
                        number, count == 0 ? nil : Recording(number),
                        work: work(stretches: count, parts: count % 2, isChosen: isChosen))
                case .survey(let recording, let part):
                    seen.add("\(recording.number):\(part.stretches.lowerBound)")
                    board.surveyed(recording, stretch: part.stretches.lowerBound, motion: 1)
                    board.ended(part, of: recording)
                case .settle(let recording, _):
                    board.settled(recording)
                case .analyse(let recording, let stretch):
                    seen.add("\(recording.number)/\(stretch.ordinal)")
                    board.ended(workOn: recording)
                case .finish(let recording):
                    ended.add(recording.number)
                }
            }
        }
        let expected = (0..<20).flatMap { number -> [String] in
            let count = number % 4
            let stretches = isChosen ? count : min(count, 1)
            return (0..<count % 2).map { "\(number):\($0)" }
                + (0..<stretches).map { "\(number)/\($0)" }
        }
        #expect(seen.sorted == expected.sorted())
        #expect(ended.sorted == (0..<20).filter { $0 % 4 != 0 })
    }

    @Test("looks at key frames before it opens the next recording, and decodes last")
    func kinds() {
        let board = Board(candidateCount: 2, preparesInOrder: false)
        var kinds: [String] = []
        while let next = board.next() {
            switch next {
            case .prepare(let number):
                kinds.append("prepare")
                board.prepared(number, Recording(number), work: work(stretches: 1, parts: 1))
            case .survey(let recording, let part):
                kinds.append("survey")
                board.ended(part, of: recording)
            case .settle: kinds.append("settle")
            case .analyse(let recording, _):
                kinds.append("analyse")
                board.ended(workOn: recording)
            case .finish: kinds.append("finish")
            }
        }
        #expect(
            kinds == [
                "prepare", "survey", "prepare", "survey", "analyse", "finish", "analyse", "finish",
            ])
    }

    @Test("sketches come before surveys, likely stretches before others")
    func order() {
        let board = Board(candidateCount: 2, preparesInOrder: false)
        _ = board.next()
        let recording = Recording(0)
        var work = work(stretches: 30)
        work.parts = [
            SurveyPart(depth: .sketch, stretches: 0..<30, isFirstLook: true),
            SurveyPart(depth: .survey, stretches: 0..<30, isFirstLook: false),
        ]
        board.prepared(0, recording, work: work)
        guard case .survey(_, let sketch) = board.next(), sketch.depth == .sketch,
            case .prepare(1) = board.next(), case .survey(_, let survey) = board.next(),
            survey.depth == .survey
        else {
            Issue.record("a first look at every recording comes before a second one at any")
            return
        }
        board.surveyed(recording, stretch: 17, motion: 5)
        guard case .analyse(_, let first) = board.next() else {
            Issue.record("no core is idle while others look at key frames")
            return
        }
        #expect(first.ordinal == 17)
    }

    @Test("hands out nothing more once it is closed")
    func closed() {
        let board = Board(candidateCount: 3, preparesInOrder: false)
        _ = board.next()
        board.prepared(0, Recording(0), work: work(stretches: 2))
        board.close()
        #expect({ if case nil = board.next() { true } else { false } }())
        #expect(board.takeFinished().isEmpty)
        #expect(board.unfinished().map(\.number) == [0])
        #expect(board.notBegun() == 1..<3)
    }

    @Test("names a recording that ended as it was closed")
    func endedWhenClosed() {
        let board = Board(candidateCount: 1, preparesInOrder: false)
        _ = board.next()
        let recording = Recording(0)
        board.prepared(0, recording, work: work(stretches: 1))
        _ = board.next()
        board.close()
        board.ended(workOn: recording)
        #expect(board.takeFinished().map(\.number) == [0])
        #expect(board.unfinished().isEmpty)
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
