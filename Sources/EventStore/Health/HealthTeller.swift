import Footage
import Foundation
import GRDB

/// Tells the troubles of one feed's camera, recording by recording in order of time.
///
/// After each recording the state of the watch is stored, so that a new recording goes on from
/// there. A recording without that state is untold.
struct HealthTeller {
    let feed: FeedID
    let telling: HealthTelling

    /// Tells the first untold recording. - Returns: whether there was one.
    func tellNext(in transaction: inout StoreTransaction) throws -> Bool {
        let row = try Row.fetchOne(
            transaction.database,
            sql: """
                SELECT id, start_us, duration_us, is_live FROM recording
                WHERE feed_id = ? AND duration_us > 0
                    AND NOT EXISTS (SELECT 1 FROM health_watch WHERE recording_id = recording.id)
                ORDER BY start_us, path LIMIT 1
                """, arguments: [feed.rawValue])
        guard let row else { return false }
        let place = RecordingPlace(
            recording: row["id"], feed: feed, startMicroseconds: row["start_us"])
        let material = HealthTelling.Material(
            readings: try Self.readings(of: place.recording.rawValue, in: transaction.database),
            losses: PictureLoss.losses(
                in: try Self.spans(of: place.recording.rawValue, in: transaction.database),
                isLive: row["is_live"]),
            origin: place.origin)
        let before = try stateBefore(place, in: transaction.database)
        let result = telling.find(before, material)
        try transaction.execute(
            "INSERT INTO health_watch (recording_id, parameters, state) VALUES (?, ?, ?)",
            [place.recording.rawValue, telling.parameters, result.state])
        let duration: Int64 = row["duration_us"]
        try store(
            result.drafts, in: place.origin..<place.origin + duration, at: place, &transaction)
        return true
    }

    private static func spans(
        of recording: Int64, in database: Database
    ) throws -> [CoverageSpan] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT start_media_us, end_media_us, state, reason FROM coverage
                WHERE recording_id = ? ORDER BY start_media_us
                """, arguments: [recording]
        ).map(CoverageSpan.init)
    }

    static func readings(of recording: Int64, in database: Database) throws -> [HealthReading] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT packed FROM health_readings WHERE recording_id = ?
                ORDER BY start_media_us
                """, arguments: [recording])
        var readings: [HealthReading] = []
        while let row = try rows.next() {
            // What cannot be read is as if it had not been looked at.
            readings += HealthCodec.unpack(row["packed"]) ?? []
        }
        return readings
    }

    /// A recording without a clock begins anew.
    private func stateBefore(_ place: RecordingPlace, in database: Database) throws -> Data? {
        guard let start = place.startMicroseconds else { return nil }
        return try Data.fetchOne(
            database,
            sql: """
                SELECT state FROM recording INDEXED BY recording_by_start
                JOIN health_watch ON recording_id = recording.id
                WHERE feed_id = ?1 AND (start_us < ?2 OR start_us = ?2 AND path <
                    (SELECT path FROM recording WHERE id = ?3))
                ORDER BY start_us DESC, path DESC LIMIT 1
                """, arguments: [feed.rawValue, start, place.recording.rawValue])
    }

    private func store(
        _ drafts: [HealthDraft], in range: Range<Int64>, at place: RecordingPlace,
        _ transaction: inout StoreTransaction
    ) throws {
        let timeline = FeedTimeline(
            feed: feed, recording: place.startMicroseconds == nil ? place.recording : nil)
        let first = drafts.map(\.startMicroseconds).min() ?? range.lowerBound
        let whole = min(first, range.lowerBound)..<range.upperBound
        let pieces = try timeline.pieces(in: whole, transaction.database)
        var stored = try StoredTrouble.touching(whole, of: timeline, in: transaction.database)
        for draft in drafts {
            let writer = HealthWriter(
                draft: draft, timeline: timeline, pieces: pieces, telling: telling)
            if let known = StoredTrouble.match(draft, &stored) {
                try writer.update(known, in: &transaction)
            } else {
                try writer.insert(in: &transaction)
            }
        }
        // What ended before this recording began was told with the ones before it.
        for gone in stored where gone.range.upperBound > range.lowerBound {
            try EventRemoval(event: gone.event, successor: nil).run(in: &transaction)
        }
    }
}
