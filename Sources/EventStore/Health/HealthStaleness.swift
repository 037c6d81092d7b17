import Footage
import GRDB

/// Marks what has to be told anew: a recording whose watch is not stored is.
///
/// It happens in the transaction that stores or drops readings: whenever a scan is killed, the next
/// one knows what is left to tell.
enum HealthStaleness {
    /// A recording's readings change: with it, everything that comes after it on the timeline.
    static func mark(_ place: RecordingPlace, in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            "DELETE FROM health_watch WHERE recording_id = ?", [place.recording.rawValue])
        guard let start = place.startMicroseconds else { return }
        try transaction.execute(
            """
            DELETE FROM health_watch WHERE recording_id IN (
                SELECT id FROM recording INDEXED BY recording_by_start
                WHERE feed_id = ? AND start_us >= ?)
            """, [place.feed.rawValue, start])
    }

    /// Everything that was told with other parameters.
    static func markOthers(
        than parameters: String, of feed: FeedID, in transaction: inout StoreTransaction
    ) throws {
        try transaction.execute(
            """
            DELETE FROM health_watch WHERE parameters <> ? AND recording_id IN (
                SELECT id FROM recording WHERE feed_id = ?)
            """, [parameters, feed.rawValue])
    }
}
