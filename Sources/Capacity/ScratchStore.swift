import Dispatch
import EventScoring
import EventStore
import FeedPipeline
import Foundation

/// A database of one measurement, thrown away after it.
///
/// Each recording in it is a feed of its own with its own serial queue, as in a scan.
final class ScratchStore: @unchecked Sendable {
    /// One recording that was begun.
    struct Entry: Sendable {
        let id: RecordingID
        let queue: DispatchQueue
    }

    private let folder: URL
    private let store: EventStore
    private let run: RunID
    private let rebuild: EventRebuild
    // Guarded by `lock`.
    private let lock = NSLock()
    private var count = 0
    private var begun: [RecordingID] = []

    init(settings: RecordingSettings) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "pantau-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            store = try EventStore(path: folder.appending(path: "events.sqlite").path)
            run = try store.startRun(
                RunDescription(
                    version: "bench", kernelLevel: settings.kernels.level.rawValue,
                    settingsDigest: "bench", settingsJSON: "{}"))
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
        let scoring = settings.scoring
        rebuild = EventRebuild(eventGap: scoring.eventGap) {
            EventBuilder.events(from: $0, parameters: scoring)
        }
    }

    deinit {
        for id in begun { store.release(id) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Claims a recording of a feed of its own.
    func begin(_ facts: RecordingFacts, stretches: [PlannedStretch]) throws -> Entry {
        let number = lock.withLock {
            count += 1
            return count
        }
        let feed = try store.feed(named: "bench \(number)", timeZone: "UTC")
        let identity = RecordingIdentity(
            path: "/bench/\(number)", sizeBytes: Int64(number), modifiedMicroseconds: 0)
        guard
            case .claimed(let id) = try store.claim(
                identity, feed: feed.id, run: run, rebuild: rebuild)
        else { preconditionFailure("a new database has no recordings") }
        lock.withLock { begun.append(id) }
        _ = try store.begin(id, facts: facts, stretches: stretches, rebuild: rebuild)
        return Entry(id: id, queue: DispatchQueue(label: "pantau.bench.feed.\(number)"))
    }

    /// Stores what a stretch gave, on the queue of its feed.
    func commit(_ outcome: StretchOutcome, of entry: Entry) throws {
        try entry.queue.sync { try commitOnQueue(outcome, of: entry) }
    }

    func commitOnQueue(_ outcome: StretchOutcome, of entry: Entry) throws {
        dispatchPrecondition(condition: .onQueue(entry.queue))
        try store.commit(outcome, of: entry.id, rebuild: rebuild)
    }
}
