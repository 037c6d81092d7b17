import EventScoring
import EventStore
import Footage
import Testing

/// Whatever order stretches and recordings are stored in, the database says the same.
@Suite struct OrderIndependenceTests {
    private static let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    private struct Plan {
        var recordings: [(path: String, start: WallTime?, stretches: [StretchOutcome])] = []
    }

    /// Two files of known clock that meet, and one of unknown clock.
    private static func randomPlan(_ generator: inout SeededGenerator) -> Plan {
        var made = Plan()
        for (name, start) in [("a", noon), ("b", noon + MediaTime(seconds: 60)), ("c", nil)] {
            let stretches = plan(stretches: 6, seconds: 10).map { stretch in
                var outcome = StretchOutcome.sample(stretch)
                var time = stretch.range.start.seconds
                while true {
                    time += Double.random(in: 0...6, using: &generator)
                    let end = time + Double.random(in: 0.1...2, using: &generator)
                    guard end <= stretch.range.end.seconds else { break }
                    outcome.segments.append(
                        .init(
                            motion: .sample(
                                time, end, ppm: Int.random(in: 50...900, using: &generator)),
                            thumbnail: [UInt8.random(in: 0...255, using: &generator)]))
                    time = end
                }
                return outcome
            }
            made.recordings.append(("/\(name).mp4", start, stretches))
        }
        return made
    }

    /// Stores the plan's stretches in the given order of (recording, stretch).
    private static func outline(_ plan: Plan, order: [(Int, Int)]) throws -> [[String]] {
        let folder = try TemporaryFolder()
        let scan = try ScanFixture(try EventStore(path: folder.file("t.sqlite")))
        var claimed: [Int: RecordingID] = [:]
        for (recording, stretch) in order {
            let wanted = plan.recordings[recording]
            let id: RecordingID
            if let known = claimed[recording] {
                id = known
            } else {
                id = try scan.claimed(.sample(wanted.path))
                claimed[recording] = id
                _ = try scan.store.begin(
                    id, facts: .sample(seconds: 60, start: wanted.start),
                    stretches: EventStoreTests.plan(stretches: 6, seconds: 10), rebuild: .standard)
            }
            try scan.store.commit(wanted.stretches[stretch], of: id, rebuild: .standard)
        }
        return try scan.store.events(order: .oldestFirst, limit: 1000).events.map { event in
            [
                event.start.path, "\(event.start.media)", event.peak.path, "\(event.peak.media)",
                event.end.path, "\(event.end.media)", "\(event.score)", "\(event.active)",
                "\(event.peakPPM)", "\(event.start.wall?.microsecondsUTC ?? 0)",
                "\(try scan.store.boxes(of: event.id).map(\.moments))",
                "\(try scan.store.thumbnail(of: event.id) ?? [])",
            ]
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    @Test("Any order of stretches gives the same events", arguments: 0..<25)
    func anyOrder(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let plan = Self.randomPlan(&generator)
        let inOrder = (0..<3).flatMap { recording in (0..<6).map { (recording, $0) } }
        let expected = try Self.outline(plan, order: inOrder)
        #expect(!expected.isEmpty)

        // What the rules say of all segments at once, without a store.
        let known = plan.recordings.prefix(2).flatMap { recording in
            recording.stretches.flatMap(\.segments).map {
                (recording.start?.microsecondsUTC ?? 0, $0.motion)
            }
        }
        let drafts = EventBuilder.events(
            from: known.enumerated().map {
                TimelineSegment(id: Int64($0), $1.1, originMicroseconds: $1.0)
            }, parameters: ScoringParameters())
        #expect(expected.filter { $0[0] != "/c.mp4" }.count == drafts.count)

        for _ in 0..<2 {
            let shuffled = inOrder.shuffled(using: &generator)
            #expect(try Self.outline(plan, order: shuffled) == expected)
        }
    }
}
