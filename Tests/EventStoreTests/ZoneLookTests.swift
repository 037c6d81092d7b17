import EventScoring
import Footage
import Foundation
import Synchronization
import Testing

@testable import EventStore

/// Zones want a look once it is known that their camera was moved.
@Suite struct ZoneLookTests {
    /// When the recordings are of, and when they are looked at: a year later.
    private static let then = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    private final class Clock: Sendable {
        private let time = Mutex(then + MediaTime(seconds: 31_536_000))
        var now: WallTime { time.withLock { $0 } }
        func goOn() { time.withLock { $0 = $0 + MediaTime(seconds: 60) } }
    }

    private let folder: TemporaryFolder
    private let clock = Clock()
    private let store: EventStore
    private let scan: ScanFixture

    init() throws {
        folder = try TemporaryFolder()
        let clock = clock
        store = try EventStore(path: folder.file("t.sqlite"), clock: { clock.now })
        scan = try ScanFixture(store)
    }

    private static let square = Polygon(points: [
        NormalizedPoint(x: 0.2, y: 0.2), NormalizedPoint(x: 0.8, y: 0.2),
        NormalizedPoint(x: 0.8, y: 0.8),
    ])

    private func draw(_ name: String) throws -> ZoneRecord {
        try store.addZone(ZoneDraft(name: name, polygon: Self.square), to: scan.feed, by: "Ani")
    }

    /// A recording in which the camera moves five seconds after its start, or at an unknown time.
    private func move(_ path: String, start: WallTime? = then) throws {
        let recording = try scan.claimed(.sample(path))
        let stretch = plan(stretches: 1, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 10, start: start), stretches: stretch,
            rebuild: .standard)
        var outcome = StretchOutcome.sample(stretch[0])
        outcome.health = [
            HealthReading(
                time: .zero, end: MediaTime(seconds: 2),
                light: PictureLight(
                    mean: 90, low: 1, middle: 90, high: 200, whitePermille: 1, colour: 9,
                    strongestColour: 9), sharpness: 250, change: nil,
                view: ViewSignature(), aspectPermille: 1778)
        ]
        try store.commit(outcome, of: recording, rebuild: .standard)
        try store.tellHealth(
            of: scan.feed,
            HealthTelling(parameters: "a") { state, material in
                let start = material.origin + 5_000_000
                return .init(
                    state: state ?? Data(),
                    drafts: [
                        HealthDraft(
                            kind: .moved, severity: .alert, score: 90, startMicroseconds: start,
                            peakMicroseconds: start, endMicroseconds: start + 4_000_000,
                            facts: HealthFacts(isOpen: true))
                    ])
            })
        clock.goOn()
    }

    @Test("Zones and lines, drawn and stated, want a look, until each was changed or confirmed")
    func look() throws {
        let zone = try draw("dermaga")
        try store.setRules(
            #"{"lines":[{"name":"tepi"}],"rules":[],"schedules":[],"zones":[{"name":"rak"}]}"#,
            of: scan.feed)
        #expect(try store.zoneLook(of: scan.feed) == nil)
        clock.goOn()
        try move("/a.mp4")
        let look = try #require(try store.zoneLook(of: scan.feed))
        #expect(look.names == ["dermaga", "rak", "tepi"])
        #expect(look.moved == Self.then + MediaTime(seconds: 5))
        #expect(try store.event(look.event)?.kind == .moved)

        _ = try store.changeZone(
            zone.id, to: ZoneDraft(name: "dermaga", polygon: Self.square), by: "Ani")
        #expect(try store.zoneLook(of: scan.feed)?.names == ["rak", "tepi"])
        try store.confirmZones(of: scan.feed, by: "Ani")
        #expect(try store.zoneLook(of: scan.feed) == nil)
        #expect(try store.auditEntries(limit: 1).first?.action == .zonesConfirmed)
    }

    @Test("A movement that becomes known later counts, whenever it happened")
    func late() throws {
        _ = try draw("dermaga")
        clock.goOn()
        try move("/a.mp4")
        try store.confirmZones(of: scan.feed, by: "Ani")
        clock.goOn()
        let earlier = Self.then + MediaTime(seconds: -86_400)
        try move("/older.mp4", start: earlier)
        #expect(
            try store.zoneLook(of: scan.feed)?.moved == earlier + MediaTime(seconds: 5))
    }

    @Test("A false alarm, a camera without zones, and zones drawn afterwards ask for nothing")
    func nothing() throws {
        try move("/a.mp4", start: nil)
        #expect(try store.zoneLook(of: scan.feed) == nil)
        let zone = try draw("dermaga")
        #expect(try store.zoneLook(of: scan.feed) == nil)
        clock.goOn()
        try move("/b.mp4", start: nil)
        let look = try #require(try store.zoneLook(of: scan.feed))
        #expect(look.moved == nil && look.names == [zone.name])
        for event in try store.events().events where event.kind == .moved {
            _ = try store.review([event.id], as: .falseAlarm, by: "Ani")
        }
        #expect(try store.zoneLook(of: scan.feed) == nil)
    }
}
