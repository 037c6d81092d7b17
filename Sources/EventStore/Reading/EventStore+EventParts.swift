public import Footage
import Foundation
import GRDB

/// What one recording shows of an event.
public struct EventPart: Sendable, Hashable {
    public var recording: RecordingID
    public var path: String
    public var fileName: String
    /// What to play or cut out: the first part begins with the pre-roll, the last ends with the
    /// post-roll, and none reaches beyond its recording.
    public var range: MediaRange
    /// From the first motion in it to the last.
    public var eventRange: MediaRange
    /// Wall clock of the starts of both; `nil` if unknown.
    public var start: WallTime?
    public var eventStart: WallTime?
    public var clockSource: ClockSource
    public var duration: MediaTime
}

/// Motion and what was discarded while an event lasted, in one recording.
public struct EventPlot: Sendable, Equatable {
    public struct Second: Sendable, Equatable {
        /// Whole seconds of media time.
        public var second: Int
        /// The most motion of any frame, in parts per million.
        public var motionPPM: Int
        public var suppressed: SuppressorCounts
    }

    public var recording: RecordingID
    /// Seconds of the part's range in which anything moved or was discarded, ascending.
    public var seconds: [Second]
}

extension EventStore {
    /// The recordings that show an event, in its order. Empty if there is no such event.
    public func parts(of event: EventID) throws(EventStoreError) -> [EventPart] {
        try read("reading the recordings of event \(event.rawValue)") { database in
            var parts = try Row.fetchAll(
                database,
                sql: """
                    SELECT recording_id, path, clock_source, is_live, recording.start_us AS origin_us,
                        duration_us, min(start_media_us) AS first_us, max(end_media_us) AS last_us
                    FROM segment JOIN recording ON recording.id = recording_id
                    WHERE event_id = ? GROUP BY recording_id
                    ORDER BY min(segment.start_us), recording_id
                    """, arguments: [event.rawValue]
            ).map(EventPart.init)
            if parts.isEmpty { parts = try Self.partsWithoutSegments(of: event, in: database) }
            let rolls = try Row.fetchOne(
                database, sql: "SELECT pre_roll_us, post_roll_us FROM event WHERE id = ?",
                arguments: [event.rawValue])
            guard let rolls, !parts.isEmpty else { return [] }
            parts[0].extend(before: rolls[0], after: 0)
            parts[parts.count - 1].extend(before: 0, after: rolls[1])
            return parts
        }
    }

    /// An event that is not made of motion lies on the recordings from its start to its end.
    private static func partsWithoutSegments(
        of event: EventID, in database: Database
    ) throws -> [EventPart] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT recording.id AS recording_id, path, clock_source, is_live,
                    recording.start_us AS origin_us, duration_us,
                    iif(recording.id = start_recording_id, start_media_us, 0) AS first_us,
                    iif(recording.id = end_recording_id, end_media_us, duration_us) AS last_us
                FROM event JOIN recording ON recording.feed_id = event.feed_id
                    AND (recording.id IN (start_recording_id, end_recording_id)
                        OR recording.start_us > event.start_us
                            AND recording.start_us < event.end_us)
                WHERE event.id = ? ORDER BY recording.start_us, recording.id
                """, arguments: [event.rawValue]
        ).map(EventPart.init)
    }

    /// Motion and suppressors by second over the parts of an event.
    public func plot(of event: EventID) throws(EventStoreError) -> [EventPlot] {
        let parts = try parts(of: event)
        var plots: [EventPlot] = []
        for part in parts {
            let seconds = try activity(of: part.recording, in: part.range)
            plots.append(
                EventPlot(
                    recording: part.recording,
                    seconds: seconds.map {
                        EventPlot.Second(
                            second: $0.second, motionPPM: $0.motionPPM, suppressed: $0.suppressed)
                    }))
        }
        return plots
    }

    /// What was discarded while an event lasted, pre-roll and post-roll left out.
    public func suppressed(of event: EventID) throws(EventStoreError) -> SuppressorCounts {
        var counts = SuppressorCounts()
        for part in try parts(of: event) {
            for second in try activity(of: part.recording, in: part.eventRange) {
                counts.add(second.suppressed)
            }
        }
        return counts
    }

    /// For each moment the event that it is part of: the one with motion in it, or else the one
    /// that began before it and goes on after.
    public func events(
        covering moments: [PlaceMoment]
    ) throws(EventStoreError) -> [EventID?] {
        try read("searching for events by place") { database in
            let statement = try database.makeStatement(
                sql: """
                    SELECT event_id FROM (
                        SELECT event_id, end_media_us FROM segment INDEXED BY segment_by_recording
                        WHERE recording_id = ?1 AND event_id IS NOT NULL AND start_media_us < ?3
                        ORDER BY start_media_us DESC LIMIT 1)
                    WHERE end_media_us > ?2 OR event_id = (
                        SELECT event_id FROM segment INDEXED BY segment_by_recording
                        WHERE recording_id = ?1 AND event_id IS NOT NULL AND start_media_us >= ?3
                        ORDER BY start_media_us LIMIT 1)
                    """)
            return try moments.map { moment in
                try Int64.fetchOne(
                    statement,
                    arguments: [
                        moment.recording.rawValue, moment.range.start.microseconds,
                        moment.range.end.microseconds,
                    ]
                ).map(EventID.init(rawValue:))
            }
        }
    }
}

extension EventPart {
    fileprivate init(_ row: Row) {
        let path: String = row["path"]
        let origin = (row["origin_us"] as Int64?).map(WallTime.init(microsecondsUTC:))
        let range = MediaRange(
            start: MediaTime(microseconds: row["first_us"]),
            end: MediaTime(microseconds: row["last_us"]))
        self.init(
            recording: row["recording_id"], path: path,
            fileName: (path as NSString).lastPathComponent, range: range, eventRange: range,
            start: origin.map { $0 + range.start }, eventStart: origin.map { $0 + range.start },
            clockSource: ClockSource(row),
            duration: MediaTime(microseconds: row["duration_us"] ?? 0))
    }

    fileprivate mutating func extend(before: Int64, after: Int64) {
        let start = max(.zero, range.start - MediaTime(microseconds: before))
        self.start = self.start.map { $0 + (start - range.start) }
        range.start = start
        range.end = min(
            max(duration, range.end), range.end + MediaTime(microseconds: after))
    }
}
