import EventStore
import Footage
import VideoDecoding

/// One thread of a scan: takes work off the board until there is none.
struct Worker {
    let scan: Scan

    func work(on board: WorkBoard<RecordingScan>) {
        // A worker keeps its reader for as long as it stays with a recording.
        var open: (recording: RecordingScan, reader: PictureReader)?
        while let work = board.next() {
            switch work {
            case .prepare(let number):
                open = nil
                let prepared = scan.prepare(scan.request.candidates[number])
                board.prepared(prepared?.recording, stretches: prepared?.stretches ?? [])
                scan.closeIfBudgetSpent()
            case .analyse(let recording, let stretch):
                if open?.recording !== recording { open = nil }
                do {
                    let reader =
                        try open?.reader
                        ?? PictureReader(index: recording.index, deblocking: .referencedOnly)
                    open = (recording, reader)
                    try analyse(stretch, of: recording, reader: reader)
                } catch let error as EventStoreError {
                    scan.fail(error.description)
                } catch {
                    // The others are still tried: what can be analysed must not depend on which
                    // worker came first. The stretch stays `pending`.
                    open = nil
                    recording.note(failure: "\(error)")
                    scan.meter.stretch(analysed: .zero, bytes: recording.bytes(of: stretch))
                }
                if scan.shouldStop { return }
                if board.analysed(recording) { scan.finish(recording) }
                scan.closeIfBudgetSpent()
            }
        }
    }

    private func analyse(
        _ stretch: Stretch, of recording: RecordingScan, reader: PictureReader
    ) throws {
        let analysis = StretchAnalysis(
            index: recording.index, settings: recording.settings, sampler: recording.sampler)
        let look =
            recording.isThorough(stretch) ? analysis.run : analysis.runOnKeyFrames
        guard
            let outcome = try look(stretch, reader, scan.meter.frame, { scan.shouldStop })
        else { return }
        try recording.feed.perform {
            try scan.store.commit(outcome, of: recording.id, rebuild: recording.feed.rebuild)
        }
        let analysed = outcome.coverage.filter { $0.state == .analysed }
            .reduce(MediaTime.zero) { $0 + $1.range.duration }
        scan.meter.stretch(analysed: analysed, bytes: recording.bytes(of: stretch))
    }
}
