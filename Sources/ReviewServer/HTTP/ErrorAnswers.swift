import EventStore
import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever goes wrong into the JSON that the contract promises. The outermost that sees an
/// error; nothing of an unexpected one reaches the client but that it happened.
struct ErrorAnswers: RouterMiddleware {
    let routes: [Route]
    let logger: Logger

    func handle(
        _ request: Request, context: ReviewContext,
        next: (Request, ReviewContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return Self.response(unrouted(request), isHead: request.method == .head)
        } catch {
            let answer = APIError(describing: error)
            // What the server itself says no to is no trouble of its own.
            if !(error is APIError), !(error is CancellationError),
                answer.code == .internal || answer.code == .unavailable
            {
                logger.error(
                    "request failed",
                    metadata: [
                        "route": "\(context.endpointPath ?? "-")", "error": "\(error)",
                    ])
            }
            return Self.response(answer, isHead: request.method == .head)
        }
    }

    /// No route has this method and path: perhaps one has the path.
    private func unrouted(_ request: Request) -> APIError {
        let path = request.uri.path
        let methods = Set(routes.filter { $0.matches(path) }.map(\.method.rawValue))
        guard !methods.isEmpty else {
            return APIError(.notFound, "There is nothing at this address.")
        }
        var error = APIError(.methodNotAllowed, "This address does not take that method.")
        error.allowedMethods = methods.union(methods.contains("GET") ? ["HEAD"] : []).sorted()
        return error
    }

    static func response(_ error: APIError, isHead: Bool) -> Response {
        var headers: HTTPFields = [
            .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
        ]
        if let seconds = error.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if !error.allowedMethods.isEmpty {
            headers[.allow] = error.allowedMethods.joined(separator: ", ")
        }
        if let length = error.rangeOfBytes { headers[.contentRange] = "bytes */\(length)" }
        if error.code == .timeout || error.code == .tooLarge { headers[.connection] = "close" }
        let response = Response(
            status: error.code.status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: error.json.bytes)))
        return isHead ? response.createHeadResponse() : response
    }
}

extension APIError {
    /// What an error of any module means to a client.
    init(describing error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as EventStoreError: self = APIError(error)
        case is CancellationError: self = .givenUp
        case let error as HTTPError:
            self =
                error.status == .contentTooLarge
                ? APIError(.tooLarge, "The request is too large.")
                : APIError(.badRequest, "The request can't be read.")
        default: self = APIError(.internal, "Something went wrong here; it is in the server's log.")
        }
    }

    private init(_ error: EventStoreError) {
        switch error.trouble {
        case .locked:
            self = .busy("because the database is in use by another program", retryAfterSeconds: 2)
        case .missing, .corrupt, .otherVersion, .readOnly, .disk:
            // The description names a path on the server; the log has it.
            self.init(
                .unavailable, "The database can't be used now: \(Self.reason(error.trouble)).")
            retryAfterSeconds = 10
        case .notFound: self.init(.notFound, "It is not there any more.")
        case .conflict: self.init(.conflict, Self.sentence(error))
        case .invalid: self.init(.unprocessable, Self.sentence(error))
        case .other:
            self.init(.internal, "Something went wrong here; it is in the server's log.")
        }
    }

    private static func reason(_ trouble: EventStoreError.Trouble) -> String {
        switch trouble {
        case .missing: "its file is gone"
        case .corrupt: "its file is damaged"
        case .otherVersion: "another version of pantau wrote it"
        case .readOnly: "it can't be written"
        default: "the disk is full or failed"
        }
    }

    /// The store's own sentence, without the database's path before it.
    private static func sentence(_ error: EventStoreError) -> String {
        let text = error.description
        guard let colon = text.firstRange(of: ": ") else { return text }
        let rest = text[colon.upperBound...]
        return rest.prefix(1).uppercased() + rest.dropFirst() + "."
    }
}
