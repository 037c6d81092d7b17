import GRDB

/// Everything that was derived from one recording.
struct RecordingContents {
    let recording: RecordingID
    let rebuild: EventRebuild

    /// Removes it all: stretches, segments, activity, coverage, and the recording's part in every
    /// event. Reviews wait for the event that takes the old one's place, unless the recording's
    /// content has changed.
    ///
    /// - Parameters:
    ///   - keepingIncidents: whether what rules raised in it waits to be told of again, with its
    ///     reviews; it cannot when the recording goes to another feed.
    ///   - keepingPurge: whether what was purged is not to be looked at again.
    func drop(
        keepingReviews: Bool, keepingIncidents: Bool = true, keepingPurge: Bool,
        in transaction: inout StoreTransaction
    ) throws {
        let database = transaction.database
        try RecordingIncidents(recording: recording)
            .leave(keeping: keepingReviews && keepingIncidents, in: &transaction)
        let touched = try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT event_id FROM segment
                WHERE recording_id = ? AND event_id IS NOT NULL ORDER BY event_id
                """, arguments: [recording.rawValue])
        try transaction.execute(
            "DELETE FROM segment WHERE recording_id = ?", [recording.rawValue])
        try EventChaining(rebuild: rebuild).rebuild(events: touched, in: &transaction)
        try transaction.execute("DELETE FROM stretch WHERE recording_id = ?", [recording.rawValue])
        if !keepingReviews {
            try transaction.execute(
                "DELETE FROM review WHERE recording_id = ? AND event_id IS NULL",
                [recording.rawValue])
        }
        try transaction.execute(
            """
            UPDATE recording SET frames = 0, start_us = NULL, duration_us = NULL,
                purged_until_media_us = iif(?, purged_until_media_us, 0)
            WHERE id = ?
            """, [keepingPurge, recording.rawValue])
    }
}
