import EventStore
import Foundation

/// Feeds by their names.
struct FeedNames {
    let store: EventStore
    let path: String

    /// The rows of these names, separated by commas.
    func identifiers(_ list: String) throws -> Set<FeedID> {
        let feeds = try store.feeds()
        var chosen: Set<FeedID> = []
        for name in list.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            guard let feed = feeds.first(where: { $0.name == name }) else {
                let known = feeds.map(\.name).joined(separator: ", ")
                throw CommandFailure(
                    message: "\(path) has no feed \(name); it has: \(known)", status: 2)
            }
            chosen.insert(feed.id)
        }
        return chosen
    }
}
