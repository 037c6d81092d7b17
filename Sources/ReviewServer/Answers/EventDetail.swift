import EventScoring
import EventStore
import EventWords
import Footage
import Playback

/// `EventDetail` of the API: an event with what explains it and what was decided.
struct EventDetail {
    let json: JSONValue

    init(_ event: EventRecord, call: Call, language: IncidentLanguage) throws {
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
            "objects": .list(try Self.objects(of: event, in: store)),
            "clock_source": .text((recording?.facts?.clockSource ?? .unknown).rawValue),
            "suppressed": JSONValue(suppressed),
            "unmasked": JSONValue(try store.activeUnmask(of: event.id)),
            "place": try StatedPlaces(of: event.feed, in: store).json(of: event),
            "change": try Self.change(of: event, call: call),
        ])
    }

    /// Of a thing that was left or removed: the two moments to compare, or null.
    private static func change(of event: EventRecord, call: Call) throws -> JSONValue {
        guard let moments = try call.showing({ try call.player.changeMoments(of: event) }) else {
            return .null
        }
        let recording = try call.store.recording(moments.recording)
        let start = recording?.facts?.start
        let address = "/api/events/\(event.id.rawValue)"
        func side(_ side: ChangeSide) -> JSONValue {
            let media = moments.time(side)
            return [
                "media_us": JSONValue(media), "us": JSONValue(start.map { $0 + media }),
                "picture": .text("\(address)/\(side.rawValue)?v=\(media.microseconds)"),
            ]
        }
        return [
            "recording": .integer(moments.recording.rawValue),
            "exists": .flag(recording.map { RecordingFile.exists($0.identity.path) } ?? false),
            "before": side(.before), "after": side(.after),
            "box": moments.region.map { region in
                .list(
                    [region.x, region.y, region.width, region.height].map {
                        .number(($0 * 100_000).rounded() / 100_000)
                    })
            } ?? .null,
        ]
    }

    private static func review(_ review: ReviewRecord) -> JSONValue {
        [
            "us": .integer(review.time.microsecondsUTC), "state": .text(review.state.rawValue),
            "reviewer": JSONValue(review.reviewer), "note": JSONValue(review.note),
        ]
    }

    private static func objects(of event: EventRecord, in store: EventStore) throws -> [JSONValue] {
        try store.boxes(of: event.id).flatMap { part -> [JSONValue] in
            guard let facts = try store.recording(part.recording)?.facts else { return [] }
            return ObjectPathBuilder(displayed: facts.displayedSize).paths(from: part.moments)
                .map { object($0, in: part.recording) }
        }
    }

    private static func object(_ path: ObjectPath, in recording: RecordingID) -> JSONValue {
        func rounded(_ value: Double) -> JSONValue { .number((value * 10_000).rounded() / 10_000) }
        return [
            "recording": .integer(recording.rawValue), "track": JSONValue(path.track),
            "from_media_us": JSONValue(path.start), "until_media_us": JSONValue(path.end),
            "length_widths": rounded(path.length),
            "displacement_widths": rounded(path.displacement),
            "mean_widths_per_s": rounded(path.meanSpeed),
            "top_widths_per_s": rounded(path.topSpeed), "size_share": rounded(path.sizeShare),
            "points": .list(
                path.points.map { point in
                    .list([
                        .integer(point.time.microseconds), rounded(point.place.x),
                        rounded(point.place.y),
                    ])
                }),
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
