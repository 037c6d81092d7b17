import EventStore
import Footage

/// What people drew on a feed's picture and do not want looked at: motion where nothing may be shown
/// is nobody's business either.
enum DrawnMasks {
    /// With the privacy masks that are stated and not drawn. `feed` is `nil` while it is not stored.
    static func of(
        _ feed: FeedID?, in store: EventStore, settings: FeedSettings
    ) throws(EventStoreError) -> [Polygon] {
        let zones = try feed.map(store.zones(of:)) ?? []
        let drawn = zones.filter { $0.kind != .zone }
            .sorted { $0.id.rawValue < $1.id.rawValue }.map(\.polygon)
        return drawn + settings.privacyMasks.map(\.polygon).filter { !drawn.contains($0) }
    }
}
