import Dispatch
import EventScoring
public import EventStore
import Footage
import Foundation
import VideoDecoding

/// One batch of recordings, from files to stored events.
///
/// `run` blocks its caller; `interrupt` and `progress` may be used from any thread meanwhile.
public final class Scan: @unchecked Sendable {
    let request: ScanRequest
    let store: EventStore
    private let eventsSoFar: @Sendable () -> Int
    private let onOutcome: @Sendable (RecordingOutcome) -> Void
    private let board: WorkBoard<RecordingScan>
    let meter: ScanMeter
    /// Background samples of all recordings.
    let samples: SampleCache

    // Guarded by `lock`, which is never held while anything waits: every frame asks `shouldStop`.
    private let lock = NSLock()
    private var failure: String?
    private var isInterrupted = false
    // Guarded by `feedsLock`, which is held while the store is asked for a run.
    private let feedsLock = NSLock()
    private var feeds: [String: FeedQueue] = [:]
    private var runs: [String: RunID] = [:]
    // Keeps calls of `onOutcome` apart, which may wait for whoever reads the output.
    private let outcomeLock = NSLock()

    /// - Parameters:
    ///   - eventsSoFar: how many events the scan has found, for the progress.
    ///   - onOutcome: called once for each candidate, from any thread, one call at a time.
    public init(
        request: ScanRequest, store: EventStore, eventsSoFar: @escaping @Sendable () -> Int,
        onOutcome: @escaping @Sendable (RecordingOutcome) -> Void
    ) {
        self.request = request
        self.store = store
        self.eventsSoFar = eventsSoFar
        self.onOutcome = onOutcome
        board = WorkBoard(
            candidateCount: request.candidates.count, order: request.order,
            preparesInOrder: request.statedStart != nil)
        let folder = (store.path as NSString).deletingLastPathComponent
        samples = SampleCache(folder: folder.isEmpty ? "." : folder)
        meter = ScanMeter(
            filesTotal: request.candidates.count,
            bytesTotal: request.candidates.reduce(0) { $0 + $1.sizeBytes })
    }

    public var progress: ScanProgress {
        var progress = meter.current
        progress.events = eventsSoFar()
        return progress
    }

    /// Ends the scan soon: stretches in work are dropped, stored ones stay. Run again to go on.
    public func interrupt() {
        lock.withLock { isInterrupted = true }
        board.close()
    }

    /// Works until all is done, the budget is spent, or `interrupt` is called.
    public func run() -> ScanSummary {
        // Threads of their own: decoding blocks, and must not starve a shared pool.
        let working = DispatchGroup()
        for number in 1...request.workers {
            working.enter()
            let thread = Thread { [self] in
                Worker(scan: self, board: board).work()
                working.leave()
            }
            thread.name = "pantau.worker.\(number)"
            thread.start()
        }
        working.wait()
        if !shouldStop { for recording in board.takeFinished() { finish(recording) } }
        for recording in board.unfinished() { release(recording) }
        for number in board.notBegun() { leave(request.candidates[number]) }
        tellIncidents()
        finishRuns()
        let (failure, isInterrupted) = lock.withLock { (self.failure, self.isInterrupted) }
        return meter.finish(failure: failure, wasInterrupted: isInterrupted)
    }

    /// The store failed: nothing more can be kept, so nothing more is begun.
    func fail(_ message: String) {
        lock.withLock { if failure == nil { failure = message } }
        board.close()
    }

    /// Whether running work is to be dropped.
    var shouldStop: Bool { lock.withLock { isInterrupted || failure != nil } }

    var isBudgetSpent: Bool {
        request.budgetSeconds.map { meter.elapsedSeconds >= $0 } ?? false
    }

    func closeIfBudgetSpent() { if isBudgetSpent { board.close() } }

    /// The queue of a feed, made at the feed's first recording.
    func feedQueue(named name: String) throws -> FeedQueue {
        try feedsLock.withLock {
            if let feed = feeds[name] { return feed }
            var settings = request.settings(ofFeed: name)
            let known = try store.existingFeed(named: name)
            settings.recording.masks += try DrawnMasks.of(
                known?.id, in: store, settings: settings)
            // Who says nothing about the zone does not want the stored one changed.
            let stored = known.flatMap { TimeZone(identifier: $0.timeZone) }
            let feed = FeedQueue(
                name: name, settings: settings, timeZone: settings.timeZone ?? stored ?? .current,
                run: try run(with: settings), statedStart: request.statedStart)
            feeds[name] = feed
            return feed
        }
    }

    /// Feeds with equal settings share a run. Called with `feedsLock` held.
    private func run(with settings: FeedSettings) throws -> RunID {
        let digest = digest(of: settings, mode: request.mode)
        if let run = runs[digest.digest] { return run }
        let run = try store.startRun(
            RunDescription(
                version: request.productVersion,
                kernelLevel: settings.recording.kernels.level.rawValue,
                settingsDigest: digest.digest, settingsJSON: digest.json))
        runs[digest.digest] = run
        return run
    }

    func digest(of settings: FeedSettings, mode: ScanMode) -> SettingsDigest {
        SettingsDigest(
            settings: settings.recording, mode: mode, planVersion: StretchPlan.version)
    }

    /// Also of what an interrupted scan has stored.
    private func tellIncidents() {
        do {
            let feeds = feedsLock.withLock { self.feeds.values.sorted { $0.name < $1.name } }
            for feed in feeds {
                try feed.perform {
                    try feed.rules?.tell()
                    try feed.health?.tell()
                }
            }
        } catch {
            fail("\(error)")
        }
    }

    private func finishRuns() {
        guard !shouldStop else { return }
        do {
            for run in feedsLock.withLock({ runs.values.sorted { $0.rawValue < $1.rawValue } }) {
                try store.finishRun(run)
            }
        } catch {
            fail(error.description)
        }
    }

    func ended(_ outcome: RecordingOutcome) {
        meter.ended(outcome)
        outcomeLock.withLock { onOutcome(outcome) }
    }

    /// A recording that the scan leaves unfinished: its coverage stays `pending` where nobody
    /// looked, and the next scan goes on there.
    private func release(_ recording: RecordingScan) {
        recording.feed.perform { store.release(recording.id) }
        do {
            ended(
                try outcome(
                    of: try store.recording(recording.id), path: recording.candidate.path,
                    status: .partial, message: reasonForLeaving))
        } catch {
            fail("\(error)")
            leave(recording.candidate)
        }
    }

    /// Tells of a recording about which the scan has nothing to say: it was not begun, or what is
    /// known of it cannot be read.
    func leave(_ candidate: RecordingCandidate) {
        ended(
            RecordingOutcome(
                path: candidate.path, feed: feedName(of: candidate), status: .pending,
                message: reasonForLeaving))
    }

    private var reasonForLeaving: String {
        if let failure = lock.withLock({ failure }) { return failure }
        return shouldStop
            ? "stopped before the end; run the same command again to go on"
            : "the budget was spent; run the same command again to go on"
    }

    func feedName(of candidate: RecordingCandidate) -> String {
        request.feedName
            ?? FeedNaming.name(for: candidate.path, isImageSequence: candidate.kind != .file)
    }
}
