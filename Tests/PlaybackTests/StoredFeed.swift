import EventStore
import Footage
import Playback

extension MediaRange {
    static func seconds(_ start: Double, _ end: Double) -> MediaRange {
        MediaRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end))
    }
}

/// A database with one feed, filled as a scan would.
struct StoredFeed {
    let folder: TemporaryFolder
    let store: EventStore
    let feed: FeedID
    let player: Player
    private let run: RunID

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.path + "/site.sqlite"
        store = try EventStore(path: path, access: .readWrite)
        feed = try store.feed(named: "gate", timeZone: "Asia/Makassar").id
        run = try store.startRun(
            RunDescription(
                version: "0", kernelLevel: "scalar", settingsDigest: "a", settingsJSON: "{}"))
        player = Player(
            store: store, cacheFolder: Player.defaultCacheFolder(forDatabase: path))
    }

    /// One event for each segment.
    private static let rebuild = EventRebuild(eventGap: MediaTime(seconds: 1)) { segments in
        segments.map {
            EventDraft(
                kind: .motion, severity: .motion, startMicroseconds: $0.startMicroseconds,
                peakMicroseconds: $0.peakMicroseconds, endMicroseconds: $0.endMicroseconds,
                score: 50, activeMicroseconds: $0.activeMicroseconds, peakPPM: $0.peakPPM,
                motionIntegral: $0.motionIntegral, peakSegment: $0.id, segments: [$0.id])
        }
    }

    /// Stores a recording whose only motion is one run of boxes.
    @discardableResult
    func add(
        _ path: String, seconds: Double, boxes: [TimedBoxes] = [],
        coverage: [CoverageSpan]? = nil, thumbnail: [UInt8]? = nil, start: WallTime? = nil,
        codec: String = "h264", rebuilt: String? = nil
    ) throws -> RecordingID {
        let claim = try store.claim(
            RecordingIdentity(
                path: path, sizeBytes: 1, modifiedMicroseconds: 1, fingerprint: path),
            feed: feed, run: run, rescan: false, rebuild: Self.rebuild)
        guard case .claimed(let recording) = claim else { throw UnexpectedClaim(claim: claim) }
        let range = MediaRange.seconds(0, seconds)
        _ = try store.begin(
            recording,
            facts: RecordingFacts(
                container: "mov,mp4", codec: codec, storedSize: DrawnVideo.size,
                pixelFormat: "yuv420p", nominalFramesPerSecond: 10, duration: range.duration,
                start: start, clockSource: start == nil ? .unknown : .fileName,
                timestampsRebuilt: rebuilt),
            stretches: [PlannedStretch(ordinal: 0, range: range)], rebuild: Self.rebuild)
        try store.commit(
            StretchOutcome(
                ordinal: 0, frames: Int(seconds * 10),
                segments: Self.segments(boxes, thumbnail: thumbnail), activity: [],
                suppressed: SuppressorCounts(),
                coverage: coverage ?? [CoverageSpan(range: range, state: .analysed)]),
            of: recording, rebuild: Self.rebuild)
        try store.finish(recording, status: .analysed)
        return recording
    }

    /// Stores what was watched live, all of it analysed, with one run of boxes.
    func addLive(
        seconds: Double, start: WallTime, boxes: [TimedBoxes] = []
    ) throws -> RecordingID {
        let range = MediaRange.seconds(0, seconds)
        let recording = try store.beginLive(
            "live:gate/\(start.microsecondsUTC)", feed: feed, run: run,
            facts: RecordingFacts(
                container: "rtsp", codec: "h264", storedSize: DrawnVideo.size,
                pixelFormat: "yuv420p", nominalFramesPerSecond: 10, duration: .zero,
                start: start, clockSource: .arrival),
            rebuild: Self.rebuild)
        try store.commitLive(
            StretchOutcome(
                ordinal: 0, frames: Int(seconds * 10), segments: Self.segments(boxes),
                activity: [], suppressed: SuppressorCounts(),
                coverage: [CoverageSpan(range: range, state: .analysed)]),
            covering: range, of: recording, hasSameSegments: false, rebuild: Self.rebuild)
        try store.finish(recording, status: .analysed)
        return recording
    }

    /// One run of motion in which these boxes were seen.
    private static func segments(
        _ boxes: [TimedBoxes], thumbnail: [UInt8]? = nil
    ) -> [StretchOutcome.Segment] {
        guard let first = boxes.first?.time, let last = boxes.last?.time else { return [] }
        let length = MediaRange(start: first, end: last + MediaTime(seconds: 0.1))
        return [
            .init(
                motion: MotionSegment(
                    range: length, activeMicroseconds: length.duration.microseconds,
                    peakTime: boxes[boxes.count / 2].time, peakPPM: 9000,
                    motionIntegral: 9000 * length.duration.microseconds, boxes: boxes),
                thumbnail: thumbnail)
        ]
    }

    struct UnexpectedClaim: Error { let claim: Claim }

    var event: EventID {
        get throws {
            let page = try store.events(EventFilter(), order: .newestFirst, limit: 1, after: nil)
            guard let event = page.events.first else { throw NoEvent() }
            return event.id
        }
    }

    struct NoEvent: Error {}
}
