import EventStore
import Footage

/// The one way from an identifier to what it names: it gives what the person may see, and says of
/// everything else that it does not exist.
struct Permitted: Sendable {
    let store: EventStore
    /// `nil` for all.
    let feeds: Set<FeedID>?

    func allows(_ feed: FeedID) -> Bool { feeds?.contains(feed) ?? true }

    func feed(_ id: FeedID) throws -> FeedRecord {
        guard allows(id), let feed = try store.feed(id) else {
            throw APIError.notFound("feed \(id.rawValue)")
        }
        return feed
    }

    func recording(_ id: RecordingID) throws -> RecordingRecord {
        guard let recording = try store.recording(id), allows(recording.feed) else {
            throw APIError.notFound("recording \(id.rawValue)")
        }
        return recording
    }

    func event(_ id: EventID) throws -> EventRecord {
        guard let event = try store.event(id), allows(event.feed) else {
            throw APIError.notFound("event \(id.rawValue)")
        }
        return event
    }

    /// All of these events, or an error that names the first that there is not.
    func events(_ ids: [EventID]) throws -> [EventRecord] {
        try ids.map(event)
    }

    func zone(_ id: ZoneID) throws -> ZoneRecord {
        guard let zone = try store.zone(id), allows(zone.feed) else {
            throw APIError.notFound("zone \(id.rawValue)")
        }
        return zone
    }

    /// A bundle, all of whose feeds the person may see.
    func export(_ id: ExportID) throws -> ExportRecord {
        guard let export = try store.export(id), export.feeds.allSatisfy(allows) else {
            throw APIError.notFound("export \(id.rawValue)")
        }
        return export
    }

    func allFeeds() throws -> [FeedRecord] {
        try store.feeds().filter { allows($0.id) }
    }

    /// A feed that is asked for and may not be seen is refused as one that does not exist; where
    /// none is asked for, those that may be seen are meant.
    func narrow(_ filter: EventFilter) throws -> EventFilter {
        var filter = filter
        filter.permittedFeeds = feeds
        guard !filter.feeds.isEmpty else { return filter }
        let known = Set(try store.feeds().map(\.id)).filter(allows)
        if let stranger = filter.feeds.subtracting(known).min(by: { $0.rawValue < $1.rawValue }) {
            throw APIError.notFound("feed \(stranger.rawValue)")
        }
        return filter
    }
}
