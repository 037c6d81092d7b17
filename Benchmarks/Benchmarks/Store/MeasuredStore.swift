import EventScoring
import EventStore
import Footage
import Foundation

/// A database in a folder of its own with one recording, cut into stretches of 30 s.
struct MeasuredStore {
    private let folder: URL
    private let store: EventStore
    private let recording: RecordingID
    private let rebuild: EventRebuild
    private var next = 0

    private static let stretchSeconds = 30
    private static let thumbnail = [UInt8](repeating: 0x5A, count: 30_000)

    struct NotClaimed: Error {}

    init(stretchCount: Int) throws {
        folder = URL.temporaryDirectory.appending(path: "pantau-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try EventStore(path: folder.appending(path: "store.sqlite").path)
        let parameters = ScoringParameters()
        let rebuild = EventRebuild(eventGap: parameters.eventGap) {
            EventBuilder.events(from: $0, parameters: parameters)
        }
        self.rebuild = rebuild
        let run = try store.startRun(
            RunDescription(
                version: "bench", kernelLevel: "none", settingsDigest: "bench",
                settingsJSON: "{}"))
        let feed = try store.feed(named: "bench")
        let identity = RecordingIdentity(
            path: "/bench/recording.mp4", sizeBytes: 1, modifiedMicroseconds: 1)
        guard
            case .claimed(let id) = try store.claim(
                identity, feed: feed.id, run: run, rebuild: rebuild)
        else { throw NotClaimed() }
        recording = id
        let duration = MediaTime(seconds: Double(stretchCount * Self.stretchSeconds))
        _ = try store.begin(
            id,
            facts: RecordingFacts(
                container: "mp4", codec: "h264", storedSize: FrameSize(width: 1920, height: 1080),
                duration: duration, start: WallTime(microsecondsUTC: 1_769_875_200_000_000),
                clockSource: .stated),
            stretches: (0..<stretchCount).map {
                PlannedStretch(ordinal: $0, range: Self.range(of: $0))
            }, rebuild: rebuild)
    }

    /// Three segments with thumbnails and boxes, 30 seconds of activity.
    mutating func commitNext() throws {
        let range = Self.range(of: next)
        let outcome = StretchOutcome(
            ordinal: next, frames: 450, segments: (0..<3).map { Self.segment($0, in: range) },
            activity: Self.activity(of: next), suppressed: SuppressorCounts(),
            coverage: [CoverageSpan(range: range, state: .analysed)])
        try store.commit(outcome, of: recording, rebuild: rebuild)
        next += 1
    }

    func remove() throws {
        store.release(recording)
        try FileManager.default.removeItem(at: folder)
    }

    private static func range(of ordinal: Int) -> MediaRange {
        MediaRange(
            start: MediaTime(seconds: Double(ordinal * stretchSeconds)),
            end: MediaTime(seconds: Double((ordinal + 1) * stretchSeconds)))
    }

    private static func segment(_ number: Int, in range: MediaRange) -> StretchOutcome.Segment {
        let start = range.start + MediaTime(seconds: Double(2 + number * 9))
        let box = TimedBoxes.Box(
            region: Region(x: 0.25, y: 0.5, width: 0.1, height: 0.2), track: 1)
        let motion = MotionSegment(
            range: MediaRange(start: start, end: start + MediaTime(seconds: 4)),
            activeMicroseconds: 4_000_000, peakTime: start + MediaTime(seconds: 2),
            peakPPM: 12_000, motionIntegral: 32_000_000_000,
            boxes: (0..<20).map {
                TimedBoxes(time: start + MediaTime(seconds: Double($0) / 5), boxes: [box])
            })
        return StretchOutcome.Segment(motion: motion, thumbnail: thumbnail)
    }

    private static func activity(of ordinal: Int) -> [ActivityRecord] {
        var grid = ActivityGrid()
        for cell in 200..<220 { grid.cells[cell] = 90 }
        return (0..<stretchSeconds).map {
            ActivityRecord(second: ordinal * stretchSeconds + $0, motionPPM: 9000, grid: grid)
        }
    }
}
