public import Footage
import Foundation
import GRDB

/// What of a live feed is stored like a recording: a stretch of its time in which it was connected.
/// It has no file, grows while it is watched, and is cut where the next one follows on.
extension EventStore {
    /// Begins to store what is watched of a feed from now on, and claims it.
    ///
    /// - Parameters:
    ///   - name: stands where a recording has its path; unique.
    ///   - facts: `duration` is how much there is so far, mostly nothing.
    public func beginLive(
        _ name: String, feed: FeedID, run: RunID, facts: RecordingFacts, rebuild: EventRebuild
    ) throws(EventStoreError) -> RecordingID {
        guard let claims else { throw .readOnly(path: path, reason: "opened for reading") }
        var acquired: Int64?
        do {
            return try write("beginning to watch \(name)") { transaction in
                try transaction.requireFeed(feed)
                try transaction.execute(
                    """
                    INSERT INTO recording (uuid, feed_id, path, size_bytes, modified_us, status,
                        settings_digest, run_id, is_live)
                    SELECT ?, ?, ?, 0, ?, 'pending', settings_digest, id, 1 FROM run WHERE id = ?
                    """,
                    [
                        transaction.newUUID(), feed.rawValue, name,
                        transaction.now.microsecondsUTC, run.rawValue,
                    ])
                let recording = RecordingID(rawValue: transaction.database.lastInsertedRowID)
                // Nobody else can know this number before the transaction ends.
                if claims.acquire(recording.rawValue) { acquired = recording.rawValue }
                let beginning = RecordingBeginning(
                    recording: recording, facts: facts, stretches: [], rebuild: rebuild)
                _ = try beginning.run(in: &transaction)
                return recording
            }
        } catch {
            if let acquired { claims.release(acquired) }
            throw error
        }
    }

    /// Stores a stretch of what is watched, or what it has become since it was last stored: all of
    /// it, and the events that it changes, in one transaction.
    ///
    /// - Parameters:
    ///   - range: of the stretch by now; it begins where the one before ended.
    ///   - hasSameSegments: whether its segments are those that were stored of it before.
    public func commitLive(
        _ outcome: StretchOutcome, covering range: MediaRange, of recording: RecordingID,
        hasSameSegments: Bool, rebuild: EventRebuild
    ) throws(EventStoreError) {
        precondition(claims?.holds(recording.rawValue) == true, "claim a recording first")
        try write("storing what was watched, recording \(recording.rawValue)") { transaction in
            try LiveGrowth(recording: recording, ordinal: outcome.ordinal, range: range)
                .run(in: &transaction)
            let commit = StretchCommit(
                outcome: outcome, recording: recording, rebuild: rebuild,
                manner: .growing(hasSameSegments: hasSameSegments))
            try commit.run(in: &transaction)
        }
    }

    /// Stores what lasts in a stretch that was stored before: whether something lasts is known
    /// only after a while.
    public func storeChanges(
        _ changes: [LastingChange], ofStretch ordinal: Int, of recording: RecordingID
    ) throws(EventStoreError) {
        try write("storing what lasts, recording \(recording.rawValue)") { transaction in
            try StretchChanges(changes: changes, recording: recording, ordinal: ordinal)
                .run(in: &transaction)
        }
    }

    /// Ends what an earlier process began to watch and was killed over: everything that was stored
    /// of it stays.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func sealLive(of feed: FeedID) throws(EventStoreError) -> Int {
        guard let claims else { throw .readOnly(path: path, reason: "opened for reading") }
        var sealed: [Int64] = []
        defer { for recording in sealed { claims.release(recording) } }
        try write("ending what was watched of feed \(feed.rawValue)") { transaction in
            let begun = try Int64.fetchAll(
                transaction.database,
                sql: """
                    SELECT id FROM recording
                    WHERE feed_id = ? AND is_live = 1 AND status = 'scanning' ORDER BY id
                    """, arguments: [feed.rawValue])
            for recording in begun where claims.acquire(recording) {
                sealed.append(recording)
                try transaction.execute(
                    """
                    UPDATE recording SET status = 'partial',
                        error = 'watching was cut off; what came after is not known'
                    WHERE id = ?
                    """, [recording])
            }
        }
        return sealed.count
    }
}

/// Makes room for a stretch of what is watched.
private struct LiveGrowth {
    let recording: RecordingID
    let ordinal: Int
    let range: MediaRange

    func run(in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO stretch (recording_id, ordinal, start_media_us, end_media_us, status)
            VALUES (?1, ?2, ?3, ?4, 'planned')
            ON CONFLICT (recording_id, ordinal) DO UPDATE
                SET start_media_us = ?3, end_media_us = ?4
            """,
            [
                recording.rawValue, ordinal, range.start.microseconds, range.end.microseconds,
            ])
        try transaction.execute(
            """
            UPDATE recording SET duration_us = ?2 WHERE id = ?1 AND coalesce(duration_us, 0) < ?2
            """, [recording.rawValue, range.end.microseconds])
        try transaction.execute(
            """
            UPDATE feed SET longest_recording_us = ?1
            WHERE id = (SELECT feed_id FROM recording WHERE id = ?2) AND longest_recording_us < ?1
            """, [range.end.microseconds, recording.rawValue])
    }
}
