import EventStore
import Footage
import Testing

@Suite struct EventQueryTests {
    let folder: TemporaryFolder
    let store: EventStore
    private let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    /// Two feeds of known clock and a recording of unknown clock: 60 events.
    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        for (number, name) in ["gate", "harbour", "lost"].enumerated() {
            let scan = try ScanFixture(store, feed: name)
            let motion = (0..<20).map { index in
                let start = Double(index) * 10 + 2
                return start...(start + 0.5 + Double((index * 7 + number) % 5))
            }
            try scan.scan(
                .sample("/\(name).mp4"),
                start: name == "lost" ? nil : noon + MediaTime(seconds: Double(number)),
                stretches: 20, motion: motion)
        }
    }

    private func all(
        _ filter: EventFilter = EventFilter(), order: EventOrder, pageSize: Int
    ) throws -> [EventRecord] {
        var found: [EventRecord] = []
        var cursor: EventCursor?
        repeat {
            let page = try store.events(filter, order: order, limit: pageSize, after: cursor)
            #expect(page.events.count <= pageSize)
            found += page.events
            // The cursor goes to a client and comes back as text.
            cursor = try page.next.map { try #require(EventCursor($0.description)) }
        } while cursor != nil
        return found
    }

    @Test("Pages give every event once, in order", arguments: EventOrder.allCases, [1, 7, 60, 100])
    func paging(order: EventOrder, pageSize: Int) throws {
        let events = try all(order: order, pageSize: pageSize)
        #expect(events.count == 60)
        #expect(Set(events.map(\.id)).count == 60)
        #expect(events == (try store.events(order: order, limit: 1000).events))
        switch order {
        case .oldestFirst:
            #expect(events.prefix(20).allSatisfy { $0.start.wall == nil })
            let times = events.dropFirst(20).compactMap(\.start.wall)
            #expect(times.count == 40 && times == times.sorted())
        case .newestFirst:
            #expect(events.suffix(20).allSatisfy { $0.start.wall == nil })
            let times = events.compactMap(\.start.wall)
            #expect(times.count == 40 && times == times.sorted { $0 > $1 })
        case .highestScoreFirst:
            #expect(events.map(\.score) == events.map(\.score).sorted { $0 > $1 })
        }
    }

    @Test("A page goes on in the right place while events come and go")
    func changingStore() throws {
        let first = try store.events(order: .oldestFirst, limit: 30)
        let scan = try ScanFixture(store, feed: "gate")
        try scan.scan(
            .sample("/earlier.mp4"), start: noon + MediaTime(seconds: -500), motion: [1...3])
        let rest = try store.events(order: .oldestFirst, limit: 100, after: first.next)
        #expect(Set(first.events.map(\.id)).isDisjoint(with: rest.events.map(\.id)))
        #expect(first.events.count + rest.events.count == 60)
    }

    @Test("Filters restrict, alone and together")
    func filters() throws {
        func count(_ change: (inout EventFilter) throws -> Void) throws -> Int {
            var filter = EventFilter()
            try change(&filter)
            let listed = try all(filter, order: .newestFirst, pageSize: 9).count
            #expect(listed == (try store.eventCount(filter)))
            return listed
        }
        let gate = try #require(try store.existingFeed(named: "gate")).id
        let harbour = try #require(try store.existingFeed(named: "harbour")).id
        #expect(try count { $0.feeds = [gate] } == 20)
        #expect(try count { $0.feeds = [gate, harbour] } == 40)
        #expect(try count { $0.kinds = [.motion] } == 60)
        #expect(try count { $0.kinds = [.intrusion] } == 0)
        #expect(try count { $0.severities = [.alert, .detection] } == 0)
        #expect(try count { $0.zones = ["quay"] } == 0)
        let window = noon + MediaTime(seconds: 100)
        #expect(try count { $0.since = window } == 20)
        #expect(try count { $0.until = window } == 20)
        #expect(
            try count {
                $0.since = window
                $0.until = window + MediaTime(seconds: 10)
                $0.feeds = [gate]
            } == 1)
        let lost = try #require(try store.recording(atPath: "/lost.mp4")).id
        #expect(try count { $0.recording = lost } == 20)
        let scores = try all(order: .highestScoreFirst, pageSize: 60).map(\.score)
        let middle = scores[30]
        #expect(
            try count { $0.minimumScore = middle } == scores.filter { $0 >= middle }.count)
        let event = try #require(try store.events(order: .highestScoreFirst, limit: 1).events.first)
        try store.review([event.id], as: .reviewed, by: "Ani")
        #expect(try count { $0.reviewStates = [.reviewed] } == 1)
        #expect(try count { $0.reviewStates = [.unreviewed, .falseAlarm] } == 59)
    }

    @Test("An event that lasts into the time asked for is part of the answer")
    func straddling() throws {
        let event = try #require(
            try store.events(order: .newestFirst, limit: 1).events.first { $0.start.wall != nil })
        let start = try #require(event.start.wall)
        var filter = EventFilter()
        filter.since = start + MediaTime(seconds: 0.2)
        filter.until = start + MediaTime(seconds: 0.3)
        #expect(try store.events(filter).events.map(\.id).contains(event.id))
    }

    @Test("One event is found by number and by UUID, a missing one is not")
    func single() throws {
        let event = try #require(try store.events().events.first)
        #expect(try store.event(event.id) == event)
        #expect(try store.event(uuid: event.uuid) == event)
        #expect(try store.event(EventID(rawValue: 999_999)) == nil)
        #expect(try store.event(uuid: "none") == nil)
        #expect(try store.thumbnail(of: EventID(rawValue: 999_999)) == nil)
        #expect(try store.boxes(of: EventID(rawValue: 999_999)).isEmpty)
        #expect(
            try store.review([EventID(rawValue: 999_999)], as: .reviewed, by: "Ani").isEmpty)
    }

    @Test("Cursors that no cursor wrote are refused", arguments: ["", "a", "score:1:2", "x:1:2:3"])
    func foreignCursors(text: String) { #expect(EventCursor(text) == nil) }

    @Test("A cursor of another order is refused, and no limit is too large to be asked for")
    func cursors() throws {
        let cursor = try #require(try store.events(order: .oldestFirst, limit: 5).next)
        let error = #expect(throws: EventStoreError.self) {
            try store.events(order: .newestFirst, after: cursor)
        }
        #expect(error?.trouble == .invalid)
        #expect(try store.events(limit: .max).events.count == 60)
        #expect(try store.events(limit: .min).events.count == 1)
    }
}
