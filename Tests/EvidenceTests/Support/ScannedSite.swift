import EventStore
import Evidence
import Footage
import Foundation
import Testing
import VideoDecoding

/// A database with one camera and one recording of twenty seconds, in which something moved from
/// 8 to 13 seconds. The recording is a real file; what moved is stated, not found.
struct ScannedSite {
    let folder: TemporaryFolder
    let store: EventStore
    let key: SigningKey
    let feed: FeedID
    let recording: RecordingID
    let event: EventID
    let video: String

    static let start = WallTime(microsecondsUTC: 1_795_111_806_000_000)
    static let exported = WallTime(microsecondsUTC: 1_795_200_000_000_000)
    static let h264 = "-c:v libx264 -preset ultrafast -g 20 -bf 2 -pix_fmt yuv420p"

    /// - Parameters:
    ///   - fileName: its ending chooses the container.
    ///   - encoding: options of the `ffmpeg` command; 10 pictures a second, 320×180.
    ///   - motion: seconds in which something moves; one event each.
    ///   - unseen: seconds that could not be decoded.
    init(
        fileName: String = "gerbang_20261120_021006.mp4", encoding: String = Self.h264,
        start: WallTime? = Self.start, motion: [ClosedRange<Double>] = [8...13],
        unseen: ClosedRange<Double>? = nil
    ) throws {
        folder = try TemporaryFolder()
        video = folder(fileName)
        let source = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=20"]
        let made = try Tool(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-y"] + source
                + encoding.split(separator: " ").map(String.init) + [video])
        try #require(made.status == 0, "\(made.output)")
        store = try EventStore(path: folder("site.sqlite"), clock: { Self.exported })
        key = try SigningKey.openOrCreate(path: SigningKey.path(forDatabase: store.path))
        feed = try store.feed(named: "gerbang", timeZone: "Asia/Makassar", site: "Dermaga <1>").id
        recording = try Self.scan(
            video, in: store, feed: feed, start: start, motion: motion, unseen: unseen)
        event = try #require(store.events(order: .oldestFirst).events.first).id
    }

    /// Stores what a scan would: two stretches, coverage, segments with boxes.
    static func scan(
        _ video: String, in store: EventStore, feed: FeedID, start: WallTime?,
        motion: [ClosedRange<Double>], unseen: ClosedRange<Double>?
    ) throws -> RecordingID {
        let index = try RecordingIndex.build(.file(path: video)) { false }
        let size = try FileManager.default.attributesOfItem(atPath: video)[.size] as? Int64 ?? 0
        let run = try store.startRun(
            RunDescription(
                version: "1", kernelLevel: "scalar", settingsDigest: "a", settingsJSON: "{}"))
        let claim = try store.claim(
            RecordingIdentity(
                path: video, sizeBytes: size, modifiedMicroseconds: 1, fingerprint: video),
            feed: feed, run: run, rebuild: rebuild)
        guard case .claimed(let recording) = claim else { throw NotClaimed(claim: claim) }
        let middle = MediaTime(seconds: 10)
        let stretches = [
            PlannedStretch(ordinal: 0, range: MediaRange(start: .zero, end: middle)),
            PlannedStretch(ordinal: 1, range: MediaRange(start: middle, end: index.duration)),
        ]
        _ = try store.begin(
            recording,
            facts: RecordingFacts(
                container: index.info.container, codec: index.info.codec,
                storedSize: FrameSize(width: 320, height: 180), duration: index.duration,
                start: start, clockSource: start == nil ? .unknown : .fileName),
            stretches: stretches, rebuild: rebuild)
        for stretch in stretches {
            let inside = motion.filter { stretch.range.contains(MediaTime(seconds: $0.lowerBound)) }
            var coverage = [CoverageSpan(range: stretch.range, state: .analysed)]
            if let unseen, stretch.range.contains(MediaTime(seconds: unseen.lowerBound)) {
                let hole = MediaRange(
                    start: MediaTime(seconds: unseen.lowerBound),
                    end: MediaTime(seconds: unseen.upperBound))
                coverage = [
                    CoverageSpan(
                        range: MediaRange(start: stretch.range.start, end: hole.start),
                        state: .analysed),
                    CoverageSpan(range: hole, state: .undecodable, reason: "bits <lost>"),
                    CoverageSpan(
                        range: MediaRange(start: hole.end, end: stretch.range.end),
                        state: .analysed),
                ]
            }
            var suppressed = SuppressorCounts()
            suppressed[.rain] = 12
            try store.commit(
                StretchOutcome(
                    ordinal: stretch.ordinal, frames: 100,
                    segments: inside.map { .init(motion: segment($0), thumbnail: nil) },
                    activity: [], suppressed: suppressed, coverage: coverage),
                of: recording, rebuild: rebuild)
        }
        try store.finish(recording, status: unseen == nil ? .analysed : .partial)
        return recording
    }

    struct NotClaimed: Error { let claim: Claim }

    private static func segment(_ seconds: ClosedRange<Double>) -> MotionSegment {
        let range = MediaRange(
            start: MediaTime(seconds: seconds.lowerBound),
            end: MediaTime(seconds: seconds.upperBound))
        let peak = range.start + MediaTime(seconds: 1)
        return MotionSegment(
            range: range, activeMicroseconds: range.duration.microseconds, peakTime: peak,
            peakPPM: 12_345, motionIntegral: 12_345 * range.duration.microseconds,
            boxes: [
                TimedBoxes(
                    time: peak,
                    boxes: [
                        .init(region: Region(x: 0.5, y: 0.5, width: 0.25, height: 0.25), track: 3)
                    ])
            ])
    }

    /// Motion with less than two seconds of quiet in it is one event, with two seconds before and
    /// three after it.
    static let rebuild = EventRebuild(eventGap: MediaTime(seconds: 2)) { segments in
        var events: [EventDraft] = []
        for segment in segments.sorted(by: { $0.startMicroseconds < $1.startMicroseconds }) {
            if let last = events.indices.last,
                segment.startMicroseconds - events[last].endMicroseconds < 2_000_000
            {
                events[last].endMicroseconds = segment.endMicroseconds
                events[last].segments.append(segment.id)
                continue
            }
            events.append(
                EventDraft(
                    kind: .motion, severity: .alert,
                    startMicroseconds: segment.startMicroseconds,
                    peakMicroseconds: segment.peakMicroseconds,
                    endMicroseconds: segment.endMicroseconds, score: 77,
                    activeMicroseconds: segment.activeMicroseconds, peakPPM: segment.peakPPM,
                    motionIntegral: segment.motionIntegral, preRollMicroseconds: 2_000_000,
                    postRollMicroseconds: 3_000_000, peakSegment: segment.id,
                    segments: [segment.id]))
        }
        return events
    }

    func request(
        _ events: [EventID]? = nil, language: EvidenceLanguage = .english,
        contents: EvidenceContents = .stretch, includesOriginal: Bool = false,
        reason: String? = nil
    ) -> EvidenceRequest {
        EvidenceRequest(
            events: events ?? [event], purpose: "Theft of a <boat>\nat night",
            requestNumber: "B/12 & 3/XI/2026", language: language, contents: contents,
            includesOriginal: includesOriginal, reason: reason, exportedBy: "sari")
    }

    var exporter: EvidenceExporter {
        EvidenceExporter(
            store: store, key: key, toolVersion: "1.2.3", clock: { Self.exported })
    }

    @discardableResult
    func export(
        _ request: EvidenceRequest? = nil, to name: String = "bundle"
    ) throws -> EvidenceBundle {
        try exporter.export(request ?? self.request(), to: folder(name))
    }

    /// What is in the folder besides the database and the recording.
    func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
            !name.hasPrefix("site.sqlite") && folder(name) != video
        }.sorted()
    }
}
