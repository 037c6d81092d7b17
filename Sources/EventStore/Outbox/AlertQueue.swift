import Footage
import GRDB

/// Queues what is told outside of the changes of one transaction, within it.
///
/// It goes by what was published rather than by each write: an event that a transaction makes and
/// changes three times is one message.
struct AlertQueue {
    /// `nil`: no new event is told; what was told before and is gone now, still is.
    let plan: AlertPlan?

    /// - Returns: destinations for which something was queued, or waits for its time.
    func queue(
        _ changes: [StoreChange], in transaction: inout StoreTransaction
    ) throws -> Set<String> {
        var touched: Set<String> = []
        var seen: Set<String> = []
        for change in changes {
            switch change {
            case .eventAdded(let uuid) where seen.insert(uuid).inserted:
                try changed(uuid, isNew: true, &touched, in: &transaction)
            case .eventChanged(let uuid) where seen.insert(uuid).inserted:
                try changed(uuid, isNew: false, &touched, in: &transaction)
            default: break
            }
        }
        for case .eventRemoved(let uuid, let successor) in changes {
            try removed(uuid, into: successor, &touched, in: &transaction)
        }
        return touched
    }

    /// - Parameter isNew: whether the event was made just now. Of one that was there before anybody
    ///   watched, a review is no news.
    private func changed(
        _ uuid: String, isNew: Bool, _ touched: inout Set<String>,
        in transaction: inout StoreTransaction
    ) throws {
        guard let plan, !plan.destinations.isEmpty,
            let facts = try AlertFacts(ofEvent: uuid, in: transaction.database),
            plan.feeds.contains(FeedID(rawValue: facts.feed.id))
        else { return }
        let known = try AlertLedger.all(of: uuid, in: transaction.database)
        for destination in plan.destinations {
            guard
                var ledger = known[destination.name]
                    ?? (isNew ? AlertLedger(destination: destination.name, facts: facts) : nil)
            else { continue }
            if try tell(facts, to: destination, &ledger, in: &transaction) {
                touched.insert(destination.name)
            }
            try ledger.store(seen: facts, in: &transaction)
        }
    }

    /// - Returns: whether a message was queued, or waits for its time.
    private func tell(
        _ facts: AlertFacts, to destination: AlertPlan.Destination, _ ledger: inout AlertLedger,
        in transaction: inout StoreTransaction
    ) throws -> Bool {
        if ledger.state == .quiet {
            let isSettled = !transaction.isProvisional || plan?.tellsProvisional == true
            guard isSettled, destination.wants(facts) else {
                ledger.facts = facts
                return false
            }
            try ledger.tell(.new, facts, in: &transaction)
            return true
        }
        guard facts != ledger.facts else {
            ledger.updateDueMicroseconds = nil
            return false
        }
        // It goes on after its end was told: another end will follow.
        if ledger.state == .ended {
            guard facts.tellsMore(than: ledger.facts) else { return false }
            ledger.state = .open
        }
        guard let interval = destination.updateInterval else { return false }
        let now = transaction.now.microsecondsUTC
        let due = (ledger.toldMicroseconds ?? now) + interval.microseconds
        if due <= now {
            try ledger.tell(.update, facts, in: &transaction)
        } else {
            ledger.updateDueMicroseconds = ledger.updateDueMicroseconds ?? due
        }
        return true
    }

    private func removed(
        _ uuid: String, into successor: String?, _ touched: inout Set<String>,
        in transaction: inout StoreTransaction
    ) throws {
        let known = try AlertLedger.all(of: uuid, in: transaction.database)
        for (name, ledger) in known.sorted(by: { $0.key < $1.key }) {
            var ledger = ledger
            let wasOpen = ledger.state == .open
            let isUntold = try ledger.takeBack(in: &transaction)
            if ledger.state != .quiet, let successor {
                try adopt(successor, by: name, &touched, in: &transaction)
            }
            if wasOpen, !isUntold {
                var facts = ledger.facts
                facts.closing = try closing(successor, in: transaction.database)
                try ledger.tell(.end, facts, in: &transaction)
                touched.insert(name)
            }
            try ledger.delete(in: &transaction)
        }
    }

    private func closing(
        _ successor: String?, in database: Database
    ) throws -> AlertFacts.Closing {
        guard let successor,
            let number = try Int64.fetchOne(
                database, sql: "SELECT id FROM event WHERE uuid = ?", arguments: [successor])
        else { return .withdrawn }
        return .merged(id: number, uuid: successor)
    }

    /// An event that was told became part of one that was not: from now on that one is.
    private func adopt(
        _ successor: String, by destination: String, _ touched: inout Set<String>,
        in transaction: inout StoreTransaction
    ) throws {
        let known = try AlertLedger.all(of: successor, in: transaction.database)[destination]
        guard known == nil || known?.state == .quiet,
            let facts = try AlertFacts(ofEvent: successor, in: transaction.database)
        else { return }
        var ledger = known ?? AlertLedger(destination: destination, facts: facts)
        try ledger.tell(.new, facts, in: &transaction)
        try ledger.store(seen: facts, in: &transaction)
        touched.insert(destination)
    }
}

extension AlertFacts {
    /// Whether it is more than a detail of what was told: it lasts longer, or is worse.
    fileprivate func tellsMore(than told: AlertFacts) -> Bool {
        severity > told.severity || goesOn && !told.goesOn
            || (end?.microsecondsUTC ?? 0) > (told.end?.microsecondsUTC ?? 0)
    }
}
