import Footage
import GRDB

/// Writes one incident as an event.
struct IncidentWriter {
    let draft: IncidentDraft
    let timeline: FeedTimeline
    /// The recordings around it, by start.
    let pieces: [FeedTimeline.Piece]
    let telling: IncidentTelling

    /// - Returns: the event's number; `nil` where no recording shows it.
    func insert(in transaction: inout StoreTransaction) throws -> Int64? {
        guard let told = try told(in: transaction.database) else { return nil }
        let event = try told.insert(in: &transaction)
        try storeBoxes(of: event, in: &transaction)
        return event
    }

    /// Nothing is written, and nobody told, where it is the same.
    func update(_ event: Int64, in transaction: inout StoreTransaction) throws {
        guard let told = try told(in: transaction.database),
            try told.update(event, in: &transaction)
        else { return }
        try transaction.execute("DELETE FROM event_boxes WHERE event_id = ?", [event])
        try storeBoxes(of: event, in: &transaction)
    }

    private func told(in database: Database) throws -> ToldEvent? {
        guard
            var told = ToldEvent(
                on: timeline, draft.startMicroseconds..<draft.endMicroseconds,
                peak: draft.peakMicroseconds, pieces: pieces)
        else { return nil }
        let segment = try peakSegment(near: told.peak, in: database)
        told.columns = [
            ("kind", draft.kind.rawValue), ("severity", draft.severity.rawValue),
            ("score", draft.score), ("zone", draft.facts.zone), ("rule", draft.facts.rule),
            ("facts", draft.facts.json), ("peak_segment_id", segment?.id),
            ("peak_ppm", segment?.ppm ?? 0), ("pre_roll_us", telling.preRoll.microseconds),
            ("post_roll_us", telling.postRoll.microseconds),
        ]
        return told
    }

    /// The segment whose picture shows it best: the one at the peak, or else the nearest within a
    /// few seconds.
    private func peakSegment(
        near peak: ChainMember.Moment, in database: Database
    ) throws -> (id: Int64, ppm: Int)? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT id, peak_ppm FROM segment INDEXED BY segment_by_recording
                    WHERE recording_id = ?1 AND start_media_us BETWEEN ?2 - 120000000
                        AND ?2 + 15000000 AND end_media_us > ?2 - 60000000
                    ORDER BY abs(peak_media_us - ?2), start_media_us LIMIT 1
                    """), arguments: [peak.recording.rawValue, peak.mediaMicroseconds]
        ).map { ($0["id"], $0["peak_ppm"]) }
    }

    private func storeBoxes(of event: Int64, in transaction: inout StoreTransaction) throws {
        var parts: [RecordingID: [TimedBoxes]] = [:]
        for point in draft.path {
            guard let moment = FeedTimeline.moment(at: point.microseconds, in: pieces) else {
                continue
            }
            parts[moment.recording, default: []].append(
                TimedBoxes(
                    time: MediaTime(microseconds: moment.mediaMicroseconds),
                    boxes: [TimedBoxes.Box(region: point.region, track: 1)]))
        }
        for (recording, moments) in parts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let start = moments.first?.time else { continue }
            try transaction.execute(
                """
                INSERT INTO event_boxes (event_id, recording_id, start_media_us, packed)
                VALUES (?, ?, ?, ?)
                """,
                [
                    event, recording.rawValue, start.microseconds,
                    BoxCodec.pack(moments, from: start),
                ])
        }
    }
}
