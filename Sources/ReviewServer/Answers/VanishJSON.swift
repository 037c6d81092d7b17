import EventScoring
import EventStore
import Footage
import Foundation
import Playback

/// `Vanish` of the API.
struct VanishJSON {
    let json: JSONValue

    init(_ answer: VanishAnswer, call: Call, feed: FeedRecord, language: IncidentLanguage) throws {
        let event = try answer.after.flatMap { try Self.event(at: $0, call) }
        json = [
            "verdict": .text(answer.verdict.rawValue),
            "sentence": .text(
                answer.sentence(
                    language: language.rawValue,
                    timeZone: TimeZone(identifier: feed.timeZone) ?? .gmt)),
            "before": answer.before.map(Self.shot) ?? .null,
            "after": answer.after.map(Self.shot) ?? .null,
            "changes": .list(
                answer.changes.map { change in
                    [
                        "before": Self.shot(change.before), "after": Self.shot(change.after),
                        "kind": .text(change.kind.rawValue),
                    ]
                }),
            "reference": Self.shot(answer.reference),
            "box": .list(
                [
                    answer.region.x, answer.region.y, answer.region.width, answer.region.height,
                ].map(JSONValue.number)),
            "probes": JSONValue(answer.probes), "took_us": JSONValue(answer.took),
            "event": JSONValue(event?.rawValue),
            "unreadable": .list(
                answer.unreadable.map { trouble in
                    [
                        "recording": JSONValue(trouble.recording?.rawValue),
                        "reason": .text(
                            call.showsPaths
                                ? trouble.reason : APIError.withoutFolders(trouble.reason)),
                    ]
                }),
        ]
    }

    private static func shot(_ shot: VanishShot) -> JSONValue {
        let recording = shot.recording?.rawValue ?? 0
        return [
            "recording": .integer(recording), "media_us": JSONValue(shot.media),
            "us": JSONValue(shot.wall),
            "similarity": .number((min(1, max(0, shot.similarity)) * 1000).rounded() / 1000),
            "picture": .text(
                "/api/recordings/\(recording)/picture?media_us=\(shot.media.microseconds)"),
        ]
    }

    /// The event during which the thing was last seen to go.
    private static func event(at shot: VanishShot, _ call: Call) throws -> EventID? {
        guard let id = shot.recording, let recording = try call.store.recording(id),
            let duration = recording.facts?.duration
        else { return nil }
        let around = MediaTime(seconds: 2)
        let range = MediaRange(
            start: max(.zero, shot.media - around), end: min(duration, shot.media + around))
        guard range.start < range.end else { return nil }
        return try call.store.timeline(of: id, range: range, buckets: 1, eventLimit: 1)
            .events.first?.id
    }
}
