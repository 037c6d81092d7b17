import EventStore
import Footage
import Foundation
import Testing

@testable import FeedPipeline

/// Scans of one made recording, each into a database of its own.
private final class ScanTrial {
    let folder: TemporaryFolder
    let paths: [String]
    private var count = 0

    init(visits: [[Range<Double>]], seconds: Int = 60) throws {
        folder = try TemporaryFolder()
        let folder = folder.path
        paths = try visits.enumerated().map { number, visits in
            let path = "\(folder)/gate\(number).mp4"
            try VisitedYard.write(path, seconds: seconds, visits: visits)
            return path
        }
    }

    func database() -> String {
        count += 1
        return "\(folder.path)/\(count).sqlite"
    }

    func request(_ change: (inout ScanRequest) -> Void = { _ in }) -> ScanRequest {
        var request = ScanRequest(
            candidates: RecordingDiscovery.find(paths, imagesPerSecond: 25).recordings,
            productVersion: "test")
        request.surveys = .always
        request.workers = 1
        change(&request)
        return request
    }
}

/// What of an event must not depend on the way to it.
private struct Found: Hashable, Comparable {
    let path: String
    let times: [Int64]
    let score: Int
    let peakPPM: Int

    static func < (left: Found, right: Found) -> Bool {
        (left.path, left.times[0]) < (right.path, right.times[0])
    }

    static func all(in path: String) throws -> [Found] {
        let store = try EventStore(path: path, access: .readOnly)
        return try store.events(order: .oldestFirst).events.map {
            Found(
                path: $0.start.path,
                times: [$0.start, $0.peak, $0.end].map(\.media.microseconds)
                    + [$0.active.microseconds], score: $0.score, peakPPM: $0.peakPPM)
        }.sorted()
    }
}

@Suite("A scan in any order")
struct AnytimeScanTests {
    /// Two recordings, a visitor of six seconds and short ones.
    private let trial: ScanTrial

    init() throws {
        trial = try ScanTrial(visits: [[20..<26, 41..<42.4], [8..<9.2, 33..<52]])
    }

    /// Scans until done, or until `stop`, which is asked again and again, says so.
    @discardableResult
    private func scan(
        _ request: ScanRequest, into path: String,
        stop: @escaping @Sendable (EventStore) throws -> Bool = { _ in false }
    ) throws -> [RecordingOutcome] {
        let store = try EventStore(path: path)
        let outcomes = Outcomes()
        let scan = Scan(
            request: request, store: store, eventsSoFar: { 0 },
            onOutcome: { outcomes.add($0) })
        let watching = DispatchGroup()
        watching.enter()
        let isOver = Counter()
        Thread {
            while isOver.value == 0 {
                if (try? stop(store)) == true { scan.interrupt() }
                usleep(300)
            }
            watching.leave()
        }.start()
        let summary = scan.run()
        isOver.add()
        watching.wait()
        #expect(summary.failure == nil)
        return outcomes.all
    }

    /// Stretches that were looked at in any way.
    private static func progress(of store: EventStore) throws -> Int {
        try store.recordings().reduce(0) { sum, recording in
            let spans = try store.coverage(of: recording.id)
            let seen = spans.filter { $0.state != .pending }
                .reduce(MediaTime.zero) { $0 + $1.range.duration }
            let decoded = spans.filter { $0.state == .analysed }
                .reduce(MediaTime.zero) { $0 + $1.range.duration }
            return sum + Int((seen + decoded).seconds)
        }
    }

    @Test("finds the same with one worker or several, likeliest first or in time, surveyed or not")
    func same() throws {
        func found(_ change: (inout ScanRequest) -> Void) throws -> [Found] {
            let database = trial.database()
            let outcomes = try scan(trial.request(change), into: database)
            #expect(outcomes.allSatisfy { $0.status == .analysed })
            return try Found.all(in: database)
        }
        let plain = try found {
            $0.surveys = .whereItPays
            $0.order = .inTime
        }
        try #require(plain.count >= 4)
        #expect(try found { $0.order = .inTime } == plain)
        for workers in [1, 2, 5] { #expect(try found { $0.workers = workers } == plain) }
    }

    @Test("finds the same when it is interrupted anywhere and run again, and loses nothing")
    func interrupted() throws {
        let whole = trial.database()
        try scan(trial.request(), into: whole)
        let expected = try Found.all(in: whole)
        // Of 240 seconds: 120 by key frames, and again 120 by every frame.
        for limit in [1, 25, 60, 119, 121, 140, 170, 200, 230] {
            let database = trial.database()
            for workers in [1, 2] {
                try scan(
                    trial.request { $0.workers = workers }, into: database,
                    stop: { try Self.progress(of: $0) >= limit })
            }
            let outcomes = try scan(trial.request(), into: database)
            #expect(outcomes.allSatisfy { $0.isComplete })
            #expect(try Found.all(in: database) == expected, "interrupted after \(limit)")
        }
    }

    @Test("covers every recording exactly after each commit, and ends with all of it analysed")
    func coverage() throws {
        let database = trial.database()
        let seen = Seen()
        try scan(
            trial.request { $0.workers = 2 }, into: database,
            stop: { store in
                for recording in try store.recordings() {
                    guard let duration = recording.facts?.duration else { continue }
                    seen.add(try store.coverage(of: recording.id), duration: duration)
                }
                return false
            })
        #expect(seen.count > 20)
        #expect(seen.uneven.isEmpty)
        #expect(seen.states.isSuperset(of: [.pending, .keyFramesOnly, .analysed]))
        let store = try EventStore(path: database, access: .readOnly)
        for recording in try store.recordings() {
            #expect(try store.coverage(of: recording.id).map(\.state) == [.analysed])
        }
    }

    @Test("shows who stays before anything is decoded, and goes on from there")
    func provisional() throws {
        let database = trial.database()
        let whole = trial.database()
        try scan(trial.request(), into: whole)
        try scan(
            trial.request(), into: database, stop: { try Self.progress(of: $0) >= 120 })
        let early = try Found.all(in: database)
        let final = try Found.all(in: whole)
        for visit in final where visit.times[2] - visit.times[0] >= 5_000_000 {
            #expect(
                early.contains {
                    $0.path == visit.path && $0.times[0] < visit.times[2]
                        && $0.times[2] > visit.times[0]
                })
        }
        try #require(early != final, "the scan was over before it was stopped")
        // Nothing of it is looked at again: only what is decoded counts as frames now.
        let store = try EventStore(path: database, access: .readOnly)
        #expect(try store.recordings().allSatisfy { $0.frames > 0 && $0.frames < 150 })
        try scan(trial.request(), into: database)
        #expect(try Found.all(in: database) == final)
    }

    @Test(
        "a fast one leaves most at the key frames, the same when interrupted; a thorough one ends it"
    )
    func fast() throws {
        let database = trial.database()
        let outcomes = try scan(trial.request { $0.mode = .fast }, into: database)
        #expect(outcomes.allSatisfy { $0.status == .partial })
        let expected = try Found.all(in: database)
        let store = try EventStore(path: database, access: .readOnly)
        let analysed = try store.recordings().map { try store.coverage(of: $0.id) }
        for spans in analysed { #expect(spans.contains { $0.state == .analysed }) }
        for limit in [30, 119, 120, 121, 131] {
            let other = trial.database()
            try scan(
                trial.request { $0.mode = .fast }, into: other,
                stop: { try Self.progress(of: $0) >= limit })
            try scan(trial.request { $0.mode = .fast }, into: other)
            #expect(try Found.all(in: other) == expected, "interrupted after \(limit)")
        }
        let whole = trial.database()
        try scan(trial.request(), into: whole)
        let completed = try scan(trial.request(), into: database)
        #expect(completed.allSatisfy { $0.status == .analysed })
        #expect(try Found.all(in: database) == Found.all(in: whole))
    }

    @Test("says of a stream that offers nothing to rank that it is read straight through")
    func unrankable() throws {
        let path = trial.folder.path + "/pictures.avi"
        try VisitedYard.write(path, seconds: 20, visits: [], codec: "mjpeg")
        let outcomes = try scan(
            trial.request {
                $0.candidates = RecordingDiscovery.find([path], imagesPerSecond: 25).recordings
                $0.mode = .fast
            }, into: trial.database())
        let outcome = try #require(outcomes.first)
        #expect(outcome.status == .analysed)
        #expect(outcome.findings.contains { $0.contains("read straight through") })
    }
}

/// Counts from several threads.
private final class Counter: @unchecked Sendable {
    // Guarded by `lock`.
    private let lock = NSLock()
    private var count = 0
    func add() { lock.withLock { count += 1 } }
    var value: Int { lock.withLock { count } }
}

/// What a scan told.
private final class Outcomes: @unchecked Sendable {
    // Guarded by `lock`.
    private let lock = NSLock()
    private var outcomes: [RecordingOutcome] = []
    func add(_ outcome: RecordingOutcome) { lock.withLock { outcomes.append(outcome) } }
    var all: [RecordingOutcome] { lock.withLock { outcomes } }
}

/// What coverage was seen during a scan.
private final class Seen: @unchecked Sendable {
    // Guarded by `lock`.
    private let lock = NSLock()
    private(set) var count = 0
    private(set) var uneven: [[CoverageSpan]] = []
    private(set) var states: Set<CoverageState> = []

    func add(_ spans: [CoverageSpan], duration: MediaTime) {
        lock.withLock {
            count += 1
            states.formUnion(spans.map(\.state))
            var end = MediaTime.zero
            var isEven = true
            for span in spans {
                if span.range.start != end { isEven = false }
                end = span.range.end
            }
            if !isEven || end != duration { uneven.append(spans) }
        }
    }
}
