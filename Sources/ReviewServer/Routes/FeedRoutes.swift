import EventStore
import Footage

/// Cameras and their recordings.
enum FeedRoutes {
    static let all: [Route] = [
        Route(.get, "/api/feeds") { call in
            try call.expectNoQuery()
            let summaries = try call.store.feedSummaries()
            let newest = summaries.compactMap(\.last).max()
            let shown = summaries.filter { call.permitted.allows($0.feed.id) }
            let feeds = try shown.map { summary in
                JSONValue(
                    summary, newest: newest, look: try call.store.zoneLook(of: summary.feed.id))
            }
            return .json(["feeds": .list(feeds)])
        },
        .feed(.get, "/api/feeds/{feed}/recordings") { call, feed in
            let (cursor, limit) = try call.readQuery { query throws(APIError) in
                let limit = try query.integer("limit", in: Limits.eventsPerPage) ?? 100
                guard let text = try query.text("cursor", length: 1...100) else {
                    return (RecordingCursor?.none, Int(limit))
                }
                guard let cursor = RecordingCursor(text) else {
                    throw query.refusal("cursor", "must be the next of a page")
                }
                return (cursor, Int(limit))
            }
            let page = try call.store.recordings(of: feed.id, limit: limit, after: cursor)
            let sums = try call.store.coverageSums(of: page.recordings.map(\.id))
            let recordings = page.recordings.map { recording in
                JSONValue(
                    recording, coverage: sums[recording.id],
                    showsPath: call.showsPaths)
            }
            return .json([
                "recordings": .list(recordings), "next": JSONValue(page.next?.description),
            ])
        },
        .recording(.get, "/api/recordings/{recording}") { call, recording in
            try call.expectNoQuery()
            return .json(try call.json(recording))
        },
    ]
}

extension Call {
    /// Whether paths on the server are told: a viewer can do nothing with them.
    var showsPaths: Bool { (person?.role ?? .viewer) >= .operator }

    func json(_ recording: RecordingRecord) throws -> JSONValue {
        let sums = try store.coverageSums(of: [recording.id])
        return JSONValue(
            recording, coverage: sums[recording.id], showsPath: showsPaths)
    }
}
