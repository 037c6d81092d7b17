import EventStore
import Footage

/// `EventDetail` of the API: an event with what explains it and what was decided.
struct EventDetail {
    let json: JSONValue

    init(_ event: EventRecord, call: Call, language: Language) throws {
        let store = call.store
        let suppressed = try store.suppressed(of: event.id)
        let neighbours = try store.neighbours(of: event.id)
        let parts = try store.parts(of: event.id)
        let words = EventSentence(event: event, suppressed: suppressed, language: language)
        let recording = try store.recording(event.start.recording)
        json = JSONValue(event).adding([
            "sentence": .text(words.sentence),
            "why": .list(words.reasons.map { ["key": .text($0.key), "text": .text($0.text)] }),
            "reviews": .list(try store.reviews(of: event.id).map(Self.review)),
            "previous": JSONValue(neighbours.previous?.rawValue),
            "next": JSONValue(neighbours.next?.rawValue),
            "parts": .list(parts.map(Self.part)),
            "clock_source": .text((recording?.facts?.clockSource ?? .unknown).rawValue),
            "suppressed": JSONValue(suppressed),
            "unmasked": JSONValue(try store.activeUnmask(of: event.id)),
        ])
    }

    private static func review(_ review: ReviewRecord) -> JSONValue {
        [
            "us": .integer(review.time.microsecondsUTC), "state": .text(review.state.rawValue),
            "reviewer": JSONValue(review.reviewer), "note": JSONValue(review.note),
        ]
    }

    private static func part(_ part: EventPart) -> JSONValue {
        [
            "recording": .integer(part.recording.rawValue),
            "from_media_us": JSONValue(part.range.start),
            "until_media_us": JSONValue(part.range.end),
            // The wall clock of the recording, as everywhere; not of the part.
            "start_us": JSONValue(
                part.start.map { $0.microsecondsUTC - part.range.start.microseconds }),
            "event_from_media_us": JSONValue(part.eventRange.start),
            "event_until_media_us": JSONValue(part.eventRange.end),
            "exists": .flag(RecordingFile.exists(part.path)), "file_name": .text(part.fileName),
        ]
    }
}

extension JSONValue {
    /// `Unmask` of the API, or null.
    init(_ grant: UnmaskGrant?) {
        guard let grant else {
            self = .null
            return
        }
        self = [
            "until_us": JSONValue(grant.until), "by": .text(grant.by),
            "reason": .text(grant.reason),
        ]
    }
}
