import EventStore
import Footage

extension JSONValue {
    /// `Feed` of the API.
    ///
    /// - Parameters:
    ///   - newest: the end of the newest recording of any feed. A feed that ends long before it is
    ///     silent since then.
    ///   - look: whether its zones want to be looked at.
    init(_ summary: FeedSummary, newest: WallTime?, look: ZoneLook?) {
        var silentSince: WallTime?
        if let last = summary.last, let newest, last + Self.silence < newest { silentSince = last }
        self = [
            "id": .integer(summary.feed.id.rawValue), "uuid": .text(summary.feed.uuid),
            "name": .text(summary.feed.name), "site": JSONValue(summary.feed.site),
            "time_zone": .text(summary.feed.timeZone), "recordings": JSONValue(summary.recordings),
            "events": JSONValue(summary.events), "unreviewed": JSONValue(summary.unreviewed),
            "first_us": JSONValue(summary.first), "last_us": JSONValue(summary.last),
            "display_width": JSONValue(summary.displaySize?.width),
            "display_height": JSONValue(summary.displaySize?.height),
            "has_unknown_clock": .flag(summary.hasUnknownClock),
            "latest_event": JSONValue(summary.latestEvent?.rawValue),
            "silent_since_us": JSONValue(silentSince), "zone_look": JSONValue(look),
        ]
    }

    /// `ZoneLook` of the API, or null.
    init(_ look: ZoneLook?) {
        guard let look else {
            self = .null
            return
        }
        self = [
            "event": .integer(look.event.rawValue), "moved_us": JSONValue(look.moved),
            "names": .list(look.names.map { .text($0) }),
        ]
    }

    /// Cameras of one site are copied at different times; less than this is no silence.
    private static let silence = MediaTime(seconds: 3600)
}
