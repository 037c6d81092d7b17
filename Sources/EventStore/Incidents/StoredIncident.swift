import Footage
import Foundation
import GRDB

/// An event that a rule raised, as it is stored.
struct StoredIncident {
    let event: Int64
    let range: Range<Int64>
    let kind: String
    let facts: IncidentFacts?

    /// Those that touch a range of a timeline, by start.
    static func touching(
        _ range: Range<Int64>, of timeline: FeedTimeline, in database: Database
    ) throws -> [StoredIncident] {
        let rows =
            if let recording = timeline.recording {
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT id, kind, facts, start_media_us AS first, end_media_us AS last
                        FROM event INDEXED BY event_by_start_recording
                        WHERE start_recording_id = ? AND start_us IS NULL AND rule IS NOT NULL
                            AND start_media_us <= ? AND end_media_us >= ?
                        ORDER BY start_media_us, id
                        """,
                    arguments: [recording.rawValue, range.upperBound, range.lowerBound])
            } else {
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT id, kind, facts, start_us AS first, end_us AS last
                        FROM event INDEXED BY event_of_rule
                        WHERE feed_id = ?1 AND rule IS NOT NULL AND start_us IS NOT NULL
                            AND position_us <= ?2 AND position_us >= ?3
                                - (SELECT longest_event_us FROM feed WHERE id = ?1) - 1
                            AND end_us >= ?3
                        ORDER BY position_us, id
                        """,
                    arguments: [timeline.feed.rawValue, range.upperBound, range.lowerBound])
            }
        return rows.map { row in
            let (first, last): (Int64, Int64) = (row["first"], row["last"])
            return StoredIncident(
                event: row["id"], range: first..<max(last, first + 1), kind: row["kind"],
                facts: (row["facts"] as String?).flatMap(IncidentFacts.init(json:)))
        }
    }

    /// Microseconds that it has in common with a draft; 0 or less if none.
    func common(with draft: IncidentDraft) -> Int64 {
        min(range.upperBound, draft.endMicroseconds)
            - max(range.lowerBound, draft.startMicroseconds)
    }

    /// Whether it is what a draft tells of, as far as rule and place go.
    func isLike(_ draft: IncidentDraft) -> Bool {
        kind == draft.kind.rawValue && facts?.rule == draft.facts.rule
            && facts?.zone == draft.facts.zone && facts?.line == draft.facts.line
            && facts?.direction == draft.facts.direction
    }
}

extension IncidentFacts {
    /// As stored: keys sorted, so that equal facts are equal texts.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    init?(json: String) {
        guard let facts = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
            return nil
        }
        self = facts
    }
}
