import Footage
import Foundation
import GRDB

extension EventStore {
    /// The rules of a feed, as JSON; `nil`: none were ever stated.
    public func rules(of feed: FeedID) throws(EventStoreError) -> String? {
        try read("reading the rules of feed \(feed.rawValue)") { database in
            try String.fetchOne(
                database, sql: "SELECT rules FROM feed_rules WHERE feed_id = ?",
                arguments: [feed.rawValue])
        }
    }

    /// States the rules of a feed. Where they differ from those that were stated before, all of the
    /// feed is told anew by the next `tell`.
    public func setRules(_ json: String, of feed: FeedID) throws(EventStoreError) {
        if try rules(of: feed) == json { return }
        try write("storing the rules of feed \(feed.rawValue)") { transaction in
            try transaction.requireFeed(feed)
            try transaction.execute(
                """
                INSERT INTO feed_rules (feed_id, rules, changed_us) VALUES (?1, ?2, ?3)
                ON CONFLICT (feed_id) DO UPDATE SET rules = ?2, changed_us = ?3
                """, [feed.rawValue, json, transaction.now.microsecondsUTC])
            try Untold.addAll(of: feed, in: &transaction)
        }
    }

    /// Whether anything was stored since incidents were last told of it.
    public func isUntold(_ feed: FeedID) throws(EventStoreError) -> Bool {
        try read("asking what is untold of feed \(feed.rawValue)") { database in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM untold WHERE feed_id = ?)",
                arguments: [feed.rawValue]) ?? false
        }
    }

    /// Brings the incidents of a feed in step with what is stored of it.
    ///
    /// The result is the same in whatever order stretches were stored and however often it was
    /// called in between. An incident that is found again keeps its number and its reviews.
    public func tell(_ feed: FeedID, _ telling: IncidentTelling) throws(EventStoreError) {
        guard try isUntold(feed) else { return }
        try write("telling the incidents of feed \(feed.rawValue)") { transaction in
            try IncidentTeller(feed: feed, telling: telling).run(in: &transaction)
        }
    }
}

/// Tells incidents of what is untold of one feed.
struct IncidentTeller {
    let feed: FeedID
    let telling: IncidentTelling

    func run(in transaction: inout StoreTransaction) throws {
        let untold = try Untold.all(of: feed, in: transaction.database)
        var ranges: [FeedTimeline: [Range<Int64>]] = [:]
        for entry in untold {
            if let range = entry.range {
                let timeline = FeedTimeline(feed: feed, recording: entry.recording)
                ranges[timeline, default: []].append(range)
            } else {
                for (timeline, range) in try everything(in: transaction.database) {
                    ranges[timeline, default: []].append(range)
                }
            }
        }
        let timelines = ranges.keys.sorted {
            ($0.recording?.rawValue ?? 0) < ($1.recording?.rawValue ?? 0)
        }
        for timeline in timelines {
            var done: [Range<Int64>] = []
            for range in ranges[timeline] ?? [] {
                if done.contains(where: {
                    $0.lowerBound <= range.lowerBound && $0.upperBound >= range.upperBound
                }) {
                    continue
                }
                done.append(try tell(range, of: timeline, in: &transaction))
            }
        }
        for entry in untold {
            try transaction.execute("DELETE FROM untold WHERE id = ?", [entry.id])
        }
    }

    /// The whole of the wall clock, and of each recording without one.
    private func everything(
        in database: Database
    ) throws -> [(FeedTimeline, Range<Int64>)] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT NULL AS recording, min(start_us) AS first, max(end_us) AS last
                FROM recording WHERE feed_id = ?1 AND start_us IS NOT NULL AND duration_us > 0
                UNION ALL SELECT id, 0, duration_us FROM recording
                WHERE feed_id = ?1 AND start_us IS NULL AND duration_us > 0
                UNION ALL SELECT NULL, min(start_us), max(end_us) FROM event
                WHERE feed_id = ?1 AND rule IS NOT NULL AND start_us IS NOT NULL
                """, arguments: [feed.rawValue])
        return rows.compactMap { row in
            guard let first: Int64 = row["first"], let last: Int64 = row["last"] else {
                return nil
            }
            let timeline = FeedTimeline(feed: feed, recording: row["recording"])
            return (timeline, first..<max(last, first + 1))
        }
    }

    private func tell(
        _ range: Range<Int64>, of timeline: FeedTimeline, in transaction: inout StoreTransaction
    ) throws -> Range<Int64> {
        let database = transaction.database
        let reader = ObservationReader(timeline: timeline, telling: telling, database: database)
        let whole = try reader.whole(of: range)
        let pieces = try timeline.pieces(in: whole, database)
        let drafts = telling.incidents(
            try reader.observations(in: whole, pieces: pieces))
        var stored = try StoredIncident.touching(whole, of: timeline, in: database)
        var told: [(draft: IncidentDraft, event: Int64)] = []
        for draft in drafts {
            let writer = IncidentWriter(
                draft: draft, timeline: timeline, pieces: pieces, telling: telling)
            if let known = Self.match(draft, &stored) {
                try writer.update(known, in: &transaction)
                told.append((draft, known))
            } else if let event = try writer.insert(in: &transaction) {
                told.append((draft, event))
            }
        }
        for gone in stored {
            // What was two and is one now hands its reviews on.
            let successor = told.first { gone.isLike($0.draft) && gone.common(with: $0.draft) > 0 }
            try EventRemoval(event: gone.event, successor: successor?.event)
                .run(in: &transaction)
        }
        return whole
    }

    /// Takes the stored incident that a draft tells of again: of the same rule and place, at the
    /// same time; of several the one that was told of first.
    private static func match(
        _ draft: IncidentDraft, _ stored: inout [StoredIncident]
    ) -> Int64? {
        let best = stored.indices.filter {
            stored[$0].isLike(draft) && stored[$0].common(with: draft) > 0
        }.min { stored[$0].event < stored[$1].event }
        return best.map { stored.remove(at: $0).event }
    }
}
