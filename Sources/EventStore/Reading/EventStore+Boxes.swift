public import Footage
import Foundation
import GRDB

/// Boxes over time in one recording of an event.
public struct EventBoxes: Sendable, Hashable {
    public var recording: RecordingID
    public var path: String
    /// In order of time; the media time is the recording's.
    public var moments: [TimedBoxes]
}

extension EventStore {
    /// Where the moving things of an event were, for each recording that it touches, in the order
    /// of the event.
    public func boxes(of event: EventID) throws(EventStoreError) -> [EventBoxes] {
        try read("reading the boxes of event \(event.rawValue)") { database in
            var found: [EventBoxes] = []
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT segment.id, segment.recording_id, segment.start_media_us, boxes.packed,
                        recording.path, recording.start_us AS origin_us
                    FROM segment JOIN boxes ON boxes.segment_id = segment.id
                    JOIN recording ON recording.id = segment.recording_id
                    WHERE segment.event_id = ?1
                    UNION ALL
                    SELECT event_id, recording_id, start_media_us, packed, path, start_us
                    FROM event_boxes JOIN recording ON recording.id = recording_id
                    WHERE event_id = ?1
                    ORDER BY origin_us, recording_id, start_media_us
                    """, arguments: [event.rawValue])
            while let row = try rows.next() {
                let start = MediaTime(microseconds: row["start_media_us"])
                guard let moments = BoxCodec.unpack(row["packed"], from: start) else {
                    throw EventStoreError.unreadable(
                        path: path, column: "boxes.packed", row: row["id"])
                }
                let recording: RecordingID = row["recording_id"]
                if let known = found.firstIndex(where: { $0.recording == recording }) {
                    found[known].moments += moments
                } else {
                    found.append(
                        EventBoxes(recording: recording, path: row["path"], moments: moments))
                }
            }
            return found
        }
    }
}
