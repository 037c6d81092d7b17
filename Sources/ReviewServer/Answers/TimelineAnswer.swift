import EventStore
import Footage

extension JSONValue {
    /// `Timeline` of the API.
    init(_ timeline: Timeline) {
        self = [
            "from_us": .integer(timeline.startMicroseconds),
            "until_us": .integer(timeline.endMicroseconds),
            "bucket_us": .integer(timeline.bucketMicroseconds),
            "motion": .list(timeline.motion.map { JSONValue($0) }),
            "coverage": .list(
                timeline.coverage.map { span in
                    [
                        "start_us": .integer(span.startMicroseconds),
                        "end_us": .integer(span.endMicroseconds),
                        "state": .text(span.state.rawValue), "reason": JSONValue(span.reason),
                        "recording": JSONValue(span.recording?.rawValue),
                    ]
                }),
            "events": .list(
                timeline.events.map { event in
                    [
                        "id": .integer(event.id.rawValue),
                        "start_us": .integer(event.startMicroseconds),
                        "end_us": .integer(event.endMicroseconds),
                        "kind": .text(event.kind.rawValue),
                        "severity": .text(event.severity.rawValue),
                        "score": JSONValue(event.score),
                        "review_state": .text(event.reviewState.rawValue),
                    ]
                }),
            "events_total": JSONValue(timeline.eventsTotal),
            "overlaps": .list(
                timeline.overlaps.map { overlap in
                    [
                        "start_us": .integer(overlap.startMicroseconds),
                        "end_us": .integer(overlap.endMicroseconds),
                    ]
                }),
        ]
    }
}
