import GRDB

/// What the key frames of a stretch gave, which goes when all of its frames have been looked at.
struct ReplacedSegments {
    /// As they were, with the events that they were in.
    let members: [ChainMember]

    /// Removes the stretch's segments, with pictures and boxes.
    init(removedFrom stretch: Int64, in transaction: inout StoreTransaction) throws {
        members = try Row.fetchAll(
            transaction.database.cachedStatement(
                sql: "SELECT * FROM segment WHERE stretch_id = ? ORDER BY start_media_us, id"),
            arguments: [stretch]
        ).map(ChainMember.init(segment:))
        if !members.isEmpty {
            try transaction.execute("DELETE FROM segment WHERE stretch_id = ?", [stretch])
        }
    }

    /// The events that lost segments, ascending.
    var events: [Int64] { Set(members.compactMap(\.event)).sorted() }

    /// The event whose segment lay where `member` lies now: it lives on in it, with its reviews.
    /// `nil` where nothing lay nearer than `gap`.
    func predecessor(of member: ChainMember, gapMicroseconds gap: Int64) -> Int64? {
        var best: (overlap: Int64, event: Int64)?
        for old in members {
            guard let event = old.event else { continue }
            let overlap =
                min(old.timeline.endMicroseconds, member.timeline.endMicroseconds)
                - max(old.timeline.startMicroseconds, member.timeline.startMicroseconds)
            guard overlap > -gap else { continue }
            if best.map({ overlap > $0.overlap }) ?? true { best = (overlap, event) }
        }
        return best?.event
    }
}

/// What was stored of a stretch beside its segments, which goes when it is stored anew.
enum ReplacedActivity {
    static func remove(
        from stretch: Int64, in transaction: inout StoreTransaction
    ) throws {
        try transaction.execute("DELETE FROM activity WHERE stretch_id = ?", [stretch])
        try transaction.execute("DELETE FROM suppressed WHERE stretch_id = ?", [stretch])
    }
}
