import EventStore
import Footage

/// What happened when, and what was looked at.
enum TimelineRoutes {
    static let all: [Route] = [
        .feed(.get, "/api/feeds/{feed}/timeline") { call, feed in
            let (from, until, buckets) = try call.readQuery { query throws(APIError) in
                let from = try query.requiredInteger("from_us", in: Limits.wallMicroseconds)
                let until = try query.requiredInteger("until_us", in: Limits.wallMicroseconds)
                return try Self.checked(from, until, &query)
            }
            return .json(
                JSONValue(
                    try call.store.timeline(
                        of: feed.id, from: WallTime(microsecondsUTC: from),
                        until: WallTime(microsecondsUTC: until), buckets: buckets,
                        eventLimit: Limits.timelineEvents)))
        },
        .recording(.get, "/api/recordings/{recording}/timeline") { call, recording in
            let duration = recording.facts?.duration ?? .zero
            let (from, until, buckets) = try call.readQuery { query throws(APIError) in
                let from = try query.mediaTime("from_media_us") ?? .zero
                let until = try query.mediaTime("until_media_us")
                return try Self.checked(
                    from.microseconds,
                    until?.microseconds ?? max(from.microseconds + 1, duration.microseconds), &query
                )
            }
            let range = MediaRange(
                start: MediaTime(microseconds: from), end: MediaTime(microseconds: until))
            return .json(
                JSONValue(
                    try call.store.timeline(
                        of: recording.id, range: range, buckets: buckets,
                        eventLimit: Limits.timelineEvents)))
        },
        .feed(.get, "/api/feeds/{feed}/locate") { call, feed in
            let time = try call.readQuery { query throws(APIError) in
                try query.requiredInteger("at_us", in: Limits.wallMicroseconds)
            }
            let found = try call.store.locate(feed.id, at: WallTime(microsecondsUTC: time))
            return .json([
                "recording": JSONValue(found.recording?.rawValue),
                "media_us": JSONValue(found.media), "next_us": JSONValue(found.next),
            ])
        },
    ]

    private static func checked(
        _ from: Int64, _ until: Int64, _ query: inout InputReader
    ) throws(APIError) -> (Int64, Int64, Int) {
        guard from < until else {
            throw APIError(.badRequest, "The range must end after it begins.")
        }
        let buckets = try query.integer("buckets", in: Limits.timelineBuckets) ?? 600
        return (from, until, Int(buckets))
    }
}
