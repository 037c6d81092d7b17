public import Footage
import GRDB

/// Between which two moments a thing came to its place, or went from it.
public struct ObjectChange: Sendable, Hashable {
    public var recording: RecordingID
    /// The last moment that showed what had been there.
    public var lastBefore: MediaTime
    /// The first moment that showed what lasted afterwards.
    public var firstAfter: MediaTime
    /// The thing's place; `nil` where it is no longer stored.
    public var region: Region?
}

extension EventStore {
    /// What has changed in the scene, of an event of a thing that was left or removed; `nil` for
    /// other events.
    ///
    /// What the scan measured of the change, or where that is gone, the times of the event.
    public func objectChange(of event: EventRecord) throws(EventStoreError) -> ObjectChange? {
        let manner: LastingChange.Manner
        switch event.kind {
        case .objectLeft: manner = .came
        case .objectRemoved: manner = .gone
        default: return nil
        }
        // A removal begins when the thing was seen last, and its peak is the first moment without.
        let change = manner == .came ? event.start : event.peak
        let sameRecording = event.start.recording == change.recording
        var found = ObjectChange(
            recording: change.recording,
            lastBefore: sameRecording ? min(event.start.media, change.media) : change.media,
            firstAfter: change.media,
            region: try boxes(of: event.id).first?.moments.first?.boxes.first?.region)
        guard let region = found.region else { return found }
        let measured = try lastingChanges(manner, of: change.recording, near: change.media)
        let best = measured.filter { $0.region.overlap(region) >= Self.leastOverlap }.min {
            abs(($0.time - change.media).microseconds) < abs(($1.time - change.media).microseconds)
        }
        if let best {
            found.lastBefore = min(best.lastBefore, found.lastBefore)
        }
        return found
    }

    /// How much of a measured place and of the event's place is common at least.
    private static let leastOverlap = 0.4

    private func lastingChanges(
        _ manner: LastingChange.Manner, of recording: RecordingID, near time: MediaTime
    ) throws(EventStoreError) -> [LastingChange] {
        // Two stretches may tell of one change, seconds apart.
        let doubt: Int64 = 15_000_000
        return try read("reading what changed in recording \(recording.rawValue)") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM lasting_change INDEXED BY lasting_change_by_recording
                    WHERE recording_id = ? AND manner = ? AND media_us BETWEEN ? AND ?
                    ORDER BY media_us, id
                    """,
                arguments: [
                    recording.rawValue, manner.rawValue, time.microseconds - doubt,
                    time.microseconds + doubt,
                ]
            ).map { row in
                LastingChange(
                    manner: manner, time: MediaTime(microseconds: row["media_us"]),
                    lastBefore: MediaTime(microseconds: row["last_before_media_us"]),
                    region: Region(
                        x: row["x"], y: row["y"], width: row["width"], height: row["height"]),
                    sharePPM: row["share_ppm"])
            }
        }
    }
}
