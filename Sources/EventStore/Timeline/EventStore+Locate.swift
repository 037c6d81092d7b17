public import Footage
import GRDB

/// What a feed recorded at one moment of its wall clock.
public struct FeedMoment: Sendable, Hashable {
    /// The recording that covers it, of several the one that began last, and the time in it; `nil`
    /// where nothing was recorded.
    public var recording: RecordingID?
    public var media: MediaTime?
    /// When the next recording after the moment begins; `nil` after the last.
    public var next: WallTime?
}

extension EventStore {
    /// Which recording of a feed covers a moment. Recordings of unknown clock are not searched.
    public func locate(_ feed: FeedID, at time: WallTime) throws(EventStoreError) -> FeedMoment {
        try read("searching feed \(feed.rawValue) by time") { database in
            let moment = time.microsecondsUTC
            guard moment.magnitude < 1 << 60 else { return FeedMoment() }
            let place = try TimelinePlaces.feed(feed, within: moment..<moment + 1)
                .all(in: database).last
            let next = try Int64.fetchOne(
                database,
                sql: """
                    SELECT min(start_us) FROM recording INDEXED BY recording_by_start
                    WHERE feed_id = ? AND start_us > ? AND duration_us > 0
                    """, arguments: [feed.rawValue, moment])
            return FeedMoment(
                recording: place?.recording,
                media: place.map { MediaTime(microseconds: moment - $0.range.lowerBound) },
                next: next.map(WallTime.init(microsecondsUTC:)))
        }
    }
}
