import Footage
import Foundation
import GRDB

/// Stores the facts and the plan of a recording that is about to be analysed.
struct RecordingBeginning {
    let recording: RecordingID
    let facts: RecordingFacts
    let stretches: [PlannedStretch]
    let rebuild: EventRebuild

    func run(in transaction: inout StoreTransaction) throws -> Set<Int> {
        let database = transaction.database
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM recording WHERE id = ?",
                arguments: [recording.rawValue])
        else {
            throw EventStoreError.unknownRecording(
                path: transaction.path, id: recording.rawValue)
        }
        let storedStart: Int64? = row["start_us"]
        let storedDuration: Int64? = row["duration_us"]
        let isSameClock =
            storedStart == facts.start?.microsecondsUTC
            && storedDuration == facts.duration.microseconds
        let planned = try storedPlan(in: database)
        let isSamePlan = isSameClock && planned == stretches
        if !isSamePlan {
            try RecordingContents(recording: recording, rebuild: rebuild)
                .drop(keepingReviews: true, keepingPurge: true, in: &transaction)
        }
        try storeFacts(in: &transaction)
        if !isSamePlan {
            try storePlan(purgedUntil: row["purged_until_media_us"], in: &transaction)
        }
        transaction.publish(.recording(uuid: row["uuid"]))
        return try finishedOrdinals(in: database)
    }

    private func storedPlan(in database: Database) throws -> [PlannedStretch] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT ordinal, start_media_us, end_media_us FROM stretch
                WHERE recording_id = ? ORDER BY ordinal
                """, arguments: [recording.rawValue]
        ).map { row in
            PlannedStretch(
                ordinal: row["ordinal"],
                range: MediaRange(
                    start: MediaTime(microseconds: row["start_media_us"]),
                    end: MediaTime(microseconds: row["end_media_us"])))
        }
    }

    private func finishedOrdinals(in database: Database) throws -> Set<Int> {
        try Int.fetchSet(
            database,
            sql: "SELECT ordinal FROM stretch WHERE recording_id = ? AND status = 'done'",
            arguments: [recording.rawValue])
    }

    /// A stretch in which anything was purged counts as done: what was deleted must not come back
    /// because of a new plan.
    private func storePlan(
        purgedUntil: Int64, in transaction: inout StoreTransaction
    ) throws {
        for stretch in stretches {
            let isPurged = stretch.range.start.microseconds < purgedUntil
            try transaction.execute(
                """
                INSERT INTO stretch (recording_id, ordinal, start_media_us, end_media_us, status)
                VALUES (?, ?, ?, ?, ?)
                """,
                [
                    recording.rawValue, stretch.ordinal, stretch.range.start.microseconds,
                    stretch.range.end.microseconds, isPurged ? "done" : "planned",
                ])
            guard stretch.range.duration > .zero else { continue }
            try CoverageWriter.store(
                [CoverageSpan(range: stretch.range, state: isPurged ? .purged : .pending)],
                recording: recording.rawValue, stretch: transaction.database.lastInsertedRowID,
                in: &transaction)
        }
    }

    private func storeFacts(in transaction: inout StoreTransaction) throws {
        let findings = try JSONEncoder().encode(facts.findings)
        try transaction.execute(
            """
            UPDATE recording SET status = 'scanning', error = NULL, container = ?, codec = ?,
                pixel_format = ?, stored_width = ?, stored_height = ?,
                sample_aspect_numerator = ?, sample_aspect_denominator = ?, rotation_degrees = ?,
                is_interlaced = ?, nominal_frames_per_second = ?, duration_us = ?, start_us = ?,
                clock_source = ?, timestamps_rebuilt = ?, findings = ?
            WHERE id = ?
            """,
            [
                facts.container, facts.codec, facts.pixelFormat, facts.storedSize.width,
                facts.storedSize.height, facts.sampleAspectNumerator,
                facts.sampleAspectDenominator, facts.orientation.rawValue, facts.isInterlaced,
                facts.nominalFramesPerSecond, facts.duration.microseconds,
                facts.start?.microsecondsUTC, facts.clockSource.stored, facts.timestampsRebuilt,
                String(decoding: findings, as: UTF8.self), recording.rawValue,
            ])
        try transaction.execute(
            """
            UPDATE feed SET longest_recording_us = ?1
            WHERE id = (SELECT feed_id FROM recording WHERE id = ?2) AND longest_recording_us < ?1
            """, [facts.duration.microseconds, recording.rawValue])
    }
}
