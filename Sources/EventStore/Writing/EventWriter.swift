import Footage
import GRDB

/// Writes one event and what hangs on it.
struct EventWriter {
    let draft: EventDraft
    private let start: ChainMember.Moment
    private let peak: ChainMember.Moment
    private let end: ChainMember.Moment
    private let peakSegment: Int64?

    /// `parts` are the members of the draft's segments, by start.
    init(draft: EventDraft, parts: [ChainMember], peak: ChainMember) {
        self.draft = draft
        let last = parts.max { $0.timeline.endMicroseconds < $1.timeline.endMicroseconds }
        start = (parts.first ?? peak).start
        self.peak = peak.peak
        end = (last ?? peak).end
        peakSegment = peak.peakSegment
    }

    func insert(in transaction: inout StoreTransaction) throws -> Int64 {
        let uuid = transaction.newUUID()
        try transaction.execute(
            """
            INSERT INTO event (uuid, feed_id, kind, severity, score, zone, position_us, start_us,
                peak_us, end_us, start_recording_id, start_media_us, peak_recording_id,
                peak_media_us, end_recording_id, end_media_us, peak_segment_id, active_us,
                peak_ppm, motion_integral, pre_roll_us, post_roll_us)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, [uuid] + (try values(in: transaction.database)))
        let event = transaction.database.lastInsertedRowID
        transaction.publish(.eventAdded(uuid: uuid))
        return event
    }

    func update(_ event: Int64, in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            """
            UPDATE event SET feed_id = ?, kind = ?, severity = ?, score = ?, zone = ?,
                position_us = ?, start_us = ?, peak_us = ?, end_us = ?, start_recording_id = ?,
                start_media_us = ?, peak_recording_id = ?, peak_media_us = ?,
                end_recording_id = ?, end_media_us = ?, peak_segment_id = ?, active_us = ?,
                peak_ppm = ?, motion_integral = ?, pre_roll_us = ?, post_roll_us = ?
            WHERE id = ?
            """, (try values(in: transaction.database)) + [event])
        let uuid = try String.fetchOne(
            transaction.database, sql: "SELECT uuid FROM event WHERE id = ?", arguments: [event])
        if let uuid { transaction.publish(.eventChanged(uuid: uuid)) }
    }

    /// Hands the parts' segments to the event, and the reviews of an event that was here before
    /// its recording was scanned again.
    func take(
        _ parts: [ChainMember], into event: Int64, in transaction: inout StoreTransaction
    ) throws {
        for part in parts where part.event != event {
            switch part.source {
            case .segment(let id, _):
                try transaction.execute(
                    "UPDATE segment SET event_id = ? WHERE id = ?", [event, id])
            case .event(let other):
                try transaction.execute(
                    "UPDATE segment SET event_id = ? WHERE event_id = ?", [event, other])
            }
        }
        let length = draft.endMicroseconds - draft.startMicroseconds
        try transaction.execute(
            """
            UPDATE feed SET longest_event_us = ?1
            WHERE id = (SELECT feed_id FROM event WHERE id = ?2) AND longest_event_us < ?1
            """, [length, event])
        let hasOrphans =
            try Bool.fetchOne(
                transaction.database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM review WHERE event_id IS NULL
                        AND recording_id = ? AND start_media_us < ? AND end_media_us > ?)
                    """,
                arguments: [
                    start.recording.rawValue, start.mediaMicroseconds + length,
                    start.mediaMicroseconds,
                ]) ?? false
        guard hasOrphans else { return }
        try transaction.execute(
            """
            UPDATE review SET event_id = ? WHERE event_id IS NULL
                AND recording_id = ? AND start_media_us < ? AND end_media_us > ?
            """,
            [
                event, start.recording.rawValue, start.mediaMicroseconds + length,
                start.mediaMicroseconds,
            ])
        try ReviewedState.refresh(of: event, in: &transaction)
    }

    private func values(in database: Database) throws -> StatementArguments {
        let row = try Row.fetchOne(
            database, sql: "SELECT feed_id, start_us FROM recording WHERE id = ?",
            arguments: [start.recording.rawValue])
        guard let row else { throw DatabaseError(message: "an event without a recording") }
        let isClockKnown = (row["start_us"] as Int64?) != nil
        let position =
            isClockKnown
            ? draft.startMicroseconds
            : EventPosition.unknownClock(
                start.recording, mediaMicroseconds: start.mediaMicroseconds)
        return [
            row["feed_id"] as Int64, draft.kind.rawValue, draft.severity.rawValue, draft.score,
            draft.zone, position, isClockKnown ? draft.startMicroseconds : nil,
            isClockKnown ? draft.peakMicroseconds : nil,
            isClockKnown ? draft.endMicroseconds : nil, start.recording.rawValue,
            start.mediaMicroseconds,
            peak.recording.rawValue, peak.mediaMicroseconds, end.recording.rawValue,
            end.mediaMicroseconds,
            peakSegment, draft.activeMicroseconds, draft.peakPPM, draft.motionIntegral,
            draft.preRollMicroseconds, draft.postRollMicroseconds,
        ]
    }
}

/// Where events stand in a list by time.
enum EventPosition {
    /// Recordings whose clock is unknown stand before all others, each recording's events
    /// together: far below any microsecond of history, 2⁴⁰ µs (12 days) for each recording.
    static func unknownClock(_ recording: RecordingID, mediaMicroseconds: Int64) -> Int64 {
        -(1 << 62) + (recording.rawValue & 0x1F_FFFF) << 40 + mediaMicroseconds
    }

    /// No time that anything was recorded at lies below this, no other position above.
    static let firstKnown: Int64 = -(1 << 60)

    static func isKnown(_ position: Int64) -> Bool { position >= firstKnown }
}
