import EventStore
public import FeedPipeline
public import Footage
import Foundation

/// Scans a recording as `pantau scan` does, and compares the events with the true ones.
public struct EventEvaluation: Sendable {
    /// What came out for one recording.
    public struct Result: Sendable {
        public var score: EventScore
        /// Of motion, in media time of the recording.
        public var found: [MediaRange]
        public var frames: Int
        /// Processor time of the whole process; right only while nothing else runs in it.
        public var millisecondsPerFrame: Double
        public var suppressed: SuppressorCounts
    }

    public var settings: RecordingSettings

    public init(settings: RecordingSettings) { self.settings = settings }

    /// - Parameters:
    ///   - video: the recording.
    ///   - truth: JSON with its events; see `EventTruth`.
    /// - Throws: `EvaluationError`.
    public func run(video: String, truth: String) throws(EvaluationError) -> Result {
        let truth = try EventTruth(path: truth)
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "pantau-eval-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return try scan(
                video, truth: truth,
                store: EventStore(path: folder.appending(path: "events.sqlite").path))
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw .scanFailed(path: video, reason: "\(error)")
        }
    }

    private func scan(_ video: String, truth: EventTruth, store: EventStore) throws -> Result {
        let discovery = RecordingDiscovery.find([video], imagesPerSecond: 25)
        if let problem = discovery.problems.first {
            throw EvaluationError.scanFailed(path: video, reason: "\(problem)")
        }
        let request = ScanRequest(
            candidates: discovery.recordings, feedName: "eval",
            statedStart: WallTime(microsecondsUTC: 0),
            defaults: FeedSettings(timeZone: .gmt, recording: settings), workers: 1,
            productVersion: "eval")
        let scan = Scan(
            request: request, store: store, eventsSoFar: { 0 }, onOutcome: { _ in })
        let summary = scan.run()
        if let failure = summary.failure {
            throw EvaluationError.scanFailed(path: video, reason: failure)
        }
        guard summary.isComplete else {
            throw EvaluationError.scanFailed(
                path: video, reason: "not every frame could be analysed; pantau scan says which")
        }
        var found: [MediaRange] = []
        var suppressed = SuppressorCounts()
        for recording in try store.recordings() {
            suppressed.add(try store.suppressed(of: recording.id))
        }
        var cursor: EventCursor?
        repeat {
            let page = try store.events(after: cursor)
            for event in page.events where event.kind == .motion {
                found.append(MediaRange(start: event.start.media, end: event.end.media))
            }
            cursor = page.next
        } while cursor != nil
        return Result(
            score: EventScore(
                truth: truth, found: found, eventGap: settings.scoring.eventGap),
            found: found, frames: summary.frames,
            millisecondsPerFrame: summary.cpuSeconds * 1000 / Double(max(1, summary.frames)),
            suppressed: suppressed)
    }
}
