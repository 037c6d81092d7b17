import EventScoring
import EventStore
import Footage
import Playback

/// When a thing was taken away.
enum VanishRoutes {
    static let all: [Route] = [
        .feed(.post, "/api/feeds/{feed}/vanish", .operator, on: .media) { call, feed in
            let language = try call.readQuery { query throws(APIError) in
                try query.choice("lang", of: IncidentLanguage.self) ?? .english
            }
            let request = try request(call, feed)
            let begin = ContinuousClock().now
            let answer = try call.showing {
                try call.player.vanish(
                    request,
                    microseconds: { (ContinuousClock().now - begin).microseconds },
                    shouldStop: call.shouldStop)
            }
            try call.store.audit(
                .vanishSearched, by: call.actor,
                subject: [
                    "feed": .number(feed.id.rawValue),
                    "recording": .number(request.recording.rawValue),
                    "media_us": .number(request.media.microseconds),
                    "verdict": .text(answer.verdict.rawValue),
                ])
            return .json(try VanishJSON(answer, call: call, feed: feed, language: language).json)
        }
    ]

    private struct Moment {
        var recording: RecordingID
        var media: MediaTime
    }

    private static func request(_ call: Call, _ feed: FeedRecord) throws -> VanishRequest {
        let (reference, target, until, untilWall) = try call.readBody(expectingNoQuery: false) {
            body throws(APIError) in
            let reference = try moment(&body)
            let target: VanishTarget
            switch (try body.box("box"), try body.point("point")) {
            case (let box?, nil): target = .box(box)
            case (nil, let point?): target = .point(point)
            default: throw APIError(.badRequest, "box, point: give one of them.")
            }
            let until = try body.object("until") { inner throws(APIError) in try moment(&inner) }
            let untilWall = try body.time("until_us")
            if until != nil, untilWall != nil {
                throw APIError(.badRequest, "until, until_us: give one of them at most.")
            }
            return (reference, target, until, untilWall)
        }
        for moment in [reference, until].compactMap({ $0 }) {
            let recording = try call.permitted.recording(moment.recording)
            guard recording.feed == feed.id else {
                throw APIError(
                    .unprocessable,
                    "Recording \(moment.recording.rawValue) is not of feed \(feed.id.rawValue).")
            }
        }
        return VanishRequest(
            feed: feed.id, recording: reference.recording, media: reference.media, target: target,
            until: until.map { ($0.recording, $0.media) }, untilWall: untilWall)
    }

    private static func moment(_ body: inout InputReader) throws(APIError) -> Moment {
        let recording = RecordingID(rawValue: try body.requiredInteger("recording"))
        guard let media = try body.mediaTime("media_us") else {
            throw body.refusal("media_us", "is missing")
        }
        return Moment(recording: recording, media: media)
    }
}
