import EventStore
import Footage
import Playback

/// Feeds that are watched live: how they are, and what they show.
enum LiveRoutes {
    static let all: [Route] = [
        Route(.get, "/api/live", on: .media) { call in
            try call.expectNoQuery()
            let names = Dictionary(
                uniqueKeysWithValues: try call.store.feeds().map { ($0.id, $0) })
            let now = call.store.currentTime
            let feeds = try call.store.watched().filter { call.permitted.allows($0.feed) }
                .compactMap { watched in
                    names[watched.feed].map {
                        JSONValue(
                            watched, record: $0,
                            live: call.services.settings.live?.feed(watched.feed), now: now)
                    }
                }
            return .json([
                "feeds": .list(feeds),
                "has_pictures": .flag(call.services.settings.live != nil),
            ])
        },
        .feed(.get, "/api/feeds/{feed}/live-picture", on: .media) { call, feed in
            try call.readQuery { query throws(APIError) in
                // For browsers' caches only.
                _ = try query.text("v", length: 0...64)
            }
            guard let live = call.services.settings.live else {
                throw APIError(
                    .notFound, "This server does not watch: start it with pantau watch --review.")
            }
            guard let picture = live.picture(feed.id) else {
                throw APIError.notFound("live picture of feed \(feed.name)")
            }
            let privacy: PrivacyView =
                call.person?.seesPixelated ?? true ? .pixelated : .masksOnly
            let shown = try call.showing {
                try call.player.live(picture.jpeg, of: feed.id, privacy: privacy)
            }
            return .bytes(
                shown, contentType: "image/jpeg", headers: [.cacheControl: "private, no-store"])
        },
    ]
}

extension JSONValue {
    /// `LiveFeed` of the API.
    init(_ watched: WatchedFeed, record: FeedRecord, live: LiveView.Feed?, now: WallTime) {
        // What was noted longer ago is not true any more.
        let isFresh = watched.state == "stopped" || now < watched.updated + Self.freshness
        self = [
            "feed": .integer(watched.feed.rawValue), "feed_name": .text(record.name),
            "site": JSONValue(record.site), "time_zone": .text(record.timeZone),
            "state": .text(isFresh ? watched.state : "ended"),
            "since_us": JSONValue(isFresh ? watched.since : watched.updated),
            "level": .text(watched.level),
            "problems": .list(isFresh ? watched.problems.map { .text($0) } : []),
            "last_picture_us": JSONValue(watched.lastPicture),
            "is_moving": .flag(live?.isMoving ?? false),
            "boxes": .list(
                (live?.boxes ?? []).map { box in
                    .list([box.x, box.y, box.width, box.height].map { .number($0) })
                }),
            "width": .integer(Int64(watched.facts["width"] ?? 0)),
            "height": .integer(Int64(watched.facts["height"] ?? 0)),
        ]
    }

    private static let freshness = MediaTime(seconds: 20)
}
