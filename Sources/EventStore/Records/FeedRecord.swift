/// One camera.
public struct FeedRecord: Sendable, Hashable {
    public var id: FeedID
    public var uuid: String
    public var name: String
    public var site: String?
    /// IANA name; used only to show times.
    public var timeZone: String
}
