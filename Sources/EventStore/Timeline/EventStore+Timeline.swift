public import Footage
import GRDB

extension EventStore {
    /// What is known of a range of a feed's wall clock. Recordings of unknown clock have no place
    /// in it.
    ///
    /// - Parameters:
    ///   - buckets: into how many the range is cut at most, 1…10,000.
    ///   - eventLimit: how many events at most.
    /// - Throws: `unknownFeed`, `invalid` for an empty range or a wrong number of buckets.
    public func timeline(
        of feed: FeedID, from start: WallTime, until end: WallTime, buckets: Int,
        eventLimit: Int = 2000
    ) throws(EventStoreError) -> Timeline {
        let scale = try scale(start.microsecondsUTC, end.microsecondsUTC, buckets)
        return try read("reading the timeline of feed \(feed.rawValue)") { database in
            let exists = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM feed WHERE id = ?)",
                arguments: [feed.rawValue])
            guard exists == true else {
                throw EventStoreError.unknownFeed(path: path, id: feed.rawValue)
            }
            let places = TimelinePlaces.feed(feed, within: scale.range)
            let reading = try TimelineReading(places, on: scale, in: database, path: path)
            let coverage = try reading.coverage()
            let edges = try FeedGaps.edges(
                of: feed, before: scale.range.lowerBound, after: scale.range.upperBound,
                in: database)
            let gaps = FeedGaps.gaps(
                between: reading.places, within: scale.range, edges: edges
            ).map {
                Timeline.Span(
                    startMicroseconds: $0.lowerBound, endMicroseconds: $0.upperBound,
                    state: .absent, reason: nil, recording: nil)
            }
            var merged = TimelineCoverage(scale)
            for span in (coverage + gaps).sorted(by: Self.isBefore) { merged.append(span) }
            let events = try Self.events(
                """
                FROM event INDEXED BY event_by_state
                WHERE feed_id = ?1 AND end_us > ?2 AND position_us < ?3 AND position_us >= ?4
                """,
                columns: "id, position_us AS first_us, end_us AS last_us, kind, severity, score, "
                    + "review_state",
                arguments: [
                    feed.rawValue, scale.range.lowerBound, scale.range.upperBound,
                    EventPosition.firstKnown,
                ], limit: eventLimit, in: database)
            return Timeline(
                startMicroseconds: scale.range.lowerBound, endMicroseconds: scale.range.upperBound,
                bucketMicroseconds: scale.bucket,
                motion: try reading.motion(coverage: coverage),
                coverage: merged.finished(), events: events.listed, eventsTotal: events.total,
                overlaps: FeedGaps.overlaps(of: reading.places, within: scale.range))
        }
    }

    /// What is known of a range of a recording's media time.
    ///
    /// - Parameter range: all of it if `nil`; cut to the recording.
    /// - Throws: `unknownRecording`, `invalid` for a range outside the recording, one that was never
    ///   indexed, or a wrong number of buckets.
    public func timeline(
        of recording: RecordingID, range: MediaRange? = nil, buckets: Int, eventLimit: Int = 2000
    ) throws(EventStoreError) -> Timeline {
        guard let record = try self.recording(recording) else {
            throw .unknownRecording(path: path, id: recording.rawValue)
        }
        let duration = record.facts?.duration.microseconds ?? 0
        let scale = try scale(
            max(0, range?.start.microseconds ?? 0),
            min(duration, range?.end.microseconds ?? duration), buckets)
        return try read("reading the timeline of recording \(recording.rawValue)") { database in
            let places = TimelinePlaces.recording(recording, within: scale.range)
            let reading = try TimelineReading(places, on: scale, in: database, path: path)
            let coverage = try reading.coverage()
            var merged = TimelineCoverage(scale)
            for span in coverage { merged.append(span) }
            let events = try Self.events(
                """
                FROM (SELECT event_id, min(start_media_us) AS first_us,
                        max(end_media_us) AS last_us
                    FROM segment WHERE recording_id = ?1 AND event_id IS NOT NULL
                    GROUP BY event_id)
                JOIN event ON event.id = event_id WHERE last_us > ?2 AND first_us < ?3
                """,
                columns: "event.id, first_us, last_us, kind, severity, score, review_state",
                arguments: [
                    recording.rawValue, scale.range.lowerBound, scale.range.upperBound,
                ], limit: eventLimit, in: database)
            return Timeline(
                startMicroseconds: scale.range.lowerBound, endMicroseconds: scale.range.upperBound,
                bucketMicroseconds: scale.bucket,
                motion: try reading.motion(coverage: coverage),
                coverage: merged.finished(), events: events.listed, eventsTotal: events.total,
                overlaps: [])
        }
    }

    private func scale(
        _ start: Int64, _ end: Int64, _ buckets: Int
    ) throws(EventStoreError) -> TimelineScale {
        guard let scale = TimelineScale(from: start, until: end, buckets: buckets) else {
            throw .invalid(
                path: path, what: "timeline",
                reason: "its range is empty or it has not 1…\(TimelineScale.mostBuckets) buckets")
        }
        return scale
    }

    private static func isBefore(_ left: Timeline.Span, _ right: Timeline.Span) -> Bool {
        (left.startMicroseconds, left.recording?.rawValue ?? 0)
            < (right.startMicroseconds, right.recording?.rawValue ?? 0)
    }

    /// Those of the highest score, by start, and how many there are.
    private static func events(
        _ source: String, columns: String, arguments: StatementArguments, limit: Int,
        in database: Database
    ) throws -> (listed: [Timeline.Event], total: Int) {
        let total =
            try Int.fetchOne(database, sql: "SELECT count(*) \(source)", arguments: arguments) ?? 0
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM (SELECT \(columns) \(source)
                    ORDER BY score DESC, first_us DESC LIMIT \(max(0, limit)))
                ORDER BY first_us, id
                """, arguments: arguments)
        return (rows.compactMap(Timeline.Event.init), total)
    }
}
