/// Which keys a configuration states, so that a person can be told where a value comes from.
public struct StatedKeys: Hashable, Sendable {
    /// Under `defaults`.
    public var defaults: Set<String>
    /// By feed.
    public var feeds: [String: Set<String>]

    public init(defaults: Set<String> = [], feeds: [String: Set<String>] = [:]) {
        self.defaults = defaults
        self.feeds = feeds
    }

    init(_ tree: ConfigurationNode) {
        func keys(_ node: ConfigurationNode?) -> Set<String> {
            Set((node?.mapping ?? []).filter { !$0.value.isEmpty }.map(\.key))
        }
        let feeds = tree.value(at: ["feeds"])?.mapping ?? []
        self.init(
            defaults: keys(tree.value(at: ["defaults"])),
            feeds: Dictionary(feeds.map { ($0.key, keys($0.value)) }) { first, _ in first })
    }

    /// "feed", "defaults", both, or "built in".
    func origin(of key: String, feed: String) -> String {
        let isOwn = feeds[feed]?.contains(key) == true
        return switch (isOwn, defaults.contains(key)) {
        case (true, true): FeedSection.mergedKeys.contains(key) ? "defaults and feed" : "feed"
        case (true, false): "feed"
        case (false, true): "defaults"
        case (false, false): "built in"
        }
    }
}
