import EventScoring
import EventStore
import Footage
import Testing

@Suite("What key frames gave, and what comes in its place")
struct ProvisionalTests {
    let folder: TemporaryFolder
    let store: EventStore
    let scan: ScanFixture
    let stretches = plan(stretches: 3, seconds: 10)

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        scan = try ScanFixture(store)
    }

    private func begun() throws -> RecordingID {
        let recording = try scan.claimed()
        _ = try store.begin(
            recording, facts: .sample(seconds: 30), stretches: stretches, rebuild: .standard)
        return recording
    }

    private func commit(
        _ ordinal: Int, _ motion: [ClosedRange<Double>], provisional: Bool = false,
        ppm: Int = 1000, of recording: RecordingID
    ) throws {
        var outcome = StretchOutcome.sample(stretches[ordinal], motion: motion, ppm: ppm)
        outcome.isProvisional = provisional
        if provisional {
            outcome.coverage = [
                CoverageSpan(range: stretches[ordinal].range, state: .keyFramesOnly)
            ]
            outcome.frames = 3
        }
        try store.commit(outcome, of: recording, rebuild: .standard)
    }

    private func events() throws -> [EventRecord] { try store.events(order: .oldestFirst).events }

    @Test("events are there at once; the stretch still waits, and its coverage says why")
    func provisional() throws {
        let recording = try begun()
        try commit(1, [12...16], provisional: true, of: recording)
        #expect(try events().map(\.start.media.seconds) == [12])
        #expect(try events().first?.hasThumbnail == true)
        let coverage = try store.coverage(of: recording)
        #expect(coverage.map(\.state) == [.pending, .keyFramesOnly, .pending])
        #expect(try store.surveyed(recording) == [1: 4_000_000_000])
        #expect(try store.recording(recording)?.frames == 3)
        store.release(recording)
        let again = try scan.claimed()
        #expect(
            try store.begin(
                again, facts: .sample(seconds: 30), stretches: stretches, rebuild: .standard
            ).isEmpty)
        #expect(try events().count == 1)
    }

    @Test("an event keeps its identity and its review when the stretch is decoded")
    func identity() throws {
        let recording = try begun()
        try commit(1, [12...16], provisional: true, of: recording)
        let before = try #require(try events().first)
        try store.review([before.id], as: .trueAlarm, by: "ayu", note: "a boat")
        try commit(1, [13.5...15], ppm: 300, of: recording)
        let after = try #require(try events().first)
        #expect(try events().count == 1)
        #expect(after.uuid == before.uuid)
        #expect(after.reviewState == .trueAlarm)
        #expect(after.start.media.seconds == 13.5 && after.end.media.seconds == 15)
        #expect(after.active.seconds == 1.5 && after.peakPPM == 300)
        #expect(try store.recording(recording)?.frames == 15)
        #expect(try store.coverage(of: recording).map(\.state) == [.pending, .analysed, .pending])
    }

    @Test("an event that decoding does not confirm is gone; its review waits for another")
    func unconfirmed() throws {
        let recording = try begun()
        try commit(1, [12...16], provisional: true, of: recording)
        let before = try #require(try events().first)
        try store.review([before.id], as: .reviewed, by: "ayu")
        try commit(1, [], of: recording)
        #expect(try events().isEmpty)
        try commit(0, [8...10], of: recording)
        #expect(try events().map(\.reviewState) == [.unreviewed])
    }

    @Test("an event that falls apart keeps its identity in one of the parts")
    func splitting() throws {
        let recording = try begun()
        try commit(0, [2...10], provisional: true, of: recording)
        try commit(1, [10...20], provisional: true, of: recording)
        try commit(2, [20...24], provisional: true, of: recording)
        let before = try events()
        #expect(before.count == 1)
        try commit(1, [], of: recording)
        let after = try events()
        #expect(after.map(\.start.media.seconds) == [2, 20])
        #expect(after.filter { $0.uuid == before[0].uuid }.count == 1)
        #expect(after.map(\.active.seconds) == [8, 4])
    }

    @Test("a decoded stretch is not overruled by its key frames")
    func decodedStays() throws {
        let recording = try begun()
        try commit(1, [13...15], of: recording)
        try commit(1, [11...19], provisional: true, of: recording)
        #expect(try events().map(\.start.media.seconds) == [13])
        #expect(try store.coverage(of: recording).map(\.state) == [.pending, .analysed, .pending])
    }

    @Test("final events are the same whatever key frames gave before, in any order")
    func independence() throws {
        let final: [[ClosedRange<Double>]] = [[4...5, 8...10], [10...10.2, 16...17], [19...21]]
        func finished(_ steps: [(Int, [ClosedRange<Double>]?)], path: String) throws -> [[Double]] {
            let identity = RecordingIdentity.sample(path)
            let recording = try scan.claimed(identity)
            _ = try store.begin(
                recording, facts: .sample(seconds: 30), stretches: stretches, rebuild: .standard)
            for (ordinal, motion) in steps {
                try commit(
                    ordinal, motion ?? final[ordinal], provisional: motion != nil, of: recording)
            }
            return try events().filter { $0.start.recording == recording }.map {
                [
                    $0.start.media.seconds, $0.end.media.seconds, $0.peak.media.seconds,
                    $0.active.seconds, Double($0.score),
                ]
            }
        }
        let plain = try finished([(0, nil), (1, nil), (2, nil)], path: "/plain.mp4")
        var random = SeededGenerator(state: 7)
        for trial in 0..<30 {
            var steps: [(Int, [ClosedRange<Double>]?)] = []
            for ordinal in 0..<3 {
                let start = Double(ordinal) * 10
                let from = start + Double.random(in: 0...5, using: &random)
                steps.append((ordinal, [from...from + Double.random(in: 1...5, using: &random)]))
            }
            steps.shuffle(using: &random)
            steps += [0, 1, 2].shuffled(using: &random).map { ($0, nil) }
            #expect(try finished(steps, path: "/\(trial).mp4") == plain, "\(steps)")
        }
    }

    @Test("a fast scan ends with the key frames; a thorough one goes on from there")
    func settled() throws {
        let recording = try begun()
        for ordinal in 0..<3 { try commit(ordinal, [], provisional: true, of: recording) }
        try store.settleForKeyFrames(recording, except: [1])
        #expect(try store.isSettledForKeyFrames(recording))
        #expect(Set(try store.surveyed(recording).keys) == [1])
        try commit(1, [13...15], of: recording)
        try store.finish(recording, status: .partial, error: "key frames only")
        #expect(try scan.claim() == .finished(recording, .partial))
        let claim = try store.claim(
            .sample(), feed: scan.feed, run: scan.run, completes: true, rebuild: .standard)
        #expect(claim == .claimed(recording))
        let done = try store.begin(
            recording, facts: .sample(seconds: 30), stretches: stretches, rebuild: .standard)
        #expect(done == [1])
        #expect(Set(try store.surveyed(recording).keys) == [0, 2])
    }
}
