import EventStore
import Footage
import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// Takes a request through gate, route and sending.
struct Dispatcher: Sendable {
    let services: Services
    private let gate: Gate

    /// How long a request's body may take to arrive.
    static let bodySeconds = 15

    init(services: Services) {
        self.services = services
        gate = Gate(services: services)
    }

    func respond(to request: Request, context: ReviewContext, by route: Route) async throws
        -> Response
    {
        let parameters = Dictionary(
            context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { $1 })
        let handle: @Sendable (Call) throws -> Answer
        switch route.handle {
        case .memory(let answer): return try await response(answer(parameters), to: request)
        case .call(let body): handle = body
        }
        let visitor = visitor(of: request, context)
        let csrf = request.headers[.pantauCSRF]
        let (slot, gate) = (services.slot, gate)
        var person: Person?
        // Whoever may not call a route must not make the server read his body, nor take a place
        // among the few that wait for media.
        let isDear = route.takesBody || route.place != .reading
        if isDear {
            person = try await services.pools.reading.run {
                try gate.admit(visitor, to: route, csrf: csrf, store: try slot.store())
            }
        }
        let body =
            route.takesBody
            ? try await request.body.json(
                contentType: request.headers[.contentType], seconds: Self.bodySeconds) : nil
        let known = person
        let services = services
        let cancellation = Cancellation()
        if route.place == .media || route.place == .export {
            ClientWatch.whenGone(context.channel, cancellation)
        }
        // What takes long is given up when the server stops, and not waited for.
        let answer = try await withGracefulShutdownHandler {
            try await services.pools[route.place].run(cancellation) {
                let database = try slot.database()
                let store = database.store
                let person =
                    isDear ? known : try gate.admit(visitor, to: route, csrf: csrf, store: store)
                return try handle(
                    Call(
                        services: services, person: person, visitor: visitor,
                        method: request.method, store: store, player: database.player,
                        cancellation: cancellation, parameters: parameters,
                        query: request.uri.query,
                        body: body,
                        headers: request.headers))
            }
        } onGracefulShutdown: {
            if route.place == .media || route.place == .export { cancellation.cancel() }
        }
        return try await response(answer, to: request)
    }

    private func visitor(of request: Request, _ context: ReviewContext) -> Visitor {
        var address = context.remoteAddress ?? "local"
        var isSecure = services.settings.tls != nil
        if services.settings.isBehindProxy {
            // The last entry is the proxy's own; those before it the client may have invented.
            if let forwarded = request.headers[.forwardedFor]?.split(separator: ",").last {
                address = forwarded.filter { $0 != " " }
            }
            isSecure = isSecure || request.headers[.forwardedProtocol]?.lowercased() == "https"
        }
        let cookies = Cookies(from: request.headers[values: .cookie])
        let token = SessionCookie.names.lazy.compactMap { cookies[$0]?.value }.first
        return Visitor(address: address, isSecure: isSecure, token: token)
    }

    private func response(_ answer: Answer, to request: Request) async throws -> Response {
        switch answer {
        case .json(let json, let status):
            return Response(
                status: status,
                headers: [
                    .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
        case .jsonWithCookie(let json, let cookie):
            var response = try await response(.json(json), to: request)
            response.headers[.setCookie] = cookie
            return response
        case .emptyWithCookie(let cookie):
            return Response(
                status: .noContent, headers: [.setCookie: cookie, .cacheControl: "no-store"])
        case .noContent:
            return Response(status: .noContent, headers: [.cacheControl: "no-store"])
        case .bytes(let bytes, let contentType, let entityTag, let more):
            var headers = more
            headers[.contentType] = contentType
            if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
            headers[.eTag] = entityTag
            if let entityTag, EntityTag.matches(request.headers[.ifNoneMatch], entityTag) {
                headers[.contentType] = nil
                return Response(status: .notModified, headers: headers)
            }
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .file(let file):
            return try await FileSending(file: file, pool: services.pools.sending).response(
                to: request.headers, isHead: request.method == .head)
        case .archive(let archive):
            return try await archive.response(
                isHead: request.method == .head, pool: services.pools.downloads)
        case .events(let stream):
            return try stream.response()
        }
    }
}
