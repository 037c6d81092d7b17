import EventScoring
import EventStore
public import FeedPipeline
public import Footage
import Foundation
import VideoDecoding

/// Scans a recording as `pantau scan` does, and compares the events with the true ones; then
/// follows what moves in it, and compares the tracks.
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
        /// `nil` where the truth does not say what is where.
        public var tracking: TrackingScore?
        /// Of each kind of incident for which there was a rule.
        public var incidents: [EventKind: EventScore]
    }

    /// Intersection over union from which a track has found a thing. Less than the half that is
    /// usual for drawn boxes: a true box reaches to the tip of a swung leg, which may be four
    /// pixels that are as bright as the ground.
    public static let leastOverlap = 0.3

    public var settings: RecordingSettings
    /// How tracks are made; events are those of a scan in any case.
    public var manner: RecordingAnalysis.Manner

    public init(settings: RecordingSettings, manner: RecordingAnalysis.Manner = .live) {
        self.settings = settings
        self.manner = manner
    }

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
            var result = try scan(
                video, truth: truth,
                store: EventStore(path: folder.appending(path: "events.sqlite").path))
            result.tracking = try track(video, truth: truth)
            return result
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw .scanFailed(path: video, reason: "\(error)")
        }
    }

    private func track(_ video: String, truth: EventTruth) throws -> TrackingScore? {
        guard let tracking = truth.tracking else { return nil }
        let analysis = try RecordingAnalysis(.file(path: video), settings: settings)
        var tracks = FoundTracks()
        try analysis.run(as: manner) { tracks.add($0.metrics, stretch: $0.stretch) }
        return TrackingScore(
            tracking.moments(tracks.frames(size: analysis.size), duration: truth.duration),
            leastOverlap: Self.leastOverlap)
    }

    private func scan(_ video: String, truth: EventTruth, store: EventStore) throws -> Result {
        let discovery = RecordingDiscovery.find([video], imagesPerSecond: 25)
        if let problem = discovery.problems.first {
            throw EvaluationError.scanFailed(path: video, reason: "\(problem)")
        }
        let request = ScanRequest(
            candidates: discovery.recordings, feedName: "eval",
            statedStart: WallTime(microsecondsUTC: 0),
            defaults: FeedSettings(timeZone: .gmt, recording: settings, rules: truth.rules),
            workers: 1, productVersion: "eval")
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
        var incidents: [IncidentTruth] = []
        var suppressed = SuppressorCounts()
        for recording in try store.recordings() {
            suppressed.add(try store.suppressed(of: recording.id))
        }
        var cursor: EventCursor?
        repeat {
            let page = try store.events(after: cursor)
            for event in page.events {
                let range = MediaRange(start: event.start.media, end: event.end.media)
                if event.kind == .motion {
                    found.append(range)
                } else if let facts = event.facts {
                    incidents.append(
                        IncidentTruth(
                            kind: event.kind, range: range, place: facts.zone ?? facts.line,
                            direction: facts.direction))
                }
            }
            cursor = page.next
        } while cursor != nil
        let kinds = Set(
            truth.rules.rules.compactMap { RuleCatalogue.type(named: $0.type)?.kind })
        return Result(
            score: EventScore(
                truth: truth, found: found, eventGap: settings.scoring.eventGap),
            found: found, frames: summary.frames,
            millisecondsPerFrame: summary.cpuSeconds * 1000 / Double(max(1, summary.frames)),
            suppressed: suppressed,
            incidents: IncidentMatching(
                truth: truth.incidents, found: incidents, kinds: kinds, duration: truth.duration
            ).scores)
    }
}
