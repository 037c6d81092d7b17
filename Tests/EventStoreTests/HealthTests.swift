import EventScoring
import Footage
import Foundation
import Testing

@testable import EventStore

@Suite struct HealthTests {
    private static let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    let folder: TemporaryFolder
    let store: EventStore
    let scan: ScanFixture

    init() throws {
        folder = try TemporaryFolder()
        store = try EventStore(path: folder.file("t.sqlite"))
        scan = try ScanFixture(store)
    }

    /// Every run of readings without any light is `covered`; the state is when the last one began.
    private static let telling = HealthTelling(parameters: "a") { state, material in
        let (readings, origin) = (material.readings, material.origin)
        var begun = state.flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
        var drafts: [HealthDraft] = []
        func draft(_ start: Int64, _ end: Int64, isOpen: Bool) -> HealthDraft {
            HealthDraft(
                kind: .covered, severity: .alert, score: 90, startMicroseconds: start,
                peakMicroseconds: start, endMicroseconds: end, facts: HealthFacts(isOpen: isOpen))
        }
        var last = origin
        for reading in readings {
            let time = origin + reading.time.microseconds
            if reading.light.mean == 0 {
                begun = begun ?? time
            } else if let start = begun {
                drafts.append(draft(start, time, isOpen: false))
                begun = nil
            }
            last = origin + reading.end.microseconds
        }
        if let start = begun { drafts.append(draft(start, last, isOpen: true)) }
        return .init(state: Data((begun.map(String.init) ?? "").utf8), drafts: drafts)
    }

    private static func reading(_ second: Double, mean: UInt8, seed: Int = 1) -> HealthReading {
        var view = ViewSignature()
        for row in view.upright.indices {
            view.upright[row] = UInt64(bitPattern: Int64(row &* seed &* 7_919_191_919))
            view.level[row] = UInt64(row) << 20
        }
        for index in view.luma.indices { view.luma[index] = UInt8(index * seed % 256) }
        for index in view.fingerprint.indices { view.fingerprint[index] = UInt8(index) }
        return HealthReading(
            time: MediaTime(seconds: second), end: MediaTime(seconds: second + 2),
            light: PictureLight(
                mean: mean, low: 1, middle: mean, high: 200, whitePermille: 12, colour: 300,
                strongestColour: 77),
            sharpness: 250,
            change: second == 0 ? nil : PictureChange(mean: 300, jumps: 12, keyFrames: 1),
            view: view, aspectPermille: 1778)
    }

    /// Stores recordings of three stretches of ten seconds; `covered` is in seconds from the
    /// first one's start, `order` of (recording, stretch).
    private func commit(
        covered: [ClosedRange<Double>], starts: [Double?], order: [(Int, Int)],
        tellsOften: Bool = false
    ) throws {
        var claimed: [Int: RecordingID] = [:]
        let stretches = plan(stretches: 3, seconds: 10)
        for (recording, ordinal) in order {
            let start = starts[recording]
            if claimed[recording] == nil {
                let id = try scan.claimed(.sample("/\(recording).mp4"))
                claimed[recording] = id
                _ = try store.begin(
                    id,
                    facts: .sample(
                        seconds: 30, start: start.map { Self.noon + MediaTime(seconds: $0) }),
                    stretches: stretches, rebuild: .standard)
            }
            var outcome = StretchOutcome.sample(stretches[ordinal])
            outcome.health = (0..<5).map { index in
                let media = Double(ordinal) * 10 + Double(index) * 2
                let isCovered = covered.contains { $0.contains((start ?? 0) + media) }
                return Self.reading(media, mean: isCovered ? 0 : 90)
            }
            let id = try #require(claimed[recording])
            try store.commit(outcome, of: id, rebuild: .standard)
            if tellsOften { try store.tellHealth(of: scan.feed, Self.telling) }
        }
        try store.tellHealth(of: scan.feed, Self.telling)
    }

    private func outline() throws -> [String] {
        try store.events(order: .oldestFirst).events.map {
            "\($0.kind.rawValue) \($0.start.path) \($0.start.media) \($0.end.path) \($0.end.media) "
                + "\($0.health?.isOpen == true)"
        }
    }

    private static let straight = [0, 1, 2].flatMap { recording in
        [0, 1, 2].map { (recording, $0) }
    }

    @Test func aTroubleGoesOnInTheNextRecording() throws {
        try commit(covered: [24...40], starts: [0, 30, 60], order: Self.straight)
        #expect(
            try outline() == ["covered /0.mp4 0:00:24.000 /1.mp4 0:00:12.000 false"])
        #expect(try store.events().events.first?.severity == .alert)
    }

    @Test(arguments: [false, true])
    func theOrderOfStretchesDoesNotMatter(_ tellsOften: Bool) throws {
        var generator = SeededGenerator(state: 4)
        try commit(
            covered: [8...14, 26...50, 80...90], starts: [0, 30, 60],
            order: Self.straight.shuffled(using: &generator), tellsOften: tellsOften)
        #expect(
            try outline() == [
                "covered /0.mp4 0:00:08.000 /0.mp4 0:00:16.000 false",
                "covered /0.mp4 0:00:26.000 /1.mp4 0:00:22.000 false",
                "covered /2.mp4 0:00:20.000 /2.mp4 0:00:30.000 true",
            ])
    }

    @Test func aRecordingWithoutAClockIsToldAlone() throws {
        try commit(covered: [24...40], starts: [0, nil], order: [(0, 2), (1, 2)])
        #expect(
            try outline().sorted() == [
                "covered /0.mp4 0:00:24.000 /0.mp4 0:00:30.000 true",
                "covered /1.mp4 0:00:24.000 /1.mp4 0:00:30.000 true",
            ])
    }

    @Test func tellingAgainChangesNothingAndKeepsWhatPeopleSaid() throws {
        try commit(covered: [4...9], starts: [0], order: [(0, 0), (0, 1)])
        let event = try #require(try store.events().events.first)
        try store.setPicture([1, 2, 3], of: event.id)
        _ = try store.review([event.id], as: .trueAlarm, by: "sari")
        try store.tellHealth(
            of: scan.feed,
            HealthTelling(parameters: "b", find: Self.telling.find))
        let again = try #require(try store.events().events.first)
        #expect(again.id == event.id)
        #expect(again.reviewState == .trueAlarm)
        #expect(try store.thumbnail(of: event.id) == [1, 2, 3])
        #expect(again.hasThumbnail)
        #expect(try store.missingPictures(of: scan.feed).isEmpty)
    }

    @Test func whatLacksAPictureSaysWhereItIsToBeHad() throws {
        try commit(covered: [4...9], starts: [0], order: [(0, 0), (0, 1)])
        let missing = try store.missingPictures(of: scan.feed)
        #expect(missing.map(\.path) == ["/0.mp4"])
        #expect(missing.map(\.time) == [MediaTime(seconds: 4)])
    }

    @Test func aTroubleThatIsNotFoundAnyMoreIsGone() throws {
        try commit(covered: [4...9], starts: [0], order: [(0, 0), (0, 1)])
        #expect(try outline().count == 1)
        try store.tellHealth(
            of: scan.feed,
            HealthTelling(parameters: "b") { _, _ in .init(state: Data(), drafts: []) })
        #expect(try outline().isEmpty)
    }
}
