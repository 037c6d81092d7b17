import EventScoring
import Footage
import Foundation
import Testing

@testable import EventStore

/// Between which moments a thing came or went, of events that rules raised.
@Suite struct ObjectChangeTests {
    private static let place = Region(x: 0.5, y: 0.7, width: 0.05, height: 0.08)
    private static let night = WallTime(microsecondsUTC: 1_796_148_600_000_000)

    let folder: TemporaryFolder
    let store: EventStore
    let recording: RecordingID

    /// A thing is put down behind somebody's back between second 21 and 34, and is taken between 70
    /// and 81; far from it, something else changes meanwhile.
    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        let scan = try ScanFixture(store)
        recording = try scan.claimed(.sample("/a.mp4"))
        let stretches = plan(stretches: 12, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 120, start: Self.night), stretches: stretches,
            rebuild: .standard)
        for stretch in stretches {
            var outcome = StretchOutcome.sample(stretch)
            switch stretch.ordinal {
            case 3:
                outcome.changes = [
                    Self.change(.came, 33, 32, Region(x: 0.1, y: 0.1, width: 0.05, height: 0.08)),
                    Self.change(.came, 34, 21, Self.place),
                ]
            case 8: outcome.changes = [Self.change(.gone, 81, 70, Self.place)]
            default: break
            }
            try store.commit(outcome, of: recording, rebuild: .standard)
        }
        try store.setRules("rules", of: scan.feed)
        let engine = RuleEngine(
            RuleSet(rules: [
                RuleDefinition(name: "left", type: "object_left"),
                RuleDefinition(
                    name: "gone", type: "object_removed",
                    parameters: ["there_for": .duration(MediaTime(seconds: 5))]),
            ]), timeZone: .gmt)
        try store.tell(
            scan.feed,
            IncidentTelling(
                reachMicroseconds: engine.reachMicroseconds,
                changeReachMicroseconds: RuleEngine.changeReachMicroseconds,
                wholes: engine.wholes, incidents: engine.incidents))
    }

    private static func change(
        _ manner: LastingChange.Manner, _ time: Double, _ before: Double, _ region: Region
    ) -> LastingChange {
        LastingChange(
            manner: manner, time: MediaTime(seconds: time), lastBefore: MediaTime(seconds: before),
            region: region, sharePPM: 900)
    }

    private func event(_ kind: EventKind, at second: Double? = nil) throws -> EventRecord {
        let found = try store.events().events.filter { event in
            event.kind == kind
                && second.map { event.start.media == MediaTime(seconds: $0) } ?? true
        }
        return try #require(found.count == 1 ? found.first : nil)
    }

    private func expect(
        _ change: ObjectChange?, before: Double, after: Double,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let change = try #require(change, sourceLocation: location)
        #expect(change.recording == recording, sourceLocation: location)
        #expect(change.lastBefore == MediaTime(seconds: before), sourceLocation: location)
        #expect(change.firstAfter == MediaTime(seconds: after), sourceLocation: location)
        let region = try #require(change.region, sourceLocation: location)
        #expect(region.overlap(Self.place) > 0.9, sourceLocation: location)
    }

    @Test("What was left is told with the last moment of the empty place, not with its start")
    func left() throws {
        let left = try event(.objectLeft, at: 34)
        try expect(store.objectChange(of: left), before: 21, after: 34)
    }

    @Test("What was removed is told with the last moment that showed it")
    func removed() throws {
        try expect(store.objectChange(of: event(.objectRemoved)), before: 70, after: 81)
    }

    @Test("Where what was measured is gone, the times of the event are left")
    func purged() throws {
        try store.pool.write { try $0.execute(sql: "DELETE FROM lasting_change") }
        let left = try event(.objectLeft, at: 34)
        try expect(store.objectChange(of: left), before: 34, after: 34)
        try expect(store.objectChange(of: event(.objectRemoved)), before: 70, after: 81)
    }

    @Test("Other events have no thing that came or went")
    func others() throws {
        var other = try event(.objectRemoved)
        other.kind = .motion
        #expect(try store.objectChange(of: other) == nil)
    }
}
