import EventStore
import Footage

/// Puts the privacy masks that are stated for a feed among its zones, where everything that shows
/// pictures looks for them.
enum FeedPrivacyMasks {
    /// Who is written down in the audit log.
    private static let actor = "configuration"

    /// Adds what is missing and changes what is drawn otherwise. Nothing is ever removed: a mask
    /// that somebody forgot to state must not uncover a window.
    static func state(
        _ masks: [ZoneDraft], of feed: FeedID, in store: EventStore
    ) throws(EventStoreError) {
        guard !masks.isEmpty else { return }
        let known = try store.zones(of: feed)
        for mask in masks {
            var mask = mask
            // A zone that a person drew keeps its name and stays a zone.
            if known.contains(where: { $0.name == mask.name && $0.kind != .privacyMask }) {
                mask.name += " (configuration)"
            }
            guard let same = known.first(where: { $0.name == mask.name }) else {
                _ = try store.addZone(mask, to: feed, by: actor)
                continue
            }
            guard same.kind != mask.kind || same.polygon != mask.polygon else { continue }
            _ = try store.changeZone(same.id, to: mask, by: actor)
        }
    }
}
