public import Footage
import Foundation
import GRDB

/// An event that has no picture yet, and where it can be had.
public struct MissingPicture: Sendable, Hashable {
    public var event: EventID
    public var recording: RecordingID
    public var path: String
    public var time: MediaTime
}

extension EventStore {
    /// Brings the troubles of a feed's camera in step with the readings that are stored of it.
    ///
    /// The result is the same in whatever order stretches were stored and however often it was
    /// called in between. What is found again keeps its number and its reviews. Every recording is
    /// a transaction of its own: others can write between them.
    public func tellHealth(
        of feed: FeedID, _ telling: HealthTelling
    ) throws(EventStoreError) {
        try write("telling the camera health of feed \(feed.rawValue)") { transaction in
            try HealthStaleness.markOthers(
                than: telling.parameters, of: feed, in: &transaction)
        }
        var isLeft = true
        while isLeft {
            isLeft = try write("telling the camera health of feed \(feed.rawValue)") {
                transaction in
                try HealthTeller(feed: feed, telling: telling).tellNext(in: &transaction)
            }
        }
    }

    /// The readings of a recording, in order of time.
    public func healthReadings(
        of recording: RecordingID
    ) throws(EventStoreError) -> [HealthReading] {
        try read("reading the camera health of recording \(recording.rawValue)") { database in
            try HealthTeller.readings(of: recording.rawValue, in: database)
        }
    }

    /// Events of camera health on a feed that have no picture, by time.
    public func missingPictures(of feed: FeedID) throws(EventStoreError) -> [MissingPicture] {
        try read("looking for pictures of feed \(feed.rawValue)") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT event.id, peak_recording_id, path, peak_media_us FROM event
                    JOIN recording ON recording.id = peak_recording_id
                    WHERE event.feed_id = ? AND kind IN (\(StoredTrouble.kinds)) AND NOT EXISTS
                        (SELECT 1 FROM event_picture WHERE event_id = event.id)
                    ORDER BY position_us, event.id
                    """, arguments: [feed.rawValue]
            ).map { row in
                MissingPicture(
                    event: EventID(rawValue: row["id"]), recording: row["peak_recording_id"],
                    path: row["path"], time: MediaTime(microseconds: row["peak_media_us"]))
            }
        }
    }

    /// Stores the picture of an event that has no segment to show it. Does nothing if there is no
    /// such event any more.
    public func setPicture(_ jpeg: [UInt8], of event: EventID) throws(EventStoreError) {
        try write("storing the picture of event \(event.rawValue)") { transaction in
            guard let uuid = try transaction.uuid(of: event) else { return }
            try transaction.execute(
                """
                INSERT INTO event_picture (event_id, jpeg) VALUES (?1, ?2)
                ON CONFLICT (event_id) DO UPDATE SET jpeg = ?2
                """, [event.rawValue, Data(jpeg)])
            transaction.publish(.eventChanged(uuid: uuid))
        }
    }
}
