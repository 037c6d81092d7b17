import EventStore
import Footage

/// When anything moved at a place of a feed's picture, from what is stored, without decoding.
struct PlaceSearchAnswer {
    let json: JSONValue

    private enum Order: String, CaseIterable { case newest, longest }

    private struct Question {
        var polygon: Polygon
        var since, until: WallTime?
        var minimumShare: UInt8
        var limit: Int
        var order: Order
    }

    init(_ call: Call, feed: FeedRecord) throws {
        let question = try Self.question(call)
        let clock = ContinuousClock()
        let begin = clock.now
        let moments = try call.store.moments(
            within: question.polygon, of: feed.id, since: question.since, until: question.until,
            minimumShare: question.minimumShare)
        let shown = Array(Self.sorted(moments, question.order).prefix(question.limit))
        let events = try call.store.events(covering: shown)
        let took = clock.now - begin
        json = [
            "moments": .list(zip(shown, events).map { Self.moment($0, event: $1) }),
            "total": JSONValue(moments.count),
            "took_us": .integer(took.microseconds),
            "searched": try Self.searched(question, of: feed, in: call.store),
        ]
    }

    private static func question(_ call: Call) throws(APIError) -> Question {
        try call.readBody { body throws(APIError) in
            let question = Question(
                polygon: try body.polygon("polygon"), since: try body.time("since_us"),
                until: try body.time("until_us"),
                minimumShare: UInt8(try body.integer("minimum_share", in: 1...255) ?? 1),
                limit: Int(try body.integer("limit", in: 1...10_000) ?? 1000),
                order: try body.choice("order", of: Order.self) ?? .newest)
            if let since = question.since, let until = question.until, since >= until {
                throw APIError(.badRequest, "The range must end after it begins.")
            }
            return question
        }
    }

    /// The newest first, those of unknown clock last; or the longest first.
    private static func sorted(_ moments: [PlaceMoment], _ order: Order) -> [PlaceMoment] {
        func key(_ moment: PlaceMoment) -> (Int64, Int64, Int64) {
            (
                moment.start?.microsecondsUTC ?? .min, moment.recording.rawValue,
                moment.range.start.microseconds
            )
        }
        return moments.sorted { left, right in
            if order == .longest, left.range.duration != right.range.duration {
                return left.range.duration > right.range.duration
            }
            return key(left) > key(right)
        }
    }

    private static func moment(_ moment: PlaceMoment, event: EventID?) -> JSONValue {
        [
            "recording": .integer(moment.recording.rawValue),
            "start_media_us": JSONValue(moment.range.start),
            "end_media_us": JSONValue(moment.range.end), "start_us": JSONValue(moment.start),
            "share": .number((Double(moment.share) / 255 * 1000).rounded() / 1000),
            "event": JSONValue(event?.rawValue),
        ]
    }

    /// What the answer speaks for: a recording outside the range, or without a clock where there
    /// is a range, was not searched.
    private static func searched(
        _ question: Question, of feed: FeedRecord, in store: EventStore
    ) throws -> JSONValue {
        let recordings = try store.recordings(of: feed.id).filter { $0.facts != nil }
        let hasRange = question.since != nil || question.until != nil
        var (count, unknown) = (0, 0)
        var (first, last): (WallTime?, WallTime?)
        for recording in recordings {
            guard let facts = recording.facts else { continue }
            guard let start = facts.start else {
                unknown += 1
                if !hasRange { count += 1 }
                continue
            }
            let end = start + facts.duration
            if let since = question.since, end <= since { continue }
            if let until = question.until, start >= until { continue }
            count += 1
            first = min(first ?? start, start)
            last = max(last ?? end, end)
        }
        return [
            "recordings": JSONValue(count), "unknown_clock_recordings": JSONValue(unknown),
            "from_us": JSONValue(first.map { max($0, question.since ?? $0) }),
            "until_us": JSONValue(last.map { min($0, question.until ?? $0) }),
        ]
    }
}
