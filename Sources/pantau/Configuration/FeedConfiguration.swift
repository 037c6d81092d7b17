import EventScoring
import FeedPipeline
import Footage
import Foundation

/// What a configuration says of one feed, or of all of them. `nil`: nothing.
struct FeedConfiguration {
    var site: String?
    var timeZone: TimeZone?
    var sensitivity: Double?
    var minimumEventLength: MediaTime?
    var eventGap: MediaTime?
    var preRoll: MediaTime?
    var postRoll: MediaTime?
    var zones: [Polygon]?
    var masks: [Polygon]?
    /// File of the parameters of the analysis.
    var model: String?

    /// These values, and below them those of `base`.
    func over(_ base: FeedConfiguration) -> FeedConfiguration {
        FeedConfiguration(
            site: site ?? base.site, timeZone: timeZone ?? base.timeZone,
            sensitivity: sensitivity ?? base.sensitivity,
            minimumEventLength: minimumEventLength ?? base.minimumEventLength,
            eventGap: eventGap ?? base.eventGap, preRoll: preRoll ?? base.preRoll,
            postRoll: postRoll ?? base.postRoll, zones: zones ?? base.zones,
            masks: masks ?? base.masks, model: model ?? base.model)
    }
}

/// `pantau.yaml`: defaults, and what differs per feed.
struct Configuration {
    var defaults = FeedConfiguration()
    var feeds: [String: FeedConfiguration] = [:]
}
