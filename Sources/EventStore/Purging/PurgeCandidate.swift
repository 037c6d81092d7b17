import Footage
import GRDB

/// A recording of which something may have to be deleted.
struct PurgeCandidate {
    let recording: RecordingID
    let uuid: String
    let duration: Int64
    let isClockKnown: Bool
    /// Media time up to which the time to be kept is over.
    let expired: Int64

    /// What is to be deleted of a feed, or of all, by feed and start.
    ///
    /// Of a recording without a clock, all or nothing is: it was recorded no later than its file
    /// was last written, so by that time nothing is deleted too early.
    static func all(_ request: PurgeRequest, in database: Database) throws -> [PurgeCandidate] {
        let before = min(
            max(request.before.microsecondsUTC, EventPosition.firstKnown),
            -EventPosition.firstKnown)
        return try Row.fetchAll(
            database,
            sql: """
                SELECT id, uuid, duration_us, start_us, modified_us, purged_until_media_us
                FROM recording
                WHERE duration_us > 0 AND (?1 IS NULL OR feed_id = ?1)
                    AND purged_until_media_us < duration_us
                    AND coalesce(start_us + purged_until_media_us, modified_us) < ?2
                ORDER BY feed_id, start_us, id
                """, arguments: [request.feed?.rawValue, before]
        ).compactMap { row in
            let (duration, start): (Int64, Int64?) = (row["duration_us"], row["start_us"])
            let modified: Int64 = row["modified_us"]
            let expired = start.map { before - $0 } ?? (modified < before ? duration : 0)
            let candidate = PurgeCandidate(
                recording: row["id"], uuid: row["uuid"], duration: duration,
                isClockKnown: start != nil, expired: min(expired, duration))
            return candidate.expired > (row["purged_until_media_us"] as Int64) ? candidate : nil
        }
    }

    /// Stretches that have ended by then and are not purged yet, in order.
    func stretches(in database: Database, limit: Int) throws -> [PurgeStretch] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT id, start_media_us, end_media_us FROM stretch
                WHERE recording_id = ? AND end_media_us <= ? AND end_media_us >
                    (SELECT purged_until_media_us FROM recording WHERE id = recording_id)
                ORDER BY ordinal LIMIT ?
                """, arguments: [recording.rawValue, expired, limit]
        ).map { row in
            PurgeStretch(
                id: row["id"], startMicroseconds: row["start_media_us"],
                endMicroseconds: row["end_media_us"])
        }
    }
}

struct PurgeStretch {
    let id: Int64
    let startMicroseconds: Int64
    let endMicroseconds: Int64
}
