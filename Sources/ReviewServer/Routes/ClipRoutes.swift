import EventStore
import Footage
import Playback

/// Moving pictures, with privacy applied. Who watches a clip is written down.
enum ClipRoutes {
    static let all: [Route] = [
        .recording(.get, "/api/recordings/{recording}/clip/plan", on: .media) { call, recording in
            let range = try call.readQuery { query throws(APIError) -> MediaRange in
                try Self.range(&query)
            }
            let plan = try plan(call, recording, range, transcode: false)
            return .json([
                "url": .text(url(plan)), "start_media_us": JSONValue(plan.range.start),
                "end_media_us": JSONValue(plan.range.end),
                "method": .text(plan.method.rawValue), "reason": JSONValue(plan.reason),
                "codec": .text(plan.codec), "next_media_us": JSONValue(plan.next),
            ])
        },
        .recording(.get, "/api/recordings/{recording}/clip", on: .media) { call, recording in
            let (range, transcode) = try call.readQuery { query throws(APIError) in
                (try Self.range(&query), try query.flag("transcode") ?? false)
            }
            let privacy = try call.privacy(of: recording, in: range)
            let plan = try plan(call, recording, range, transcode: transcode)
            let file = try call.showing {
                try call.player.clip(plan, privacy: privacy, shouldStop: call.shouldStop)
            }
            try note(call, plan, privacy)
            return serve(file)
        },
        .event(.get, "/api/events/{event}/preview", on: .media) { call, event in
            try call.expectNoQuery()
            let privacy = try call.privacy(of: event)
            return serve(
                try call.showing {
                    try call.player.preview(
                        of: event.id, privacy: privacy, shouldStop: call.shouldStop)
                })
        },
    ]

    private static func range(_ query: inout InputReader) throws(APIError) -> MediaRange {
        guard let start = try query.mediaTime("from_media_us") else {
            throw query.refusal("from_media_us", "is missing")
        }
        guard let end = try query.mediaTime("until_media_us") else {
            throw query.refusal("until_media_us", "is missing")
        }
        guard start < end else {
            throw APIError(.badRequest, "until_media_us: must be after from_media_us.")
        }
        return MediaRange(start: start, end: end)
    }

    private static func plan(
        _ call: Call, _ recording: RecordingRecord, _ range: MediaRange, transcode: Bool
    ) throws -> ClipPlan {
        let privacy = try call.privacy(of: recording, in: range)
        return try call.showing {
            try call.player.plan(
                recording.id, range: range, privacy: privacy, transcode: transcode)
        }
    }

    private static func url(_ plan: ClipPlan) -> String {
        let transcode = plan.method == .transcode ? "&transcode=1" : ""
        return "/api/recordings/\(plan.recording.rawValue)/clip"
            + "?from_media_us=\(plan.range.start.microseconds)"
            + "&until_media_us=\(plan.range.end.microseconds)\(transcode)"
    }

    private static func note(_ call: Call, _ plan: ClipPlan, _ privacy: PrivacyView) throws {
        let views = call.services.clipViews
        guard call.method == .get, views.isNew(call.actor, plan.recording, plan.range) else {
            return
        }
        do {
            try call.store.audit(
                .clipViewed, by: call.actor,
                subject: [
                    "recording": .number(plan.recording.rawValue),
                    "from_media_us": .number(plan.range.start.microseconds),
                    "until_media_us": .number(plan.range.end.microseconds),
                    "pixelated": .flag(privacy == .pixelated),
                ])
        } catch {
            // What can't be written down is not shown.
            views.forget(call.actor, plan.recording, plan.range)
            throw error
        }
    }

    private static func serve(_ file: CachedFile) -> Answer {
        .file(
            ServedFile(
                contentType: "video/mp4", entityTag: "\"\(file.entityTag)\"",
                open: { file.open() }))
    }
}

extension Call {
    /// Whether what takes long may stop: the client has gone, or the server stops.
    var shouldStop: @Sendable () -> Bool {
        let cancellation = cancellation
        return { cancellation.isCancelled }
    }
}
