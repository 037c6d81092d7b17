import EventStore
import Footage
import Synchronization

/// The state of the audit log's chain, not proved again for every page that asks.
final class AuditChainCheck: Sendable {
    private struct Known {
        var report: AuditChainReport
        var time: WallTime
    }

    /// A proof holds this long, as long as nothing was added.
    static let lifetime = MediaTime(seconds: 60)

    private let clock: @Sendable () -> WallTime
    private let known = Mutex<Known?>(nil)

    init(clock: @escaping @Sendable () -> WallTime) { self.clock = clock }

    func report(of store: EventStore) throws -> AuditChainReport {
        let now = clock()
        let head = try store.auditHead()
        let last = known.withLock { $0 }
        if let last, now < last.time + Self.lifetime, last.report.isWhole,
            last.report.head == head.hash, last.report.entries == head.entries
        {
            return last.report
        }
        let report = try store.verifyAuditChain()
        known.withLock { $0 = Known(report: report, time: now) }
        return report
    }
}
