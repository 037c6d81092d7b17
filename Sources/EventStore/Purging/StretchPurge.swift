import Footage
import GRDB

/// Deletes what was found in some stretches of one recording, and keeps what says that something
/// was.
struct StretchPurge {
    let candidate: PurgeCandidate
    let stretches: [PurgeStretch]

    static let neverLookedAt = "its time to be kept was over before it was looked at"

    /// Counts what the stretches hold, without deleting it.
    func count(in database: Database, into report: inout PurgeReport) throws {
        for stretch in stretches {
            report.stretches += 1
            report.media =
                report.media
                + MediaTime(microseconds: stretch.endMicroseconds - stretch.startMicroseconds)
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT count(*), count(thumbnail.segment_id),
                            coalesce(sum(length(jpeg)), 0) + coalesce(sum(length(packed)), 0)
                        FROM segment LEFT JOIN thumbnail ON thumbnail.segment_id = segment.id
                            LEFT JOIN boxes ON boxes.segment_id = segment.id
                        WHERE stretch_id = ?
                        """), arguments: [stretch.id])
            if let row {
                report.segments += row[0] as Int
                report.pictures += row[1] as Int
                report.bytes += row[2] as Int64
            }
            let activity = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT count(*), coalesce(sum(length(seconds) + length(cells)), 0)
                            + coalesce(sum(length(packed)), 0)
                        FROM activity LEFT JOIN suppressed_seconds ON activity_id = activity.id
                        WHERE stretch_id = ?
                        """), arguments: [stretch.id])
            if let activity {
                report.activityMinutes += activity[0] as Int
                report.bytes += activity[1] as Int64
            }
        }
        report.touchedEvents.formUnion(try events(in: database))
    }

    /// Events with a segment in the stretches.
    func events(in database: Database) throws -> [Int64] {
        var events: Set<Int64> = []
        for stretch in stretches {
            events.formUnion(
                try Int64.fetchAll(
                    database.cachedStatement(
                        sql: """
                            SELECT event_id FROM segment
                            WHERE stretch_id = ? AND event_id IS NOT NULL
                            """), arguments: [stretch.id]))
        }
        return events.sorted()
    }

    /// Deletes segments with their pictures and boxes, activity, and what was discarded; events
    /// lose their part in it.
    func run(
        rebuild: EventRebuild, in transaction: inout StoreTransaction, report: inout PurgeReport
    ) throws {
        guard let last = stretches.last else { return }
        let database = transaction.database
        try count(in: database, into: &report)
        let events = try events(in: database)
        for stretch in stretches {
            try transaction.execute("DELETE FROM segment WHERE stretch_id = ?", [stretch.id])
            try transaction.execute("DELETE FROM activity WHERE stretch_id = ?", [stretch.id])
            try transaction.execute("DELETE FROM suppressed WHERE stretch_id = ?", [stretch.id])
            try transaction.execute("DELETE FROM lasting_change WHERE stretch_id = ?", [stretch.id])
            try transaction.execute(
                "DELETE FROM health_readings WHERE stretch_id = ?", [stretch.id])
            try transaction.execute(
                "UPDATE stretch SET status = 'done' WHERE id = ?", [stretch.id])
            // What could not be looked at stays known.
            try transaction.execute(
                """
                UPDATE coverage SET reason = iif(state = 'pending', ?, NULL), state = 'purged'
                WHERE stretch_id = ? AND state IN ('analysed', 'key_frames_only', 'pending')
                """, [Self.neverLookedAt, stretch.id])
        }
        try EventChaining(rebuild: rebuild).rebuild(events: events, in: &transaction)
        let incidents = try RecordingIncidents(recording: candidate.recording)
            .purge(until: last.endMicroseconds, in: &transaction)
        report.touchedEvents.formUnion(incidents.touched)
        report.removedEvents.formUnion(incidents.removed)
        for event in events {
            let isLeft = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?)",
                arguments: [event])
            if isLeft == false { report.removedEvents.insert(event) }
        }
        try transaction.execute(
            "UPDATE recording SET purged_until_media_us = ? WHERE id = ?",
            [last.endMicroseconds, candidate.recording.rawValue])
        if last.endMicroseconds == candidate.duration {
            try collapse(in: &transaction)
        }
        transaction.publish(.recording(uuid: candidate.uuid))
    }

    /// Of a recording of which nothing is left, one stretch is enough: thousands would only say
    /// the same.
    private func collapse(in transaction: inout StoreTransaction) throws {
        let recording = candidate.recording.rawValue
        let database = transaction.database
        let spans = CoverageTiling.joined(
            try Row.fetchAll(
                database,
                sql: """
                    SELECT start_media_us, end_media_us, state, reason FROM coverage
                    WHERE recording_id = ? ORDER BY start_media_us
                    """, arguments: [recording]
            ).map(CoverageSpan.init))
        let frames =
            try Int64.fetchOne(
                database, sql: "SELECT sum(frames) FROM stretch WHERE recording_id = ?",
                arguments: [recording]) ?? 0
        try transaction.execute("DELETE FROM stretch WHERE recording_id = ?", [recording])
        try transaction.execute(
            """
            INSERT INTO stretch (recording_id, ordinal, start_media_us, end_media_us, status,
                frames, run_id)
            SELECT id, 0, 0, duration_us, 'done', ?, run_id FROM recording WHERE id = ?
            """, [frames, recording])
        try CoverageWriter.store(
            spans, recording: recording, stretch: database.lastInsertedRowID, in: &transaction)
        // A scan that was stopped has nothing left to go on with.
        try transaction.execute(
            """
            UPDATE recording SET status = 'partial', error = ?
            WHERE id = ? AND status IN ('pending', 'scanning')
            """, [Self.neverLookedAt, recording])
    }
}
