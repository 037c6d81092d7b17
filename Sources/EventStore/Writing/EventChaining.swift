import Footage
import GRDB

/// Keeps events in step with segments.
///
/// New segments are joined with what lies less than the event gap away, on either side, and with
/// what lies less than the gap away from that, and so on. Events stand for their segments, so the
/// cost does not grow with the length of an event.
struct EventChaining {
    let rebuild: EventRebuild

    /// Works segments that were just inserted into the events around them.
    ///
    /// - Parameter replaced: segments that were just removed, in whose place they come.
    func integrate(
        _ added: [ChainMember], replacing replaced: ReplacedSegments, at place: RecordingPlace,
        in transaction: inout StoreTransaction
    ) throws {
        let near = (added + replaced.members).map(\.timeline)
        guard let first = near.map(\.startMicroseconds).min(),
            let last = near.map(\.endMicroseconds).max()
        else { return }
        let neighbourhood = ChainNeighbourhood(
            place: place, gapMicroseconds: rebuild.eventGap.microseconds,
            database: transaction.database)
        var members = try neighbourhood.members(around: first..<max(last, first + 1))
        let reduced = replaced.events
        if !reduced.isEmpty {
            members = try inheriting(members, from: replaced, added: added, in: &transaction)
            // An event that lost segments is no longer what its row says.
            members.removeAll { member in
                if case .event(let event) = member.source { reduced.contains(event) } else { false }
            }
            for event in reduced { members += try segments(of: event, in: transaction.database) }
            members = Self.once(members)
        }
        try store(members, replacing: Set(reduced), in: &transaction)
    }

    /// Gives new segments the event of the ones in whose place they come.
    private func inheriting(
        _ members: [ChainMember], from replaced: ReplacedSegments, added: [ChainMember],
        in transaction: inout StoreTransaction
    ) throws -> [ChainMember] {
        let new = Set(added.map(\.source))
        return try members.map { member in
            guard new.contains(member.source), case .segment(let id, nil) = member.source,
                let event = replaced.predecessor(
                    of: member, gapMicroseconds: rebuild.eventGap.microseconds)
            else { return member }
            try transaction.execute("UPDATE segment SET event_id = ? WHERE id = ?", [event, id])
            return member.inEvent(event)
        }
    }

    private func segments(of event: Int64, in database: Database) throws -> [ChainMember] {
        try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM segment WHERE event_id = ? ORDER BY id"),
            arguments: [event]
        ).map(ChainMember.init(segment:))
    }

    private static func once(_ members: [ChainMember]) -> [ChainMember] {
        var seen: Set<ChainMember.Source> = []
        return members.filter { seen.insert($0.source).inserted }
    }

    /// Builds events anew from the segments that they still have.
    func rebuild(events: [Int64], in transaction: inout StoreTransaction) throws {
        for event in events {
            let members = try segments(of: event, in: transaction.database)
            try store(members, replacing: [event], in: &transaction)
        }
    }

    private func store(
        _ members: [ChainMember], replacing emptied: Set<Int64> = [],
        in transaction: inout StoreTransaction
    ) throws {
        var members = members
        for index in members.indices { members[index].timeline.id = Int64(index) }
        let drafts = rebuild.events(members.map(\.timeline))
        let before = Set(members.compactMap(\.event)).union(emptied)
        var survivors: Set<Int64> = []
        var successors: [Int64: Int64] = [:]
        var placed: Set<Int> = []
        for draft in drafts {
            let parts = draft.segments.map { members[Int($0)] }
            placed.formUnion(draft.segments.map { Int($0) })
            let writer = EventWriter(
                draft: draft, parts: parts, peak: members[Int(draft.peakSegment)])
            let previous = Set(parts.compactMap(\.event))
            let survivor = previous.subtracting(survivors).min()
            let event: Int64
            if let survivor {
                event = survivor
                try writer.update(survivor, in: &transaction)
            } else {
                event = try writer.insert(in: &transaction)
            }
            survivors.insert(event)
            for old in previous where successors[old] == nil { successors[old] = event }
            try writer.take(parts, into: event, in: &transaction)
        }
        // A segment that was in an event and is in none now.
        for (index, member) in members.enumerated() where !placed.contains(index) {
            if case .segment(let id, .some) = member.source {
                try transaction.execute("UPDATE segment SET event_id = NULL WHERE id = ?", [id])
            }
        }
        for gone in before.subtracting(survivors).sorted() {
            try EventRemoval(event: gone, successor: successors[gone]).run(in: &transaction)
        }
    }
}

/// Takes an event out of the store.
struct EventRemoval {
    let event: Int64
    /// The event that has its segments now; gets its reviews.
    let successor: Int64?

    func run(in transaction: inout StoreTransaction) throws {
        let database = transaction.database
        let uuid = try String.fetchOne(
            database, sql: "SELECT uuid FROM event WHERE id = ?", arguments: [event])
        guard let uuid else { return }
        var successorUUID: String?
        if let successor {
            successorUUID = try String.fetchOne(
                database, sql: "SELECT uuid FROM event WHERE id = ?", arguments: [successor])
            try transaction.execute(
                "UPDATE review SET event_id = ? WHERE event_id = ?", [successor, event])
            try ReviewedState.refresh(of: successor, in: &transaction)
        }
        try transaction.execute("DELETE FROM event WHERE id = ?", [event])
        transaction.publish(.eventRemoved(uuid: uuid, into: successorUUID))
    }
}

/// The review state of an event: that of its latest review.
enum ReviewedState {
    static func refresh(of event: Int64, in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            """
            UPDATE event SET review_state = coalesce(
                (SELECT state FROM review WHERE event_id = ?1
                    ORDER BY reviewed_us DESC, id DESC LIMIT 1), 'unreviewed')
            WHERE id = ?1
            """, [event])
    }
}
