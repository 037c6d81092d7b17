import Footage
import Foundation
import GRDB

/// Writes one trouble with a camera as an event.
struct HealthWriter {
    let draft: HealthDraft
    let timeline: FeedTimeline
    /// The recordings around it, by start.
    let pieces: [FeedTimeline.Piece]
    let telling: HealthTelling

    func insert(in transaction: inout StoreTransaction) throws {
        _ = try told?.insert(in: &transaction)
    }

    /// The picture goes with the moment that it shows.
    func update(_ event: Int64, in transaction: inout StoreTransaction) throws {
        guard let told else { return }
        let oldPeak = try Int64.fetchOne(
            transaction.database, sql: "SELECT peak_media_us FROM event WHERE id = ?",
            arguments: [event])
        let isOther = try told.update(event, in: &transaction)
        if isOther, oldPeak != told.peak.mediaMicroseconds {
            try transaction.execute("DELETE FROM event_picture WHERE event_id = ?", [event])
        }
    }

    /// `nil` where no recording shows it.
    private var told: ToldEvent? {
        var told = ToldEvent(
            on: timeline, draft.startMicroseconds..<draft.endMicroseconds,
            peak: draft.peakMicroseconds, pieces: pieces)
        told?.columns = [
            ("kind", draft.kind.rawValue), ("severity", draft.severity.rawValue),
            ("score", draft.score), ("facts", draft.facts.json), ("peak_ppm", 0),
            ("pre_roll_us", telling.preRoll.microseconds),
            ("post_roll_us", telling.postRoll.microseconds),
        ]
        return told
    }
}

extension HealthFacts {
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
