import EventScoring
import EventStore
import Footage
import Foundation
import Testing

/// Incidents that rules tell of are the same in whatever order stretches are stored, and whenever
/// they were told in between.
@Suite struct IncidentTests {
    /// 02:10:00 in Makassar on 2026-12-02.
    private static let night = WallTime(microsecondsUTC: 1_796_148_600_000_000)
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let rules = RuleSet(
        zones: [
            Zone(
                name: "jetty",
                polygon: Polygon(points: [
                    NormalizedPoint(x: 0.3, y: 0), NormalizedPoint(x: 0.7, y: 0),
                    NormalizedPoint(x: 0.7, y: 1), NormalizedPoint(x: 0.3, y: 1),
                ]))
        ],
        rules: [
            RuleDefinition(name: "nobody here", type: "intrusion", zones: ["jetty"]),
            RuleDefinition(
                name: "too long", type: "loitering",
                parameters: ["longer_than": .duration(MediaTime(seconds: 30))]),
            RuleDefinition(
                name: "bags", type: "object_left",
                parameters: ["longer_than": .duration(MediaTime(seconds: 10))]),
        ])

    private static func telling(_ rules: RuleSet) throws -> IncidentTelling {
        let zone = try #require(TimeZone(identifier: "Asia/Makassar"))
        let engine = RuleEngine(rules, timeZone: zone)
        return IncidentTelling(
            reachMicroseconds: engine.reachMicroseconds,
            changeReachMicroseconds: RuleEngine.changeReachMicroseconds, wholes: engine.wholes,
            incidents: engine.incidents)
    }

    /// What is seen of a stretch of a recording when somebody walks from the left to the right side
    /// from second 5 to second 105 of two minutes, of which the recording shows one.
    private static func outcome(
        _ stretch: PlannedStretch, recording offset: Double, isProvisional: Bool = false
    ) -> StretchOutcome {
        var outcome = StretchOutcome.sample(stretch)
        outcome.isProvisional = isProvisional
        if isProvisional {
            outcome.coverage = [CoverageSpan(range: stretch.range, state: .keyFramesOnly)]
        }
        let times = stride(
            from: stretch.range.start.seconds, to: stretch.range.end.seconds - 0.05, by: 0.2)
        let boxes = times.compactMap { time -> TimedBoxes? in
            let second = time + offset
            guard (5...105).contains(second) else { return nil }
            return TimedBoxes(
                time: MediaTime(seconds: time),
                boxes: [
                    .init(
                        region: Region(
                            x: 0.009 * (second - 5), y: 0.5, width: 0.05, height: 0.2),
                        track: 7 + stretch.ordinal % 3)
                ])
        }
        if let first = boxes.first, let last = boxes.last {
            var motion = MotionSegment.sample(first.time.seconds, last.time.seconds + 0.1)
            motion.boxes = boxes
            outcome.segments = [.init(motion: motion, thumbnail: [0xFF, 0xD8])]
        }
        if offset == 0, stretch.ordinal == 3, !isProvisional {
            outcome.changes = [
                LastingChange(
                    manner: .came, time: MediaTime(seconds: 34),
                    lastBefore: MediaTime(seconds: 33),
                    region: Region(x: 0.5, y: 0.7, width: 0.02, height: 0.05), sharePPM: 900)
            ]
        }
        return outcome
    }

    private static let paths = ["/a.mp4", "/b.mp4"]

    private func begin(_ scan: ScanFixture, _ number: Int, rescan: Bool = false) throws
        -> RecordingID
    {
        let id = try scan.claimed(.sample(Self.paths[number]), rescan: rescan)
        _ = try scan.store.begin(
            id,
            facts: .sample(
                seconds: 60, start: Self.night + MediaTime(seconds: Double(number) * 60)),
            stretches: plan(stretches: 6, seconds: 10), rebuild: .standard)
        return id
    }

    /// The incidents, as far as they do not depend on chance.
    private func outline(_ store: EventStore) throws -> [String] {
        try store.events(order: .oldestFirst, limit: 1000).events.filter { $0.facts != nil }.map {
            event in
            let boxes = try store.boxes(of: event.id).map { part in
                "\(part.path): \(part.moments.map { "\($0.time) \($0.boxes[0].region)" })"
            }
            let parts = try store.parts(of: event.id).map { "\($0.path) \($0.eventRange)" }
            return
                "\(event.kind) \(event.start.path) \(event.start.media) \(event.peak.path) "
                + "\(event.peak.media) \(event.end.path) \(event.end.media) \(event.zone ?? "-") "
                + "\(event.facts.map { "\($0)" } ?? "") \(event.score) \(boxes) \(parts)"
        }
    }

    private func scanned(order: [(Int, Int)], tellingAfter moments: Set<Int>) throws -> [String] {
        let path = folder.file("\(UUID().uuidString).sqlite")
        let scan = try ScanFixture(try EventStore(path: path))
        try scan.store.setRules("rules", of: scan.feed)
        let telling = try Self.telling(Self.rules)
        var claimed: [Int: RecordingID] = [:]
        let stretches = plan(stretches: 6, seconds: 10)
        for (step, (recording, ordinal)) in order.enumerated() {
            let id = try claimed[recording] ?? begin(scan, recording)
            claimed[recording] = id
            try scan.store.commit(
                Self.outcome(stretches[ordinal], recording: Double(recording) * 60), of: id,
                rebuild: .standard)
            if moments.contains(step) { try scan.store.tell(scan.feed, telling) }
        }
        try scan.store.tell(scan.feed, telling)
        #expect(try !scan.store.isUntold(scan.feed))
        return try outline(scan.store)
    }

    @Test("The order of stretches and the moments of telling change nothing")
    func order() throws {
        let all = (0..<2).flatMap { recording in (0..<6).map { (recording, $0) } }
        let expected = try scanned(order: all, tellingAfter: [])
        #expect(expected.count == 3)
        // From second 5 to 105, over two recordings; in the zone from the middle of its box on.
        #expect(expected[0].hasPrefix("loitering /a.mp4 0:00:05.000"))
        #expect(expected[1].hasPrefix("objectLeft /a.mp4 0:00:34.000"))
        #expect(expected[2].hasPrefix("intrusion /a.mp4 0:00:35.600"))
        #expect(expected[0].contains("/b.mp4 0:00:45."))
        var chance = SeededGenerator(state: 11)
        for _ in 0..<25 {
            let order = all.shuffled(using: &chance)
            let moments = Set((0..<12).filter { _ in Bool.random(using: &chance) })
            #expect(try scanned(order: order, tellingAfter: moments) == expected)
        }
    }

    @Test("What key frames alone have shown is no ground for an incident")
    func provisional() throws {
        let scan = try ScanFixture(try EventStore(path: folder.file("t.sqlite")))
        try scan.store.setRules("rules", of: scan.feed)
        let telling = try Self.telling(Self.rules)
        let stretches = plan(stretches: 6, seconds: 10)
        let id = try begin(scan, 0)
        for stretch in stretches {
            try scan.store.commit(
                Self.outcome(stretch, recording: 0, isProvisional: true), of: id,
                rebuild: .standard)
        }
        try scan.store.tell(scan.feed, telling)
        #expect(try !scan.store.events().events.isEmpty)
        #expect(try outline(scan.store).isEmpty)
        try scan.store.settleForKeyFrames(id)
        try scan.store.setRules("other rules", of: scan.feed)
        try scan.store.tell(scan.feed, telling)
        #expect(try outline(scan.store).isEmpty)
    }

    private func whole(_ scan: ScanFixture) throws {
        for recording in 0..<2 {
            let id = try begin(scan, recording)
            for stretch in plan(stretches: 6, seconds: 10) {
                try scan.store.commit(
                    Self.outcome(stretch, recording: Double(recording) * 60), of: id,
                    rebuild: .standard)
            }
            try scan.store.finish(id, status: .analysed)
        }
    }

    @Test("Rules that are stated later need no decoding, and take away what others told")
    func laterRules() throws {
        let scan = try ScanFixture(try EventStore(path: folder.file("t.sqlite")))
        try whole(scan)
        #expect(try !scan.store.isUntold(scan.feed))
        try scan.store.setRules("rules", of: scan.feed)
        try scan.store.tell(scan.feed, Self.telling(Self.rules))
        #expect(try outline(scan.store).count == 3)
        let motion = try scan.store.events(order: .oldestFirst).events.filter { $0.kind == .motion }

        var fewer = Self.rules
        fewer.rules.remove(at: 1)
        try scan.store.setRules("fewer rules", of: scan.feed)
        try scan.store.tell(scan.feed, Self.telling(fewer))
        #expect(try outline(scan.store).count == 2)
        try scan.store.setRules("fewer rules", of: scan.feed)
        #expect(try !scan.store.isUntold(scan.feed))
        // Events of motion are not touched by any of it.
        #expect(
            try scan.store.events(order: .oldestFirst).events.filter { $0.kind == .motion }
                == motion)
    }

    @Test("An incident that is told of again keeps its identity and its reviews")
    func identity() throws {
        let scan = try ScanFixture(try EventStore(path: folder.file("t.sqlite")))
        try scan.store.setRules("rules", of: scan.feed)
        try whole(scan)
        let telling = try Self.telling(Self.rules)
        try scan.store.tell(scan.feed, telling)
        func incidents() throws -> [EventRecord] {
            try scan.store.events(order: .oldestFirst).events.filter { $0.facts != nil }
        }
        let before = try incidents()
        let intrusion = try #require(before.first { $0.kind == .intrusion })
        try scan.store.review([intrusion.id], as: .falseAlarm, by: "Ani", note: "the guard")
        // The first recording is scanned again, and is half done when incidents are told of.
        let id = try begin(scan, 0, rescan: true)
        for stretch in plan(stretches: 6, seconds: 10) {
            try scan.store.commit(
                Self.outcome(stretch, recording: 0), of: id, rebuild: .standard)
            if stretch.ordinal == 4 { try scan.store.tell(scan.feed, telling) }
        }
        try scan.store.tell(scan.feed, telling)
        let after = try incidents()
        #expect(after.map(\.uuid) == before.map(\.uuid))
        #expect(after.first { $0.kind == .intrusion }?.reviewState == .falseAlarm)
        #expect(try scan.store.reviews(of: intrusion.id).map(\.note) == ["the guard"])
    }

    @Test("What is purged takes its incidents along, and they do not come back")
    func purge() throws {
        let scan = try ScanFixture(try EventStore(path: folder.file("t.sqlite")))
        try scan.store.setRules("rules", of: scan.feed)
        try whole(scan)
        let telling = try Self.telling(Self.rules)
        try scan.store.tell(scan.feed, telling)
        let report = try scan.store.purge(
            PurgeRequest(before: Self.night + MediaTime(seconds: 60)), rebuild: .standard, by: "Ani"
        )
        #expect(report.stretches == 6)
        let left = try scan.store.events(order: .oldestFirst).events.filter { $0.facts != nil }
        // They go on in the second recording, and begin where it begins.
        #expect(left.allSatisfy { $0.start.wall == Self.night + MediaTime(seconds: 60) })
        #expect(Set(left.map(\.kind)) == [.intrusion, .loitering, .objectLeft])
        _ = try scan.store.purge(
            PurgeRequest(before: Self.night + MediaTime(seconds: 120)), rebuild: .standard,
            by: "Ani")
        #expect(try outline(scan.store).isEmpty)
        try scan.store.setRules("other rules", of: scan.feed)
        try scan.store.tell(scan.feed, telling)
        #expect(try outline(scan.store).isEmpty)
    }

    @Test("A recording without a clock has incidents of its own, by its own time")
    func unknownClock() throws {
        let scan = try ScanFixture(try EventStore(path: folder.file("t.sqlite")))
        try scan.store.setRules("rules", of: scan.feed)
        for number in 0..<2 {
            let id = try scan.claimed(.sample(Self.paths[number]))
            _ = try scan.store.begin(
                id, facts: .sample(seconds: 60), stretches: plan(stretches: 6, seconds: 10),
                rebuild: .standard)
            for stretch in plan(stretches: 6, seconds: 10) {
                try scan.store.commit(
                    Self.outcome(stretch, recording: 0), of: id, rebuild: .standard)
            }
        }
        try scan.store.tell(scan.feed, Self.telling(Self.rules))
        let found = try scan.store.events(order: .oldestFirst).events.filter { $0.facts != nil }
        #expect(found.count == 6)
        #expect(found.allSatisfy { $0.start.wall == nil && $0.start.path == $0.end.path })
    }
}
