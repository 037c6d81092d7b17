import Footage
import GRDB

/// Stores the coverage of one stretch.
enum CoverageWriter {
    /// `spans` must tile the stretch.
    static func store(
        _ spans: [CoverageSpan], recording: Int64, stretch: Int64,
        in transaction: inout StoreTransaction
    ) throws {
        try transaction.execute("DELETE FROM coverage WHERE stretch_id = ?", [stretch])
        for span in spans {
            try transaction.execute(
                """
                INSERT INTO coverage
                    (recording_id, stretch_id, start_media_us, end_media_us, state, reason)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    recording, stretch, span.range.start.microseconds,
                    span.range.end.microseconds, span.state.rawValue, span.reason,
                ])
        }
    }
}
