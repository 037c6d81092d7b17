import Footage
import Foundation
import GRDB

extension EventStore {
    /// One recording, or `nil`.
    public func recording(_ id: RecordingID) throws(EventStoreError) -> RecordingRecord? {
        try read("reading recording \(id.rawValue)") { database in
            try RecordingRecord.fetch(id, from: database)
        }
    }

    /// The recording last seen at a path, or `nil`.
    public func recording(atPath path: String) throws(EventStoreError) -> RecordingRecord? {
        try read("reading recording \(path)") { database in
            try Row.fetchOne(
                database, sql: RecordingRecord.selection + " WHERE recording.path = ?",
                arguments: [path]
            ).map(RecordingRecord.init)
        }
    }

    /// Recordings, of one feed or all, by feed, start and path; unknown clocks first.
    public func recordings(
        of feed: FeedID? = nil
    ) throws(EventStoreError) -> [RecordingRecord] {
        try read("reading the recordings") { database in
            try Row.fetchAll(
                database,
                sql: """
                    \(RecordingRecord.selection) WHERE ?1 IS NULL OR recording.feed_id = ?1
                    ORDER BY feed.name, recording.start_us, recording.path
                    """, arguments: [feed?.rawValue]
            ).map(RecordingRecord.init)
        }
    }
}

extension RecordingRecord {
    static let selection = """
        SELECT recording.*, feed.name AS feed_name, feed.time_zone AS feed_time_zone,
            (SELECT count(DISTINCT event_id) FROM segment WHERE recording_id = recording.id)
                + (SELECT count(*) FROM event WHERE start_recording_id = recording.id
                    AND kind <> 'motion') AS events
        FROM recording JOIN feed ON feed.id = recording.feed_id
        """

    static func fetch(_ id: RecordingID, from database: Database) throws -> RecordingRecord? {
        try Row.fetchOne(
            database, sql: selection + " WHERE recording.id = ?", arguments: [id.rawValue]
        ).map(RecordingRecord.init)
    }

    init(_ row: Row) {
        self.init(
            id: row["id"], uuid: row["uuid"], feed: row["feed_id"], feedName: row["feed_name"],
            feedTimeZone: row["feed_time_zone"], identity: RecordingIdentity(row),
            status: RecordingStatus(rawValue: row["status"]) ?? .pending, error: row["error"],
            facts: RecordingFacts(row), frames: row["frames"], events: row["events"],
            settingsDigest: row["settings_digest"])
    }
}

extension RecordingFacts {
    /// `nil` until the recording was indexed.
    init?(_ row: Row) {
        guard let container: String = row["container"], let duration: Int64 = row["duration_us"]
        else { return nil }
        let findings: String = row["findings"]
        self.init(
            container: container, codec: row["codec"] ?? "",
            storedSize: FrameSize(
                width: row["stored_width"] ?? 0, height: row["stored_height"] ?? 0),
            sampleAspectNumerator: row["sample_aspect_numerator"] ?? 1,
            sampleAspectDenominator: row["sample_aspect_denominator"] ?? 1,
            orientation: Orientation(rawValue: row["rotation_degrees"] ?? 0) ?? .upright,
            isInterlaced: row["is_interlaced"] ?? false, pixelFormat: row["pixel_format"] ?? "",
            nominalFramesPerSecond: row["nominal_frames_per_second"],
            duration: MediaTime(microseconds: duration),
            start: (row["start_us"] as Int64?).map(WallTime.init(microsecondsUTC:)),
            clockSource: ClockSource(row),
            timestampsRebuilt: row["timestamps_rebuilt"],
            findings: (try? JSONDecoder().decode([String].self, from: Data(findings.utf8))) ?? [])
    }
}

extension ClockSource {
    /// The columns `clock_source` and `is_live` of a recording.
    init(_ row: Row) {
        let isLive: Bool = row["is_live"] ?? false
        let stored = (row["clock_source"] as String?).flatMap(ClockSource.init(rawValue:))
        self = isLive ? .arrival : stored ?? .unknown
    }

    /// As the column holds it: that it is the clock at arrival is told by `is_live`.
    var stored: String { self == .arrival ? ClockSource.stated.rawValue : rawValue }
}
