import EventScoring
import EventStore
import Footage
import Foundation
import Synchronization

@testable import Alerting

/// A time that the test sets.
final class TestClock: Sendable {
    private let time = Mutex(WallTime(microsecondsUTC: 1_764_500_000_000_000))

    var now: WallTime { time.withLock { $0 } }

    func set(_ moment: WallTime) { time.withLock { $0 = max($0, moment) } }
    func pass(seconds: Double) { time.withLock { $0 = $0 + MediaTime(seconds: seconds) } }
}

/// A store with one feed that is watched live, into which a test puts events.
final class LiveStore: Sendable {
    let path: String
    let store: EventStore
    let feed: FeedRecord
    private let recording: RecordingID
    private static let start = WallTime(microsecondsUTC: 1_764_500_000_000_000)
    private static let count = 2000
    private let next = Atomic<Int>(0)

    private static let rebuild = EventRebuild(eventGap: ScoringParameters().eventGap) {
        EventBuilder.events(from: $0, parameters: ScoringParameters())
    }

    private static var stretches: [PlannedStretch] {
        (0..<count).map { index in
            PlannedStretch(
                ordinal: index, range: range(Double(index) * 10, Double(index) * 10 + 10))
        }
    }

    private static func range(_ from: Double, _ to: Double) -> MediaRange {
        MediaRange(start: MediaTime(seconds: from), end: MediaTime(seconds: to))
    }

    init(
        _ folder: TemporaryFolder, feed name: String = "jetty north",
        clock: @escaping @Sendable () -> WallTime = EventStore.systemClock
    ) throws {
        path = folder.file("t.sqlite")
        store = try EventStore(path: path, clock: clock)
        feed = try store.feed(named: name, timeZone: "Asia/Makassar", site: "Pelabuhan")
        let run = try store.startRun(
            RunDescription(
                version: "0", kernelLevel: "scalar", settingsDigest: "a", settingsJSON: "{}"))
        let claim = try store.claim(
            RecordingIdentity(
                path: "/live/a.mp4", sizeBytes: 1, modifiedMicroseconds: 1, fingerprint: "f"),
            feed: feed.id, run: run, rebuild: Self.rebuild)
        guard case .claimed(let recording) = claim else { throw Unexpected() }
        self.recording = recording
        _ = try store.begin(
            recording,
            facts: RecordingFacts(
                container: "mp4", codec: "h264", storedSize: FrameSize(width: 640, height: 360),
                pixelFormat: "yuv420p", nominalFramesPerSecond: 10,
                duration: MediaTime(seconds: Double(Self.count) * 10), start: Self.start,
                clockSource: .stated), stretches: Self.stretches, rebuild: Self.rebuild)
    }

    struct Unexpected: Error {}

    var liveFeed: LiveFeed { LiveFeed(feed) }

    /// Stores an event of two seconds in the next 10 seconds; with `goesOn`, one that begins
    /// where the last ended.
    func addEvent(goesOn: Bool = false) throws {
        let ordinal = next.wrappingAdd(1, ordering: .relaxed).oldValue
        let begin = Double(ordinal) * 10 + (goesOn ? 0 : 4)
        let range = Self.range(begin, Double(ordinal) * 10 + (goesOn ? 9.9 : 6))
        let stretch = Self.stretches[ordinal]
        let motion = MotionSegment(
            range: range, activeMicroseconds: range.duration.microseconds,
            peakTime: range.start, peakPPM: 5000,
            motionIntegral: 5000 * range.duration.microseconds,
            boxes: [
                TimedBoxes(
                    time: range.start,
                    boxes: [
                        .init(region: Region(x: 0.25, y: 0.5, width: 0.125, height: 0.25), track: 1)
                    ])
            ])
        try store.commit(
            StretchOutcome(
                ordinal: ordinal, frames: 100,
                segments: [.init(motion: motion, thumbnail: [0xFF, 0xD8, 1, 2])], activity: [],
                suppressed: SuppressorCounts(),
                coverage: [CoverageSpan(range: stretch.range, state: .analysed)]),
            of: recording, rebuild: Self.rebuild)
    }

    /// Watches with no service, so that events are queued and nobody sends them.
    func plan(_ names: String..., updateInterval: MediaTime? = .zero) {
        store.setAlertPlan(
            AlertPlan(
                destinations: names.map {
                    AlertPlan.Destination(name: $0, updateInterval: updateInterval)
                }, feeds: [feed.id]))
    }

    func waiting(for name: String) throws -> [OutboxEntry] {
        try store.outbox(of: name, limit: 100_000)
    }
}

/// A folder that is gone when the test is.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("pantau-alerting-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> String { url.appendingPathComponent(name).path }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: url.appendingPathComponent(name))
        return file(name)
    }
}

/// What is said to the operator.
final class Notices: Sendable {
    private let said = Mutex<[AlertNotice]>([])

    var all: [AlertNotice] { said.withLock { $0 } }
    var texts: [String] { all.map(\.text) }
    func say(_ notice: AlertNotice) { said.withLock { $0.append(notice) } }
}

/// Waits until something holds. Fails nothing by itself.
@discardableResult
func eventually(seconds: Double = 20, _ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline {
        if try condition() { return true }
        Thread.sleep(forTimeInterval: 0.02)
    }
    return try condition()
}
