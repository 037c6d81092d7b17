import EventScoring
import EventStore
import Footage

extension EventRebuild {
    /// The real rules with their defaults.
    static let standard = EventRebuild(eventGap: ScoringParameters().eventGap) {
        EventBuilder.events(from: $0, parameters: ScoringParameters())
    }
}

extension RunDescription {
    static func sample(digest: String = "a") -> RunDescription {
        RunDescription(
            version: "0.0.0", kernelLevel: "scalar", settingsDigest: digest, settingsJSON: "{}")
    }
}

extension RecordingFacts {
    static func sample(seconds: Double, start: WallTime? = nil) -> RecordingFacts {
        RecordingFacts(
            container: "mp4", codec: "h264", storedSize: FrameSize(width: 1920, height: 1080),
            pixelFormat: "yuv420p", nominalFramesPerSecond: 15,
            duration: MediaTime(seconds: seconds), start: start,
            clockSource: start == nil ? .unknown : .fileName)
    }
}

extension RecordingIdentity {
    static func sample(
        _ path: String = "/recordings/a.mp4", size: Int64 = 1000, modified: Int64 = 1,
        fingerprint: String? = nil
    ) -> RecordingIdentity {
        RecordingIdentity(
            path: path, sizeBytes: size, modifiedMicroseconds: modified,
            fingerprint: fingerprint ?? "of \(path)")
    }
}

extension MediaRange {
    static func seconds(_ start: Double, _ end: Double) -> MediaRange {
        MediaRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end))
    }
}

extension MotionSegment {
    /// Motion all through, at one level, with the peak at the start.
    static func sample(_ start: Double, _ end: Double, ppm: Int = 1000) -> MotionSegment {
        let range = MediaRange.seconds(start, end)
        let length = range.duration.microseconds
        return MotionSegment(
            range: range, activeMicroseconds: length, peakTime: range.start, peakPPM: ppm,
            motionIntegral: Int64(ppm) * length,
            boxes: [
                TimedBoxes(
                    time: range.start,
                    boxes: [
                        .init(region: Region(x: 0.25, y: 0.5, width: 0.125, height: 0.25), track: 1)
                    ])
            ])
    }
}

/// Stretches of equal length.
func plan(stretches count: Int, seconds: Double) -> [PlannedStretch] {
    (0..<count).map {
        PlannedStretch(
            ordinal: $0, range: .seconds(Double($0) * seconds, Double($0 + 1) * seconds))
    }
}

extension StretchOutcome {
    /// A stretch that was analysed from end to end. `motion` is in seconds of media time.
    static func sample(
        _ stretch: PlannedStretch, motion: [ClosedRange<Double>] = [], ppm: Int = 1000
    ) -> StretchOutcome {
        var suppressed = SuppressorCounts()
        suppressed[.noise] = 7
        return StretchOutcome(
            ordinal: stretch.ordinal, frames: 15,
            segments: motion.map { seconds in
                .init(
                    motion: .sample(seconds.lowerBound, seconds.upperBound, ppm: ppm),
                    thumbnail: [0xFF, 0xD8, UInt8(stretch.ordinal % 256)])
            }, activity: [], suppressed: suppressed,
            coverage: [CoverageSpan(range: stretch.range, state: .analysed)])
    }
}

/// A store with a feed and a run, ready to take recordings.
struct ScanFixture {
    let store: EventStore
    let feed: FeedID
    let run: RunID

    init(_ store: EventStore, digest: String = "a", feed: String = "gate") throws {
        self.store = store
        self.feed = try store.feed(named: feed, timeZone: "Asia/Makassar").id
        run = try store.startRun(.sample(digest: digest))
    }

    func claim(
        _ identity: RecordingIdentity = .sample(), rescan: Bool = false
    ) throws -> Claim {
        try store.claim(identity, feed: feed, run: run, rescan: rescan, rebuild: .standard)
    }

    /// The claimed recording. Anything else fails the test.
    func claimed(
        _ identity: RecordingIdentity = .sample(), rescan: Bool = false
    ) throws -> RecordingID {
        let claim = try claim(identity, rescan: rescan)
        guard case .claimed(let recording) = claim else { throw UnexpectedClaim(claim: claim) }
        return recording
    }

    struct UnexpectedClaim: Error { let claim: Claim }

    /// Claims, analyses and finishes a recording of 10-second stretches.
    @discardableResult
    func scan(
        _ identity: RecordingIdentity = .sample(), start: WallTime? = nil, stretches count: Int = 3,
        motion: [ClosedRange<Double>] = [], order: [Int]? = nil, rescan: Bool = false
    ) throws -> RecordingID {
        let recording = try claimed(identity, rescan: rescan)
        let stretches = plan(stretches: count, seconds: 10)
        let done = try store.begin(
            recording, facts: .sample(seconds: Double(count) * 10, start: start),
            stretches: stretches, rebuild: .standard)
        for ordinal in order ?? Array(0..<count) where !done.contains(ordinal) {
            let range = stretches[ordinal].range
            let inside = motion.filter { range.contains(MediaTime(seconds: $0.lowerBound)) }
            try store.commit(
                .sample(stretches[ordinal], motion: inside), of: recording, rebuild: .standard)
        }
        try store.finish(recording, status: .analysed)
        return recording
    }
}
