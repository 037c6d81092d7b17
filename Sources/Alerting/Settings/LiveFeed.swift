public import EventStore

/// A feed that is watched live.
public struct LiveFeed: Sendable, Hashable {
    public var id: FeedID
    /// Never changes, whatever the feed is called.
    public var uuid: String
    public var name: String
    public var site: String?

    public init(id: FeedID, uuid: String, name: String, site: String? = nil) {
        self.id = id
        self.uuid = uuid
        self.name = name
        self.site = site
    }

    public init(_ record: FeedRecord) {
        self.init(id: record.id, uuid: record.uuid, name: record.name, site: record.site)
    }
}
