import Footage
import Foundation
import GRDB

/// Stores the outcome of one stretch.
struct StretchCommit {
    /// What becomes of a stretch that is done already.
    enum Manner {
        /// It is left as it is: its outcome is known once and for all.
        case once
        /// It has grown, and everything of it is stored anew; its segments only if they are not
        /// those that are stored.
        case growing(hasSameSegments: Bool)
    }

    let outcome: StretchOutcome
    let recording: RecordingID
    let rebuild: EventRebuild
    var manner = Manner.once

    func run(in transaction: inout StoreTransaction) throws {
        guard
            let row = try Row.fetchOne(
                transaction.database,
                sql: """
                    SELECT stretch.id, stretch.start_media_us, stretch.end_media_us,
                        stretch.status, stretch.frames, recording.feed_id, recording.start_us, recording.run_id
                    FROM stretch JOIN recording ON recording.id = stretch.recording_id
                    WHERE recording_id = ? AND ordinal = ?
                    """, arguments: [recording.rawValue, outcome.ordinal])
        else {
            throw EventStoreError.unknownStretch(
                path: transaction.path, recording: recording.rawValue, ordinal: outcome.ordinal)
        }
        let status: String = row["status"]
        var hasSameSegments = false
        switch manner {
        case .once: if status == "done" { return }
        case .growing(let areSame): hasSameSegments = areSame
        }
        transaction.isProvisional = outcome.isProvisional
        let stretch: Int64 = row["id"]
        let range = MediaRange(
            start: MediaTime(microseconds: row["start_media_us"]),
            end: MediaTime(microseconds: row["end_media_us"]))
        try CoverageWriter.store(
            CoverageTiling.tile(range, with: outcome.coverage), recording: recording.rawValue,
            stretch: stretch, in: &transaction)
        let replaced =
            try hasSameSegments
            ? nil : ReplacedSegments(removedFrom: stretch, in: &transaction)
        try ReplacedActivity.remove(from: stretch, in: &transaction)
        try storeActivity(of: stretch, in: &transaction)
        try transaction.execute(
            "UPDATE stretch SET status = ?, frames = ?, run_id = ? WHERE id = ?",
            [
                outcome.isProvisional ? "planned" : "done", outcome.frames,
                row["run_id"] as Int64?, stretch,
            ])
        try transaction.execute(
            "UPDATE recording SET frames = frames + ? WHERE id = ?",
            [outcome.frames - (row["frames"] as Int), recording.rawValue])
        let place = RecordingPlace(
            recording: recording, feed: row["feed_id"], startMicroseconds: row["start_us"])
        if !outcome.isProvisional {
            try StretchChanges(
                changes: outcome.changes, recording: recording, ordinal: outcome.ordinal
            ).store(of: stretch, at: place, in: &transaction)
            try Untold.add(range, at: place, in: &transaction)
            try storeHealth(of: stretch, place: place, in: &transaction)
        }
        guard let replaced, !(outcome.segments.isEmpty && replaced.members.isEmpty) else { return }
        let added = try storeSegments(of: stretch, place: place, in: &transaction)
        try EventChaining(rebuild: rebuild)
            .integrate(added, replacing: replaced, at: place, in: &transaction)
    }

    private func storeHealth(
        of stretch: Int64, place: RecordingPlace, in transaction: inout StoreTransaction
    ) throws {
        // Also where not one picture came, which is told too.
        try HealthStaleness.mark(place, in: &transaction)
        guard let first = outcome.health.first else { return }
        try transaction.execute(
            """
            INSERT OR REPLACE INTO health_readings (stretch_id, recording_id, start_media_us,
                packed) VALUES (?, ?, ?, ?)
            """,
            [
                stretch, recording.rawValue, first.time.microseconds,
                HealthCodec.pack(outcome.health),
            ])
    }

    private func storeActivity(
        of stretch: Int64, in transaction: inout StoreTransaction
    ) throws {
        for (suppressor, pixels) in outcome.suppressed.nonZero {
            try transaction.execute(
                "INSERT INTO suppressed (stretch_id, suppressor, pixels) VALUES (?, ?, ?)",
                [stretch, suppressor.rawValue, pixels])
        }
        for minute in ActivityMinute.minutes(of: outcome.activity) {
            try transaction.execute(
                """
                INSERT INTO activity (recording_id, stretch_id, minute, cells, seconds,
                    peak_ppm)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    recording.rawValue, stretch, minute.minute, minute.packedCells,
                    minute.packedSeconds, minute.peakPPM,
                ])
            guard let packed = minute.packedSuppressed else { continue }
            try transaction.execute(
                "INSERT INTO suppressed_seconds (activity_id, packed) VALUES (?, ?)",
                [transaction.database.lastInsertedRowID, packed])
        }
    }

    private func storeSegments(
        of stretch: Int64, place: RecordingPlace, in transaction: inout StoreTransaction
    ) throws -> [ChainMember] {
        var longest: Int64 = 0
        let zones = try ZoneTouches.zones(of: place.feed, in: transaction.database)
        let members = try outcome.segments.map { segment in
            let motion = segment.motion
            longest = max(longest, motion.range.duration.microseconds)
            let origin = place.startMicroseconds
            try transaction.execute(
                """
                INSERT INTO segment (feed_id, recording_id, stretch_id, start_media_us,
                    peak_media_us, end_media_us, start_us, end_us, active_us, peak_ppm,
                    motion_integral)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    place.feed.rawValue, recording.rawValue, stretch,
                    motion.range.start.microseconds,
                    motion.peakTime.microseconds, motion.range.end.microseconds,
                    origin.map { $0 + motion.range.start.microseconds },
                    origin.map { $0 + motion.range.end.microseconds }, motion.activeMicroseconds,
                    motion.peakPPM, motion.motionIntegral,
                ])
            let id = transaction.database.lastInsertedRowID
            if !motion.boxes.isEmpty {
                let packed = BoxCodec.pack(motion.boxes, from: motion.range.start)
                try transaction.execute(
                    "INSERT INTO boxes (segment_id, packed) VALUES (?, ?)", [id, packed])
                // By what is stored, so that a zone that is drawn later finds the same.
                for zone in zones where ZoneTouches.touches(packed, zone.shape) {
                    try ZoneTouches.store([id], of: zone.id, in: &transaction)
                }
            }
            if let thumbnail = segment.thumbnail {
                try transaction.execute(
                    "INSERT INTO thumbnail (segment_id, jpeg) VALUES (?, ?)",
                    [id, Data(thumbnail)])
            }
            return ChainMember(segment: id, motion: motion, place: place)
        }
        try transaction.execute(
            "UPDATE feed SET longest_segment_us = ?1 WHERE id = ?2 AND longest_segment_us < ?1",
            [longest, place.feed.rawValue])
        return members
    }
}
