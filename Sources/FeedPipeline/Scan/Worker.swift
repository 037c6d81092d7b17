import EventStore
import Footage
import VideoDecoding

/// One thread of a scan: takes work off the board until there is none.
final class Worker {
    private let scan: Scan
    private let board: WorkBoard<RecordingScan>
    /// A worker keeps its reader for as long as it stays with a recording.
    private var open: (recording: RecordingScan, reader: PictureReader)?

    init(scan: Scan, board: WorkBoard<RecordingScan>) {
        self.scan = scan
        self.board = board
    }

    func work() {
        while let work = board.next() {
            switch work {
            case .prepare(let number):
                open = nil
                let prepared = scan.prepare(scan.request.candidates[number], number: number)
                board.prepared(number, prepared?.recording, work: prepared?.work ?? .nothing)
            case .survey(let recording, let part):
                // What cannot be read is told of when its stretches are decoded.
                attempt(recording, notesFailure: false) {
                    try survey(part, of: recording, reader: $0)
                }
                if scan.shouldStop { return }
                board.ended(part, of: recording)
            case .analyse(let recording, let stretch):
                let isDone = attempt(recording) {
                    try analyse(stretch, of: recording, reader: $0)
                }
                if scan.shouldStop { return }
                if !isDone {
                    scan.meter.stretch(analysed: .zero, bytes: recording.bytes(of: stretch))
                }
                board.ended(workOn: recording)
            case .settle(let recording, let kept):
                settle(recording, keeping: kept)
                if scan.shouldStop { return }
                board.settled(recording)
            case .finish(let recording):
                if open?.recording === recording { open = nil }
                scan.finish(recording)
            }
            scan.closeIfBudgetSpent()
        }
    }

    /// Does some work with the recording's reader. The others are still tried after one that
    /// failed: what can be analysed must not depend on which worker came first. What is not stored
    /// stays `pending`.
    @discardableResult
    private func attempt(
        _ recording: RecordingScan, notesFailure: Bool = true,
        _ work: (PictureReader) throws -> Void
    ) -> Bool {
        do {
            if open?.recording !== recording { open = nil }
            let reader =
                try open?.reader
                ?? .forAnalysis(of: recording.index)
            open = (recording, reader)
            try work(reader)
            return true
        } catch let error as EventStoreError {
            scan.fail("\(error)")
        } catch {
            open = nil
            if notesFailure { recording.note(failure: "\(error)") }
        }
        return false
    }

    private func survey(
        _ part: SurveyPart, of recording: RecordingScan, reader: PictureReader
    ) throws {
        var survey = recording.survey(with: reader)
        survey.onFrame = scan.meter.frame
        survey.shouldStop = { [scan] in scan.shouldStop || scan.isBudgetSpent }
        _ = try survey.run(part, needs: recording.needsSurvey) { outcome in
            try recording.feed.perform {
                try scan.store.commit(outcome, of: recording.id, rebuild: recording.feed.rebuild)
            }
            board.surveyed(recording, stretch: outcome.ordinal, motion: outcome.motionIntegral)
            if part.depth == .survey {
                scan.meter.surveyed(
                    bytes: recording.bytes(of: recording.stretches[outcome.ordinal]))
            }
        }
    }

    /// Stored before any of `kept` is decoded: an interrupted scan goes on with the same choice.
    private func settle(_ recording: RecordingScan, keeping kept: Set<Int>) {
        do {
            try recording.feed.perform {
                try scan.store.settleForKeyFrames(recording.id, except: kept)
            }
        } catch {
            scan.fail("\(error)")
        }
        for stretch in recording.stretches
        where !kept.contains(stretch.ordinal) && !recording.isDone(stretch.ordinal) {
            scan.meter.stretch(analysed: .zero, bytes: recording.bytes(of: stretch))
        }
    }

    private func analyse(
        _ stretch: Stretch, of recording: RecordingScan, reader: PictureReader
    ) throws {
        let analysis = StretchAnalysis(
            index: recording.index, settings: recording.settings, sampler: recording.sampler)
        guard
            let outcome = try analysis.run(
                stretch, reader: reader, onFrame: scan.meter.frame,
                shouldStop: { scan.shouldStop })
        else { return }
        try recording.feed.perform {
            try scan.store.commit(outcome, of: recording.id, rebuild: recording.feed.rebuild)
            try recording.feed.rules?.tellSoon()
        }
        let analysed = outcome.coverage.filter { $0.state == .analysed }
            .reduce(MediaTime.zero) { $0 + $1.range.duration }
        scan.meter.stretch(analysed: analysed, bytes: recording.bytes(of: stretch))
    }
}

extension StretchOutcome {
    var motionIntegral: Int64 {
        segments.reduce(0) { $0 &+ $1.motion.motionIntegral }
    }
}
