public import Footage
import Foundation
import GRDB

extension EventStore {
    /// Where the moving things of a recording were: the boxes of each run of motion that reaches
    /// into a range, whole, in order of time. Also of runs that are part of no event.
    public func boxes(
        in recording: RecordingID, range: MediaRange
    ) throws(EventStoreError) -> [[TimedBoxes]] {
        try read("reading the boxes of recording \(recording.rawValue)") { database in
            var found: [[TimedBoxes]] = []
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT segment.id, segment.start_media_us, boxes.packed
                    FROM segment JOIN boxes ON boxes.segment_id = segment.id
                    WHERE recording_id = ? AND start_media_us < ? AND end_media_us > ?
                    ORDER BY segment.start_media_us
                    """,
                arguments: [
                    recording.rawValue, range.end.microseconds, range.start.microseconds,
                ])
            while let row = try rows.next() {
                let start = MediaTime(microseconds: row["start_media_us"])
                guard let moments = BoxCodec.unpack(row["packed"], from: start) else {
                    throw EventStoreError.unreadable(
                        path: path, column: "boxes.packed", row: row["id"])
                }
                found.append(moments)
            }
            return found
        }
    }
}
