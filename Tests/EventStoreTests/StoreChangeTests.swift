import Footage
import Synchronization
import Testing

@testable import EventStore

@Suite struct StoreChangeTests {
    let folder: TemporaryFolder
    var path: String { folder.file("t.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    private final class Published: Sendable {
        let changes = Mutex<[StoreChange]>([])
    }

    @Test("Changes are published after they are stored, with what joined what")
    func changes() throws {
        let published = Published()
        let store = try EventStore(
            path: path,
            onChange: { changes in published.changes.withLock { $0 += changes } })
        let scan = try ScanFixture(store)
        let recording = try scan.claimed()
        let stretches = plan(stretches: 3, seconds: 10)
        _ = try store.begin(
            recording, facts: .sample(seconds: 30), stretches: stretches, rebuild: .standard)
        func commit(_ ordinal: Int, _ motion: ClosedRange<Double>) throws -> [StoreChange] {
            published.changes.withLock { $0 = [] }
            try store.commit(
                .sample(stretches[ordinal], motion: [motion]), of: recording, rebuild: .standard)
            return published.changes.withLock { $0 }
        }
        let first = try commit(0, 5...9)
        let second = try commit(2, 20...22)
        guard case .eventAdded(let survivor) = first.first,
            case .eventAdded(let joined) = second.first
        else {
            Issue.record("\(first) \(second)")
            return
        }
        let third = try commit(1, 10...19)
        #expect(
            third == [.eventChanged(uuid: survivor), .eventRemoved(uuid: joined, into: survivor)])
        #expect(throws: EventStoreError.self) {
            try store.feed(named: "x", timeZone: "Mars/Crater")
        }
    }
}
