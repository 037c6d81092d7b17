import EventStore
import Footage
import HTTPTypes
import Playback

/// Pictures of events and recordings, with privacy applied.
enum PictureRoutes {
    static let all: [Route] = [
        .event(.get, "/api/events/{event}/thumbnail") { call, event in
            // The version is for browsers' caches only.
            _ = try call.readQuery { query throws(APIError) in
                try query.text("v", length: 0...64)
            }
            let privacy = try call.privacy(of: event)
            let picture = try call.showing {
                try call.player.thumbnail(of: event.id, privacy: privacy)
            }
            guard let picture else {
                throw APIError.notFound("picture of event \(event.id.rawValue)")
            }
            return .bytes(
                picture.jpeg, contentType: "image/jpeg", entityTag: "\"\(picture.entityTag)\"",
                // Asked for again each time: what may be shown can change.
                headers: [.cacheControl: "private, no-cache"])
        },
        change(.before), change(.after),
        .feed(.get, "/api/feeds/{feed}/picture", on: .media) { call, feed in
            let time = try call.readQuery { query throws(APIError) in try query.time("at_us") }
            let privacy: PrivacyView = call.person?.seesPixelated ?? true ? .pixelated : .masksOnly
            return picture(
                try call.showing {
                    guard let time else {
                        return try call.player.newestPicture(of: feed.id, privacy: privacy)
                    }
                    return try call.player.picture(of: feed.id, at: time, privacy: privacy)
                })
        },
        .recording(.get, "/api/recordings/{recording}/picture", on: .media) { call, recording in
            let time = try call.readQuery { query throws(APIError) in
                guard let time = try query.mediaTime("media_us") else {
                    throw query.refusal("media_us", "is missing")
                }
                return time
            }
            let moment = MediaRange(start: time, end: time + MediaTime(microseconds: 1))
            let privacy = try call.privacy(of: recording, in: moment)
            return picture(
                try call.showing {
                    try call.player.picture(of: recording.id, at: time, privacy: privacy)
                })
        },
    ]

    /// The picture before a thing came or went, or after.
    private static func change(_ side: ChangeSide) -> Route {
        .event(.get, "/api/events/{event}/\(side.rawValue)", on: .media) { call, event in
            // The version is for browsers' caches only.
            _ = try call.readQuery { query throws(APIError) in
                try query.text("v", length: 0...64)
            }
            let privacy = try call.privacy(of: event)
            return try call.showing {
                guard let moments = try call.player.changeMoments(of: event) else {
                    throw APIError.notFound("thing left or removed in event \(event.id.rawValue)")
                }
                return picture(
                    try call.player.picture(
                        of: moments, side, privacy: privacy, shouldStop: call.shouldStop))
            }
        }
    }

    private static func picture(_ picture: Picture) -> Answer {
        .bytes(
            picture.jpeg, contentType: "image/jpeg",
            headers: [
                .cacheControl: "private, no-store",
                .pantauRecording: String(picture.recording.rawValue),
                .pantauMediaMicroseconds: String(picture.time.microseconds),
            ])
    }
}

extension Call {
    /// Runs what reads recordings, and tells its errors as this person may hear them.
    func showing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as PlaybackError {
            if [.disk, .encoder].contains(error.trouble) {
                services.logger.error("can't show", metadata: ["error": "\(error)"])
            }
            throw APIError(error, showsPath: showsPaths)
        }
    }
}
