/// The topics of one broker.
struct TopicNames: Sendable {
    let prefix: String
    /// Level of each feed, by its name.
    private let levels: [String: String]

    /// - Parameter feeds: all that are watched; two never have the same level.
    init(prefix: String, feeds: [LiveFeed]) {
        self.prefix = prefix
        var levels: [String: String] = [:]
        var taken: Set<String> = []
        for feed in feeds.sorted(by: { $0.id.rawValue < $1.id.rawValue }) {
            var level = Self.level(of: feed.name)
            if !taken.insert(level).inserted {
                level += "-\(feed.id.rawValue)"
                taken.insert(level)
            }
            levels[feed.name] = level
        }
        self.levels = levels
    }

    var available: String { "\(prefix)/available" }
    var events: String { "\(prefix)/events" }
    var statistics: String { "\(prefix)/stats" }

    func motion(of feed: String) -> String { "\(prefix)/\(level(feed))/motion" }
    func lastEvent(of feed: String) -> String { "\(prefix)/\(level(feed))/event" }
    func snapshot(of feed: String) -> String { "\(prefix)/\(level(feed))/snapshot" }

    private func level(_ feed: String) -> String { levels[feed] ?? Self.level(of: feed) }

    /// One level that no filter reads as a wildcard, and that a person can type. `available`,
    /// `events` and `stats` stand one level higher and cannot be mistaken.
    static func level(of name: String) -> String {
        let level = String(
            name.unicodeScalars.map { scalar -> Character in
                switch scalar {
                case "/", "+", "#", "$", " ": "_"
                case _ where scalar.properties.generalCategory == .control: "_"
                case _ where scalar.properties.isWhitespace: "_"
                default: Character(scalar)
                }
            })
        return level.isEmpty ? "_" : level
    }
}
