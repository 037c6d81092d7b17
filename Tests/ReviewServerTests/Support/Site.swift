import EventStore
import Footage
import Foundation
import Logging
import Synchronization

@testable import ReviewServer

/// A small site for one test: two cameras, a recording each, a few events; gone with the test.
final class Site: Sendable {
    let folder: URL
    let databasePath: String
    let store: EventStore
    let clock: TestClock
    /// Wall clock known, three events.
    let harbour: Camera
    /// Clock unknown, one event.
    let gate: Camera

    struct Camera: Sendable {
        var feed: FeedID
        var recording: RecordingID
        var path: String
        var events: [EventID]
    }

    /// 2026-11-20 18:05:00 in Makassar.
    static let start = WallTime(microsecondsUTC: 1_795_169_100_000_000)
    static let seconds = 20

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pantau-review-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        databasePath = folder.appendingPathComponent("site.sqlite").path
        let clock = TestClock(Self.start + MediaTime(seconds: 86_400))
        self.clock = clock
        store = try EventStore(path: databasePath, clock: { clock.now })
        let video = folder.appendingPathComponent("harbour.mp4").path
        try FileManager.default.copyItem(atPath: try TestVideo.path(), toPath: video)
        let other = folder.appendingPathComponent("gate.mp4").path
        try FileManager.default.copyItem(atPath: video, toPath: other)
        harbour = try Self.scan(
            video, as: "harbour", into: store, start: Self.start, motion: [1...3, 6...9, 14...16])
        gate = try Self.scan(other, as: "gate", into: store, start: nil, motion: [2...4])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var settings: ReviewSettings {
        var settings = ReviewSettings(
            databasePath: databasePath, version: "1.2.3", rebuild: .eachAlone,
            identify: { path in try Self.identity(of: path) })
        settings.port = 0
        return settings
    }

    func server(_ change: (inout ReviewSettings) -> Void = { _ in }) throws -> ReviewServer {
        var settings = settings
        change(&settings)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let clock = clock
        return try ReviewServer(settings, logger: logger, clock: { clock.now })
    }

    @discardableResult
    func addUser(_ name: String, _ role: UserRole, feeds: Set<FeedID>? = nil) throws -> UserRecord {
        try store.addUser(
            UserDraft(
                name: name, role: role, passwordHash: Self.passwordHash, feeds: feeds), by: "test")
    }

    static let password = "correct horse battery"
    private static let passwordHash: String = {
        let hasher = PasswordHasher(logCost: 14) { 7 }
        return (try? hasher.hash(password)) ?? ""
    }()

    static func identity(of path: String) throws -> RecordingIdentity {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return RecordingIdentity(
            path: path, sizeBytes: Int64(data.count), modifiedMicroseconds: 0,
            fingerprint: EntityTag.text(of: data))
    }

    private static func scan(
        _ path: String, as name: String, into store: EventStore, start: WallTime?,
        motion: [ClosedRange<Double>]
    ) throws -> Camera {
        let feed = try store.feed(named: name, timeZone: "Asia/Makassar").id
        let run = try store.startRun(
            RunDescription(
                version: "1.2.3", kernelLevel: "scalar", settingsDigest: "a", settingsJSON: "{}"))
        let claim = try store.claim(
            try identity(of: path), feed: feed, run: run, rescan: false, rebuild: .eachAlone)
        guard case .claimed(let recording) = claim else { throw Unexpected(what: "\(claim)") }
        let whole = MediaRange(start: .zero, end: MediaTime(seconds: Double(seconds)))
        _ = try store.begin(
            recording,
            facts: RecordingFacts(
                container: "mov,mp4,m4a,3gp,3g2,mj2", codec: "h264",
                storedSize: FrameSize(width: 320, height: 180), pixelFormat: "yuv420p",
                nominalFramesPerSecond: 10, duration: whole.duration, start: start,
                clockSource: start == nil ? .unknown : .fileName),
            stretches: [PlannedStretch(ordinal: 0, range: whole)], rebuild: .eachAlone)
        let picture = [UInt8](try Data(contentsOf: URL(fileURLWithPath: TestVideo.picturePath())))
        try store.commit(
            StretchOutcome(
                ordinal: 0, frames: seconds * 10,
                segments: motion.map { .init(motion: segment($0), thumbnail: picture) },
                activity: motion.flatMap(activity), suppressed: SuppressorCounts(),
                coverage: [CoverageSpan(range: whole, state: .analysed)]),
            of: recording, rebuild: .eachAlone)
        try store.finish(recording, status: .analysed)
        var filter = EventFilter()
        filter.feeds = [feed]
        let events = try store.events(filter, order: .oldestFirst).events.map(\.id)
        return Camera(feed: feed, recording: recording, path: path, events: events)
    }

    private static func segment(_ seconds: ClosedRange<Double>) -> MotionSegment {
        let range = MediaRange(
            start: MediaTime(seconds: seconds.lowerBound),
            end: MediaTime(seconds: seconds.upperBound))
        let box = Region(x: 0.25, y: 0.25, width: 0.5, height: 0.5)
        let moments = stride(from: seconds.lowerBound, to: seconds.upperBound, by: 0.2).map {
            TimedBoxes(time: MediaTime(seconds: $0), boxes: [.init(region: box, track: 1)])
        }
        return MotionSegment(
            range: range, activeMicroseconds: range.duration.microseconds, peakTime: range.start,
            peakPPM: 20_000, motionIntegral: 20_000 * range.duration.microseconds, boxes: moments)
    }

    /// Motion in the middle of the picture.
    private static func activity(_ seconds: ClosedRange<Double>) -> [ActivityRecord] {
        var grid = ActivityGrid()
        grid.cells[9 * ActivityGrid.columns + 16] = 200
        var suppressed = SuppressorCounts()
        suppressed[.rain] = 40
        return (Int(seconds.lowerBound)..<Int(seconds.upperBound)).map {
            ActivityRecord(second: $0, motionPPM: 20_000, grid: grid, suppressed: suppressed)
        }
    }

    struct Unexpected: Error { var what: String }
}

extension EventRebuild {
    /// Every run of motion is an event of its own, with two seconds before and after.
    static let eachAlone = EventRebuild(eventGap: MediaTime(seconds: 1)) { segments in
        segments.map { segment in
            EventDraft(
                kind: .motion, severity: .detection,
                startMicroseconds: segment.startMicroseconds,
                peakMicroseconds: segment.peakMicroseconds,
                endMicroseconds: segment.endMicroseconds,
                score: Int(min(100, segment.activeMicroseconds / 100_000)),
                activeMicroseconds: segment.activeMicroseconds, peakPPM: segment.peakPPM,
                motionIntegral: segment.motionIntegral, preRollMicroseconds: 1_000_000,
                postRollMicroseconds: 1_000_000, peakSegment: segment.id, segments: [segment.id])
        }
    }
}

/// A clock that goes on only when it is told to.
final class TestClock: Sendable {
    private let time: Mutex<WallTime>

    init(_ time: WallTime) { self.time = Mutex(time) }

    var now: WallTime { time.withLock { $0 } }

    func advance(seconds: Double) {
        time.withLock { $0 = $0 + MediaTime(seconds: seconds) }
    }
}
