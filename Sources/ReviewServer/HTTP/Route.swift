import EventStore
import Footage
import HTTPTypes

/// One route of the API: what may call it, where it runs, and what it does.
///
/// The list of these is all that the server answers to; who may use a route is decided by
/// ``Gate`` from what stands here, and by nothing else.
struct Route: Sendable {
    /// Who may call it.
    enum Access: Sendable, Hashable {
        /// Anybody, also before login.
        case open
        /// Whoever has this role or a higher one.
        case role(UserRole)
    }

    /// On which threads it runs.
    enum Place: Sendable, Hashable {
        case reading, writing, media, export, login
    }

    var method: HTTPRequest.Method
    /// As in the OpenAPI document: `/api/feeds/{feed}/zones`.
    var path: String
    var access: Access
    var place: Place
    /// Whether a JSON object is read from the request.
    var takesBody: Bool
    var handle: Handling

    /// What a route does.
    enum Handling: Sendable {
        /// Answers from the database or the recordings; blocks.
        case call(@Sendable (Call) throws -> Answer)
        /// Answers from memory by the parameters of the path, whatever state the database is in.
        case memory(@Sendable ([String: String]) throws -> Answer)
    }

    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access = .role(.viewer),
        on place: Place? = nil, takesBody: Bool? = nil,
        handle: @escaping @Sendable (Call) throws -> Answer
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.place = place ?? (method == .get ? .reading : .writing)
        self.takesBody = takesBody ?? (method == .post || method == .put)
        self.handle = .call(handle)
    }

    /// A route that anybody may call and that needs no database.
    static func memory(
        _ path: String, answer: @escaping @Sendable ([String: String]) throws -> Answer
    ) -> Route {
        var route = Route(.get, path, .open) { _ in try answer([:]) }
        route.handle = .memory(answer)
        return route
    }

    /// A route about one feed that the person may see.
    static func feed(
        _ method: HTTPRequest.Method, _ path: String, _ role: UserRole = .viewer,
        on place: Place? = nil, handle: @escaping @Sendable (Call, FeedRecord) throws -> Answer
    ) -> Route {
        Route(method, path, .role(role), on: place) { call in
            try handle(call, call.permitted.feed(FeedID(rawValue: call.identifier("feed"))))
        }
    }

    /// A route about one recording of a feed that the person may see.
    static func recording(
        _ method: HTTPRequest.Method, _ path: String, _ role: UserRole = .viewer,
        on place: Place? = nil,
        handle: @escaping @Sendable (Call, RecordingRecord) throws -> Answer
    ) -> Route {
        Route(method, path, .role(role), on: place) { call in
            let id = RecordingID(rawValue: try call.identifier("recording"))
            return try handle(call, call.permitted.recording(id))
        }
    }

    /// A route about one event of a feed that the person may see.
    static func event(
        _ method: HTTPRequest.Method, _ path: String, _ role: UserRole = .viewer,
        on place: Place? = nil, handle: @escaping @Sendable (Call, EventRecord) throws -> Answer
    ) -> Route {
        Route(method, path, .role(role), on: place) { call in
            try handle(call, call.permitted.event(EventID(rawValue: call.identifier("event"))))
        }
    }

    /// The path as the router wants it.
    var routerPath: String {
        path.replacing("{", with: ":").replacing("}", with: "")
    }

    /// Whether a path is this route's, whatever the method.
    func matches(_ requested: String) -> Bool {
        let own = path.split(separator: "/")
        let parts = requested.split(separator: "/")
        return own.count == parts.count
            && zip(own, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
