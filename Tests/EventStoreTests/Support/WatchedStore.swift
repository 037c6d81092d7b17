import Footage
import Foundation
import Synchronization
import Testing

@testable import EventStore

/// A store whose feed is watched live, at a time that the test sets.
final class WatchedStore {
    let folder: TemporaryFolder
    let store: EventStore
    let fixture: ScanFixture
    let recording: RecordingID
    let stretches: [PlannedStretch]
    private let clock: StoppedClock
    private(set) var ordinal = 0

    /// Wall clock of media time zero.
    static let start = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    final class StoppedClock: Sendable {
        let time = Mutex(WatchedStore.start)
    }

    init(isWatched: Bool = true) throws {
        folder = try TemporaryFolder()
        let clock = StoppedClock()
        self.clock = clock
        store = try EventStore(path: folder.file("t.sqlite"), clock: { clock.time.withLock { $0 } })
        fixture = try ScanFixture(store)
        recording = try fixture.claimed()
        stretches = plan(stretches: 50, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 500, start: Self.start), stretches: stretches,
            rebuild: .standard)
        if isWatched { watch() }
    }

    func watch(
        interval: MediaTime? = .zero, names: [String] = ["room"], provisional: Bool = false,
        onQueued: @escaping @Sendable (Set<String>) -> Void = { _ in },
        wants: @escaping @Sendable (AlertFacts) -> Bool = { _ in true }
    ) {
        store.setAlertPlan(
            AlertPlan(
                destinations: names.map {
                    AlertPlan.Destination(name: $0, updateInterval: interval, wants: wants)
                }, feeds: [fixture.feed], tellsProvisional: provisional, onQueued: onQueued))
    }

    func pass(seconds: Double) {
        clock.time.withLock { $0 = $0 + MediaTime(seconds: seconds) }
    }

    /// Stores the next 10 seconds; `motion` is in seconds of media time.
    func commit(
        _ motion: ClosedRange<Double>..., ordinal: Int? = nil, isProvisional: Bool = false
    ) throws {
        let stretch = stretches[ordinal ?? self.ordinal]
        var outcome = StretchOutcome.sample(stretch, motion: motion)
        outcome.isProvisional = isProvisional
        try store.commit(outcome, of: recording, rebuild: .standard)
        if ordinal == nil { self.ordinal += 1 }
    }

    func settle(atMedia seconds: Double) throws {
        try store.settleAlerts(of: fixture.feed, until: Self.start + MediaTime(seconds: seconds))
    }

    /// `new 1`, `end 1`: what waits, in order.
    func waiting(for name: String = "room") throws -> [String] {
        try store.outbox(of: name).map { entry in
            var text = "\(entry.type.rawValue) \(entry.facts.event)"
            switch entry.facts.closing {
            case .merged(let id, _): text += " in \(id)"
            case .withdrawn: text += " withdrawn"
            case nil: break
            }
            return text
        }
    }

    /// Takes the first message as a sender does.
    @discardableResult
    func deliver(to name: String = "room") throws -> OutboxEntry {
        let entry = try #require(try store.nextAlert(for: name))
        #expect(try store.beginAlertAttempt(entry))
        try store.alertWasDelivered(entry)
        return entry
    }
}
