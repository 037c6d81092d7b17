import Footage
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct EventCountsTests {
    let folder: TemporaryFolder
    let store: EventStore

    /// 120 events over seven weeks around the change of clocks, in three feeds, one without a
    /// clock; kinds, severities, zones and decisions by chance.
    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        var generator = SeededGenerator(state: 5)
        let first: Int64 = 1_772_323_200_000_000  // 2026-03-01 UTC
        for name in ["gate", "harbour", "lost"] {
            let scan = try ScanFixture(store, feed: name)
            for number in 0..<10 {
                let start = first + Int64.random(in: 0...4_000_000, using: &generator) * 1_000_000
                try scan.scan(
                    .sample("/\(name)-\(number).mp4"),
                    start: name == "lost" ? nil : WallTime(microsecondsUTC: start), stretches: 4,
                    motion: [1...3, 12...15, 22...24, 33...36])
            }
        }
        let kinds = EventKind.allCases.map(\.rawValue)
        try store.pool.write { database in
            for id in try Int64.fetchAll(database, sql: "SELECT id FROM event") {
                try database.execute(
                    sql: """
                        UPDATE event SET kind = ?, severity = ?, review_state = ?, zone = ?,
                            score = ?
                        WHERE id = ?
                        """,
                    arguments: [
                        kinds.randomElement(using: &generator),
                        Severity.allCases.randomElement(using: &generator)?.rawValue,
                        ReviewState.allCases.randomElement(using: &generator)?.rawValue,
                        ["jetty", "yard", nil].randomElement(using: &generator) ?? nil,
                        Int.random(in: 0...100, using: &generator), id,
                    ])
            }
        }
    }

    private func filters() throws -> [EventFilter] {
        let feeds = try store.feeds().map(\.id)
        let all = try store.events(order: .oldestFirst, limit: 1000).events
        func filter(_ change: (inout EventFilter) -> Void) -> EventFilter {
            var filter = EventFilter()
            change(&filter)
            return filter
        }
        return [
            EventFilter(), filter { $0.feeds = [feeds[0]] },
            filter { $0.feeds = [feeds[0], feeds[2]] },
            filter { $0.permittedFeeds = [feeds[1]] }, filter { $0.permittedFeeds = [] },
            filter {
                ($0.feeds, $0.permittedFeeds) = ([feeds[0], feeds[1]], [feeds[1], feeds[2]])
            },
            filter { ($0.feeds, $0.permittedFeeds) = ([feeds[0]], [feeds[1]]) },
            filter { $0.kinds = [.motion, .covered] }, filter { $0.severities = [.alert] },
            filter { $0.reviewStates = [.falseAlarm, .unreviewed] },
            filter { $0.zones = ["jetty"] },
            filter { $0.minimumScore = 70 }, filter { $0.since = all[80].start.wall },
            filter { $0.until = all[80].start.wall },
            filter { ($0.since, $0.until) = (all[60].start.wall, all[100].start.wall) },
            filter { $0.recording = all[60].start.recording },
            filter {
                ($0.feeds, $0.severities, $0.reviewStates) = (
                    [feeds[0], feeds[1]], [.alert, .motion], [.unreviewed]
                )
            },
        ]
    }

    /// By the definitions, one event at a time.
    private func matches(_ event: EventRecord, _ filter: EventFilter) -> Bool {
        func holds<Value>(_ values: Set<Value>, _ value: Value) -> Bool {
            values.isEmpty || values.contains(value)
        }
        if let permitted = filter.permittedFeeds, !permitted.contains(event.feed) { return false }
        if let since = filter.since {
            guard let end = event.end.wall, end > since else { return false }
        }
        if let until = filter.until {
            guard let start = event.start.wall, start < until else { return false }
        }
        if let recording = filter.recording, event.start.recording != recording { return false }
        if !filter.zones.isEmpty, !filter.zones.contains(event.zone ?? "") { return false }
        return holds(filter.feeds, event.feed) && holds(filter.kinds, event.kind)
            && holds(filter.severities, event.severity)
            && holds(filter.reviewStates, event.reviewState)
            && event.score >= filter.minimumScore ?? 0
    }

    @Test(
        "Every filter gives the same events as a search through all, in every order",
        arguments: 0..<17)
    func filtering(number: Int) throws {
        let filter = try filters()[number]
        let all = try store.events(limit: 1000).events
        #expect(all.count == 120)
        let expected = Set(all.filter { matches($0, filter) }.map(\.id))
        for order in EventOrder.allCases {
            var found: [EventID] = []
            var cursor: EventCursor?
            repeat {
                let page = try store.events(filter, order: order, limit: 17, after: cursor)
                found += page.events.map(\.id)
                cursor = page.next
            } while cursor != nil
            #expect(Set(found) == expected && found.count == expected.count)
        }
        #expect(try store.eventCount(filter) == expected.count)
    }

    @Test("Counts from every side are those of the events themselves", arguments: 0..<17)
    func counts(number: Int) throws {
        let filter = try filters()[number]
        let events = try store.events(limit: 1000).events.filter { matches($0, filter) }
        let counts = try store.eventCounts(filter)
        func tally<Key: Hashable>(_ key: (EventRecord) -> Key) -> [Key: Int] {
            Dictionary(grouping: events, by: key).mapValues(\.count)
        }
        #expect(counts.total == events.count)
        #expect(counts.byReviewState == tally(\.reviewState))
        #expect(counts.bySeverity == tally(\.severity))
        #expect(counts.byKind == tally(\.kind))
        #expect(counts.byFeed == tally(\.feed))
        #expect(counts.newest == events.compactMap(\.start.wall).max())
    }

    @Test(
        "Days of a month are those of the zone, also when clocks are changed",
        arguments: [
            "Asia/Makassar", "UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo",
            "America/Santiago", "Pacific/Chatham",
        ], [3, 4])
    func calendar(zone: String, month: Int) throws {
        let timeZone = try #require(TimeZone(identifier: zone))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        for filter in try filters().prefix(4) {
            let found = try store.eventDays(filter, year: 2026, month: month, timeZone: timeZone)
            var filterOfAll = filter
            (filterOfAll.since, filterOfAll.until) = (nil, nil)
            let events = try store.events(limit: 1000).events.filter { matches($0, filterOfAll) }
            #expect(found.unknownClock == events.count { $0.start.wall == nil })
            var expected: [Int: [EventRecord]] = [:]
            for event in events {
                guard let wall = event.start.wall else { continue }
                let date = Date(timeIntervalSince1970: Double(wall.microsecondsUTC) / 1e6)
                let parts = calendar.dateComponents([.year, .month, .day], from: date)
                if parts.year == 2026, parts.month == month, let day = parts.day {
                    expected[day, default: []].append(event)
                }
            }
            #expect(found.days.map(\.day) == expected.keys.sorted())
            for day in found.days {
                let events = try #require(expected[day.day])
                #expect(day.events == events.count)
                #expect(day.unreviewed == events.count { $0.reviewState == .unreviewed })
                #expect(
                    day.bySeverity
                        == Dictionary(grouping: events, by: \.severity).mapValues(\.count))
                #expect(day.date == "2026-0\(month)-\(day.day < 10 ? "0" : "")\(day.day)")
            }
        }
    }

    @Test("A month that there is not is refused")
    func noMonth() throws {
        let zone = try #require(TimeZone(identifier: "UTC"))
        for (year, month) in [(2026, 13), (2026, 0), (0, 1), (10_000, 1)] {
            #expect(throws: EventStoreError.self) {
                try store.eventDays(year: year, month: month, timeZone: zone)
            }
        }
        #expect(try store.eventDays(year: 1969, month: 2, timeZone: zone).days.isEmpty)
    }

    @Test("Neighbours are the events before and after on the same feed")
    func neighbours() throws {
        for feed in try store.feeds() {
            var filter = EventFilter()
            filter.feeds = [feed.id]
            let events = try store.events(filter, order: .oldestFirst, limit: 1000).events.map(\.id)
            for (index, event) in events.enumerated() {
                let found = try store.neighbours(of: event)
                #expect(found.previous == (index > 0 ? events[index - 1] : nil))
                #expect(found.next == (index + 1 < events.count ? events[index + 1] : nil))
            }
        }
        #expect(try store.neighbours(of: EventID(rawValue: 999)) == EventNeighbours())
    }

    @Test("Feeds are summed up as their recordings and events say")
    func summaries() throws {
        let summaries = try store.feedSummaries()
        #expect(summaries.map(\.feed.name) == ["gate", "harbour", "lost"])
        for summary in summaries {
            var filter = EventFilter()
            filter.feeds = [summary.feed.id]
            let events = try store.events(filter, limit: 1000).events
            let recordings = try store.recordings(of: summary.feed.id)
            #expect(summary.recordings == 10 && summary.events == events.count)
            #expect(summary.unreviewed == events.count { $0.reviewState == .unreviewed })
            #expect(summary.latestEvent == events.first?.id)
            #expect(summary.hasUnknownClock == (summary.feed.name == "lost"))
            #expect(summary.first == recordings.compactMap(\.facts?.start).min())
            let ends = recordings.compactMap { $0.facts?.start.map { $0 + MediaTime(seconds: 40) } }
            #expect(summary.last == ends.max())
            #expect(summary.displaySize == FrameSize(width: 1920, height: 1080))
            #expect(recordings.map(\.id).contains(try #require(summary.latestRecording)))
        }
        _ = try store.feed(named: "empty")
        let empty = try #require(try store.feedSummaries().first { $0.feed.name == "empty" })
        #expect(empty.recordings == 0 && empty.last == nil && empty.displaySize == nil)
        #expect(try store.feed(empty.feed.id) == empty.feed)
        #expect(try store.feed(FeedID(rawValue: 99)) == nil)
    }

    @Test("Pages of recordings give each once, the newest first", arguments: [1, 3, 10, 50])
    func recordingPages(size: Int) throws {
        for feed in try store.feeds() {
            var found: [RecordingRecord] = []
            var cursor: RecordingCursor?
            repeat {
                let page = try store.recordings(of: feed.id, limit: size, after: cursor)
                #expect(page.recordings.count <= size)
                found += page.recordings
                cursor = try page.next.map { try #require(RecordingCursor($0.description)) }
            } while cursor != nil
            #expect(Set(found.map(\.id)).count == 10 && found.count == 10)
            let starts = found.map { $0.facts?.start ?? WallTime(microsecondsUTC: .min) }
            #expect(starts == starts.sorted { $0 > $1 })
        }
        #expect(RecordingCursor("x:1") == nil && RecordingCursor("1") == nil)
    }

    @Test("Sums of coverage are those of its spans")
    func coverageSums() throws {
        let recordings = try store.recordings().map(\.id)
        let sums = try store.coverageSums(of: recordings + [RecordingID(rawValue: 999)])
        for recording in recordings {
            let sum = try #require(sums[recording])
            #expect(sum.total == MediaTime(seconds: 40))
            #expect(sum[.analysed] == MediaTime(seconds: 40) && sum[.pending] == .zero)
        }
        #expect(sums[RecordingID(rawValue: 999)]?.total == .zero)
    }
}
