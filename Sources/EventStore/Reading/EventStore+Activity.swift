public import Footage
import Foundation
import GRDB

extension EventStore {
    /// What moved and what was discarded in each second of a recording in which anything did, by
    /// second. A second that lies in two stretches is given once.
    public func activity(
        of recording: RecordingID, in range: MediaRange? = nil
    ) throws(EventStoreError) -> [ActivityRecord] {
        let minutes = Self.minutes(range)
        return try read("reading the activity of recording \(recording.rawValue)") { database in
            var seconds: [Int: ActivityRecord] = [:]
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT activity.id, minute, seconds, packed
                    FROM activity LEFT JOIN suppressed_seconds ON activity_id = activity.id
                    WHERE recording_id = ? AND minute BETWEEN ? AND ?
                    ORDER BY minute, stretch_id
                    """, arguments: [recording.rawValue, minutes.lowerBound, minutes.upperBound])
            while let row = try rows.next() {
                guard Self.add(row, to: &seconds) else {
                    throw EventStoreError.unreadable(
                        path: path, column: "activity.seconds", row: row["id"])
                }
            }
            return seconds.values.filter { second in
                let start = MediaTime(microseconds: Int64(second.second) * 1_000_000)
                guard let range else { return true }
                return start < range.end && start + MediaTime(seconds: 1) > range.start
            }.sorted { $0.second < $1.second }
        }
    }

    /// Discarded pixels of a recording, by reason.
    public func suppressed(
        of recording: RecordingID
    ) throws(EventStoreError) -> SuppressorCounts {
        try read("reading the suppressors of recording \(recording.rawValue)") { database in
            var counts = SuppressorCounts()
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT suppressor, sum(pixels) FROM suppressed
                    JOIN stretch ON stretch.id = stretch_id WHERE recording_id = ?
                    GROUP BY suppressor
                    """, arguments: [recording.rawValue])
            while let row = try rows.next() {
                if let suppressor = Suppressor(rawValue: row[0]) { counts[suppressor] = row[1] }
            }
            return counts
        }
    }

    static func minutes(_ range: MediaRange?) -> ClosedRange<Int64> {
        guard let range else { return 0...Int64.max }
        let first = max(0, range.start.microseconds / 60_000_000)
        return first...max(first, range.end.microseconds / 60_000_000)
    }

    private static func add(_ row: Row, to seconds: inout [Int: ActivityRecord]) -> Bool {
        let minute: Int = row["minute"]
        let packed: Data = row["seconds"]
        let isWhole = packed.withUnsafeBytes { bytes in
            ActivityReader.forEachSecond(in: bytes, minute: minute) { second in
                guard let grid = ActivityReader.grid(of: second) else { return false }
                var record =
                    seconds[second.second] ?? ActivityRecord(second: second.second, motionPPM: 0)
                record.motionPPM = max(record.motionPPM, second.motionPPM)
                record.grid.formMaximum(grid)
                seconds[second.second] = record
                return true
            }
        }
        guard isWhole else { return false }
        guard let suppressed: Data = row["packed"] else { return true }
        guard let counts = ActivityReader.suppressed(in: suppressed, minute: minute) else {
            return false
        }
        for (second, discarded) in counts {
            seconds[second, default: ActivityRecord(second: second, motionPPM: 0)]
                .suppressed.add(discarded)
        }
        return true
    }
}
