import EventStore
import Hummingbird
import ServiceLifecycle
import Synchronization

/// One page's stream of server-sent events: counts now, and again after every change.
struct EventStreamBody: Sendable {
    let services: Services
    let visitor: Visitor
    let person: Person

    /// Pages ask again this long after the connection was lost.
    static let retryMilliseconds = 3000
    /// A scan commits many times a second; a page is told no more often than this.
    static let shortestMilliseconds = 1000

    func response() throws(APIError) -> Response {
        guard let signals = services.watch.subscribe() else {
            throw .busy("with too many open pages", retryAfterSeconds: 30)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
            ],
            body: ResponseBody { writer in
                try await writer.write(Self.text("retry: \(Self.retryMilliseconds)\n\n"))
                var known = try await counts()
                try await writer.write(Self.event("counts", known.json))
                // The server waits for all answers to end before it stops; this one would not.
                for await signal in signals.cancelOnGracefulShutdown() {
                    guard try await isStillAllowed() else { break }
                    guard signal == .changed else {
                        try await writer.write(Self.text(": still here\n\n"))
                        continue
                    }
                    guard let fresh = try? await counts() else { continue }
                    let kinds = Self.kinds(from: known, to: fresh)
                    known = fresh
                    try await writer.write(Self.event("counts", fresh.json))
                    try await writer.write(Self.event("changed", ["kinds": .list(kinds)]))
                    try await Task.sleep(for: .milliseconds(Self.shortestMilliseconds))
                }
                try await writer.finish(nil)
            })
    }

    private func counts() async throws -> EventCounts {
        let (slot, feeds) = (services.slot, person.feeds)
        return try await services.pools.reading.run {
            var filter = EventFilter()
            filter.permittedFeeds = feeds
            return try slot.store().eventCounts(filter)
        }
    }

    /// Whether the person may still see what the stream tells: a user may be changed meanwhile.
    private func isStillAllowed() async throws -> Bool {
        let (services, visitor, person) = (services, visitor, person)
        return try await services.pools.reading.run {
            let store = try services.slot.store()
            return try Gate(services: services).identify(visitor, in: store).person == person
        }
    }

    /// What a change was about, as far as the counts tell; recordings may change without them.
    private static func kinds(from old: EventCounts, to new: EventCounts) -> [JSONValue] {
        var kinds: [JSONValue] = []
        if old.total != new.total || old.newest != new.newest || old.byFeed != new.byFeed {
            kinds.append("events")
        }
        kinds += ["recordings"]
        if old.byReviewState != new.byReviewState { kinds.append("reviews") }
        return kinds + ["zones"]
    }

    private static func event(_ name: String, _ data: JSONValue) -> ByteBuffer {
        text("event: \(name)\ndata: \(String(decoding: data.bytes, as: UTF8.self))\n\n")
    }

    private static func text(_ text: String) -> ByteBuffer { ByteBuffer(string: text) }
}
