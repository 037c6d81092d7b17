public import EventScoring

/// `pantau.yaml`, read and found sound.
public struct PantauConfiguration: Hashable, Sendable {
    /// Of feeds that `feeds` does not name. Rules that are bound to zones or lines which only
    /// single feeds have are left out.
    public var defaults: FeedConfiguration
    /// Each with the defaults resolved.
    public var feeds: [String: FeedConfiguration]
    /// Names of `feeds` as the file lists them.
    public var feedNames: [String]
    public var schedules: [Schedule]
    /// `nil`: no clips are kept.
    public var clips: ClipConfiguration?
    public var alerts: AlertConfiguration
    /// Where values come from.
    public var statedKeys: StatedKeys

    public init(
        defaults: FeedConfiguration = FeedConfiguration(), feeds: [String: FeedConfiguration] = [:],
        feedNames: [String] = [], schedules: [Schedule] = [],
        alerts: AlertConfiguration = AlertConfiguration(),
        statedKeys: StatedKeys = StatedKeys()
    ) {
        self.defaults = defaults
        self.feeds = feeds
        self.feedNames = feedNames
        self.schedules = schedules
        self.alerts = alerts
        self.statedKeys = statedKeys
    }

    /// What holds for a feed, whether it is named or not.
    public func feed(named name: String) -> FeedConfiguration { feeds[name] ?? defaults }
}
