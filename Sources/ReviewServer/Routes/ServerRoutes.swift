import EventStore
import Footage

/// The server itself: health, metrics, and the stream of changes.
enum ServerRoutes {
    static func all(_ services: Services) -> [Route] {
        [
            Route(.get, "/healthz", .open) { call in
                try call.expectNoQuery()
                try call.store.checkReachable()
                return .json([
                    "status": "ok",
                    "database": .text(JSONValue.fileName(services.settings.databasePath)),
                    "version": .text(services.settings.version),
                ])
            },
            Route(.get, "/metrics", .open) { call in
                try call.expectNoQuery()
                // A collector on this machine has no session.
                guard
                    call.person?.role == .admin
                        || OriginRules.isLoopback(host: call.visitor.address)
                else {
                    throw APIError(
                        .forbidden, "Metrics are for admins and for this machine itself.")
                }
                let text = try ServerReport(services: services, store: call.store).text
                return .bytes([UInt8](text.utf8), contentType: PrometheusText.contentType)
            },
            Route(.get, "/api/stream") { call in
                try call.expectNoQuery()
                guard let person = call.person else {
                    throw APIError(.unauthenticated, "Log in first.")
                }
                return .events(
                    EventStreamBody(services: services, visitor: call.visitor, person: person))
            },
        ]
    }
}
