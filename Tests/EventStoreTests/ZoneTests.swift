import Footage
import GRDB
import Testing

@testable import EventStore

@Suite struct ZoneTests {
    let folder: TemporaryFolder
    let store: EventStore
    let feed: FeedID

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        feed = try store.feed(named: "gate", timeZone: "Asia/Makassar").id
    }

    private static func square(_ x: Double, _ y: Double, _ side: Double) -> Polygon {
        Polygon(
            points: [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
                .map(NormalizedPoint.init(x:y:)))
    }

    private func add(
        _ name: String, _ polygon: Polygon, kind: ZoneKind = .zone, to feed: FeedID? = nil
    ) throws -> ZoneRecord {
        try store.addZone(
            ZoneDraft(name: name, kind: kind, polygon: polygon), to: feed ?? self.feed, by: "Ani")
    }

    private func events(in zone: String) throws -> Set<EventID> {
        var filter = EventFilter()
        filter.zones = [zone]
        return Set(try store.events(filter, limit: 1000).events.map(\.id))
    }

    /// Scans a recording with one moving thing in each stretch of 10 s.
    private func scan(
        _ path: String, boxes: [Region], feed name: String = "gate", rescan: Bool = false
    ) throws {
        let scan = try ScanFixture(store, feed: name)
        let recording = try scan.claimed(.sample(path), rescan: rescan)
        let stretches = plan(stretches: boxes.count, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: Double(boxes.count) * 10), stretches: stretches,
            rebuild: .standard)
        for (stretch, box) in zip(stretches, boxes) {
            let start = stretch.range.start.seconds + 2
            var outcome = StretchOutcome.sample(stretch, motion: [start...start + 3])
            outcome.segments[0].motion.boxes = [
                TimedBoxes(
                    time: MediaTime(seconds: start), boxes: [.init(region: box, track: 1)])
            ]
            try store.commit(outcome, of: recording, rebuild: .standard)
        }
        try store.finish(recording, status: .analysed)
    }

    /// As sampled: whether any of many points of the box, its border included, is in the polygon.
    private static func touches(_ box: Region, _ polygon: Polygon) -> Bool {
        let steps = 60
        return (0...steps).contains { across in
            (0...steps).contains { down in
                polygon.contains(
                    NormalizedPoint(
                        x: box.x + box.width * Double(across) / Double(steps),
                        y: box.y + box.height * Double(down) / Double(steps)))
            }
        }
    }

    @Test("The filter by a zone gives what a search through all boxes gives", arguments: 0..<6)
    func bruteForce(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        func random(_ range: ClosedRange<Double>) -> Double {
            Double.random(in: range, using: &generator)
        }
        let boxes = (0..<60).map { _ in
            Region(x: random(0...0.8), y: random(0...0.8), width: random(0.02...0.2), height: 0.1)
        }
        let polygon = Polygon(
            points: (0..<Int.random(in: 3...7, using: &generator)).map { _ in
                NormalizedPoint(x: random(0.1...0.9), y: random(0.1...0.9))
            })
        // Half of the recordings are there before the zone, half come after it.
        try scan("/a.mp4", boxes: Array(boxes.prefix(30)))
        let zone = try add("jetty", polygon)
        try scan("/b.mp4", boxes: Array(boxes.suffix(30)))
        let all = try store.events(order: .oldestFirst, limit: 1000).events
        #expect(all.count == 60)
        let found = try events(in: "jetty")
        let shape = ZoneShape(polygon)
        var expected: Set<EventID> = []
        for event in all {
            let moments = try store.boxes(of: event.id).flatMap(\.moments)
            let isTouched = moments.contains { $0.boxes.contains { shape.touches($0.region) } }
            if isTouched { expected.insert(event.id) }
            // Points can miss a corner that just reaches into the box, never find too much.
            let isSampled = moments.contains {
                $0.boxes.contains { Self.touches($0.region, polygon) }
            }
            #expect(!isSampled || isTouched)
        }
        #expect(found == expected)
        #expect(!found.isEmpty && found.count < 60)
        #expect(try store.zone(zone.id)?.events == found.count)
        var filter = EventFilter()
        filter.zones = ["jetty"]
        #expect(try store.eventCount(filter) == found.count)
    }

    @Test(
        "A box touches a zone that crosses it, holds it, lies in it, or has a corner in it",
        arguments: [
            (Region(x: 0.4, y: 0.4, width: 0.1, height: 0.1), true),
            (Region(x: 0.1, y: 0.1, width: 0.8, height: 0.8), true),
            (Region(x: 0.1, y: 0.1, width: 0.2, height: 0.2), true),
            (Region(x: 0.25, y: 0.45, width: 0.5, height: 0.02), true),
            (Region(x: 0.1, y: 0.1, width: 0.1, height: 0.1), false),
            (Region(x: 0.75, y: 0.4, width: 0.1, height: 0.1), false),
            (Region(x: 0.4, y: 0.75, width: 0.1, height: 0.1), false),
        ])
    func shapes(box: Region, isTouching: Bool) {
        #expect(ZoneShape(Self.square(0.28, 0.28, 0.4)).touches(box) == isTouching)
    }

    @Test("A box beside a slanted edge is not in the zone, though it lies within its bounds")
    func slanted() {
        let triangle = ZoneShape(
            Polygon(
                points: [(0, 0), (1, 0), (0, 1)].map(NormalizedPoint.init(x:y:))))
        #expect(!triangle.touches(Region(x: 0.7, y: 0.7, width: 0.2, height: 0.2)))
        #expect(triangle.touches(Region(x: 0.45, y: 0.45, width: 0.2, height: 0.2)))
    }

    @Test("A zone's name also finds events whose rule named it")
    func byRule() throws {
        try scan(
            "/a.mp4", boxes: Array(repeating: Region(x: 0, y: 0, width: 0.1, height: 0.1), count: 3)
        )
        try store.pool.write { try $0.execute(sql: "UPDATE event SET zone = 'jetty' WHERE id = 2") }
        #expect(try events(in: "jetty") == [EventID(rawValue: 2)])
        let zone = try add("jetty", Self.square(0.5, 0.5, 0.2))
        #expect(try events(in: "jetty") == [EventID(rawValue: 2)])
        #expect(try store.zone(zone.id)?.events == 1)
    }

    @Test("A zone finds nothing on another feed, unless that has one of the same name")
    func otherFeeds() throws {
        let box = Region(x: 0.5, y: 0.5, width: 0.1, height: 0.1)
        try scan("/a.mp4", boxes: [box])
        try scan("/b.mp4", boxes: [box], feed: "harbour")
        let harbour = try #require(try store.existingFeed(named: "harbour")).id
        _ = try add("jetty", Self.square(0.5, 0.5, 0.2))
        #expect(try events(in: "jetty").count == 1)
        _ = try add("jetty", Self.square(0.5, 0.5, 0.2), to: harbour)
        #expect(try events(in: "jetty").count == 2)
        #expect(throws: EventStoreError.nameTaken(path: store.path, what: "zone", name: "jetty")) {
            try add("jetty", Self.square(0.1, 0.1, 0.2))
        }
    }

    @Test("Changing a zone changes what it finds; removing it leaves the events")
    func changing() throws {
        try scan(
            "/a.mp4",
            boxes: [
                Region(x: 0.1, y: 0.1, width: 0.1, height: 0.1),
                Region(x: 0.8, y: 0.8, width: 0.1, height: 0.1),
            ])
        let zone = try add("left", Self.square(0.1, 0.1, 0.1))
        #expect(try events(in: "left") == [EventID(rawValue: 1)])
        let draft = ZoneDraft(name: "right", polygon: Self.square(0.8, 0.8, 0.1))
        let changed = try store.changeZone(zone.id, to: draft, by: "Budi")
        #expect(changed.name == "right" && changed.createdBy == "Ani" && changed.id == zone.id)
        #expect(try events(in: "left").isEmpty)
        #expect(try events(in: "right") == [EventID(rawValue: 2)])
        #expect(try store.removeZone(zone.id, by: "Budi"))
        #expect(try !store.removeZone(zone.id, by: "Budi"))
        #expect(try events(in: "right").isEmpty)
        #expect(try store.eventCount() == 2)
        #expect(
            try store.auditEntries().map(\.action) == [.zoneRemoved, .zoneChanged, .zoneAdded])
        #expect(try store.auditEntries()[1].subjectJSON.contains(#""previous_name":"left""#))
        #expect(throws: EventStoreError.unknownZone(path: store.path, id: zone.id.rawValue)) {
            try store.changeZone(zone.id, to: draft, by: "Budi")
        }
    }

    @Test("Events that become one, and recordings that are scanned again, stay in step with zones")
    func followsEvents() throws {
        let box = Region(x: 0.5, y: 0.5, width: 0.1, height: 0.1)
        _ = try add("jetty", Self.square(0.5, 0.5, 0.2))
        let scan = try ScanFixture(store)
        let recording = try scan.claimed(.sample("/a.mp4"))
        let stretches = plan(stretches: 3, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 30), stretches: stretches, rebuild: .standard)
        for (ordinal, motion) in [(0, 5.0...9.5), (2, 20.5...25.0), (1, 10.0...20.0)] {
            var outcome = StretchOutcome.sample(stretches[ordinal], motion: [motion])
            // Only what comes last, and joins the two others, was outside.
            let region = ordinal == 1 ? Region(x: 0, y: 0, width: 0.1, height: 0.1) : box
            outcome.segments[0].motion.boxes = [
                TimedBoxes(
                    time: MediaTime(seconds: motion.lowerBound),
                    boxes: [.init(region: region, track: 1)])
            ]
            try store.commit(outcome, of: recording, rebuild: .standard)
        }
        try store.finish(recording, status: .analysed)
        #expect(try events(in: "jetty") == [EventID(rawValue: 1)])
        #expect(try store.zones(of: feed).map(\.events) == [1])
        try self.scan("/a.mp4", boxes: [Region(x: 0, y: 0, width: 0.1, height: 0.1)], rescan: true)
        #expect(try events(in: "jetty").isEmpty)
        try store.pool.read { database throws in
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM zone_segment") == 0)
        }
        try self.scan("/a.mp4", boxes: [box, box], rescan: true)
        #expect(try events(in: "jetty").count == 2)
        try store.pool.write { try $0.execute(sql: "DELETE FROM event WHERE id > 0") }
        try store.pool.read { database throws in
            #expect(
                try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM zone_segment WHERE event_id IS NOT NULL")
                    == 0, "also where the foreign key takes the event away")
        }
    }

    @Test("Privacy masks are those of their kind")
    func masks() throws {
        _ = try add("jetty", Self.square(0.1, 0.1, 0.2))
        let mask = try add("window", Self.square(0.5, 0.1, 0.25), kind: .privacyMask)
        #expect(try store.privacyMasks(of: feed) == [mask.polygon])
        #expect(try store.zones(of: feed).map(\.name) == ["jetty", "window"])
        try store.pool.write {
            try $0.execute(sql: "UPDATE zone SET polygon = '[' WHERE name = 'window'")
        }
        #expect(throws: EventStoreError.self) { try store.privacyMasks(of: feed) }
    }

    @Test("What is no polygon in the picture is refused")
    func invalid() throws {
        let polygons = [
            Polygon(points: []), Polygon(points: Array(Self.square(0, 0, 1).points.prefix(2))),
            Self.square(0.5, 0.5, 0.6), Self.square(0.5, 0.5, 0), Self.square(.nan, 0, 0.1),
            Polygon(points: [(0.1, 0.1), (0.2, 0.2), (0.9, 0.9)].map(NormalizedPoint.init(x:y:))),
            Polygon(points: Array(repeating: NormalizedPoint(x: 0, y: 0), count: 201)),
        ]
        for polygon in polygons {
            let error = #expect(throws: EventStoreError.self) { try add("jetty", polygon) }
            #expect(error?.trouble == .invalid)
        }
        #expect(throws: EventStoreError.self) { try add("", Self.square(0.1, 0.1, 0.1)) }
        #expect(throws: EventStoreError.unknownFeed(path: store.path, id: 9)) {
            try add("jetty", Self.square(0.1, 0.1, 0.1), to: FeedID(rawValue: 9))
        }
        #expect(try store.zones(of: feed).isEmpty)
    }
}
