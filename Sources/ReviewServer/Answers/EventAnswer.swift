import EventStore
import Footage

extension JSONValue {
    /// `Event` of the API.
    init(_ event: EventRecord) {
        // The picture is of the peak; a scan that goes on may find a higher one. Its place stands
        // in the address, so that a browser's copy is never of another moment.
        let version = "\(event.peak.recording.rawValue)-\(event.peak.media.microseconds)"
        self = [
            "id": .integer(event.id.rawValue), "uuid": .text(event.uuid),
            "feed": .integer(event.feed.rawValue), "feed_name": .text(event.feedName),
            "time_zone": .text(event.feedTimeZone), "kind": .text(event.kind.rawValue),
            "severity": .text(event.severity.rawValue), "score": .integer(Int64(event.score)),
            "zone": JSONValue(event.zone), "rule": JSONValue(event.facts?.rule),
            "line": JSONValue(event.facts?.line), "direction": JSONValue(event.facts?.direction),
            "start_us": JSONValue(event.start.wall),
            "peak_us": JSONValue(event.peak.wall), "end_us": JSONValue(event.end.wall),
            "duration_us": JSONValue(event.duration), "active_us": JSONValue(event.active),
            "peak_ppm": .integer(Int64(event.peakPPM)),
            "review_state": .text(event.reviewState.rawValue),
            "has_thumbnail": .flag(event.hasThumbnail),
            "thumbnail": .text("/api/events/\(event.id.rawValue)/thumbnail?v=\(version)"),
            "recording": .integer(event.start.recording.rawValue),
            "start_media_us": JSONValue(event.start.media),
        ]
    }

    init(_ time: WallTime?) { self.init(time?.microsecondsUTC) }
    init(_ time: MediaTime) { self = .integer(time.microseconds) }
    init(_ time: MediaTime?) { self.init(time?.microseconds) }
}

extension EventCounts {
    /// `EventCounts` of the API; every state, severity and kind that occurs has a number.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "total": JSONValue(total), "newest_us": JSONValue(newest),
            "by_severity": .object(
                Dictionary(
                    uniqueKeysWithValues: Severity.allCases.map {
                        ($0.rawValue, JSONValue(bySeverity[$0, default: 0]))
                    })),
            "by_kind": .object(
                Dictionary(
                    uniqueKeysWithValues: byKind.map { ($0.key.rawValue, JSONValue($0.value)) })),
            "by_feed": .object(
                Dictionary(
                    uniqueKeysWithValues: byFeed.map {
                        (String($0.key.rawValue), JSONValue($0.value))
                    })),
        ]
        for state in ReviewState.allCases {
            members[state.rawValue] = JSONValue(byReviewState[state, default: 0])
        }
        return .object(members)
    }
}
