import EventStore

/// Whoever a request is from, as far as it matters here.
struct Person: Sendable, Hashable {
    var name: String
    /// viewer: lists, pictures and clips with people pixelated. operator: also reviews, zones,
    /// unmasking with a reason, evidence. admin: also privacy masks, relocating, the audit log.
    var role: UserRole
    /// Feeds the person may see; `nil` for all.
    var feeds: Set<FeedID>?

    /// Everybody on this machine, while there are no users.
    static let local = Person(name: "local", role: .admin, feeds: nil)
    /// How nobody in particular is written down.
    static let nobodyName = "unknown"

    /// Whether people are shown pixelated.
    var seesPixelated: Bool { role == .viewer }
}
