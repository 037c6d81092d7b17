import HTTPTypes

/// What a client is told when something cannot be done: a status, a code for programs, and one
/// sentence for a person.
struct APIError: Error, Hashable {
    enum Code: String, Sendable, CaseIterable {
        case badRequest = "bad_request"
        case unauthenticated
        case forbidden
        case csrf
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case conflict
        case gone
        case tooLarge = "too_large"
        case unsupportedMediaType = "unsupported_media_type"
        case rangeNotSatisfiable = "range_not_satisfiable"
        case misdirected
        case unprocessable
        case tooManyRequests = "too_many_requests"
        case timeout
        case `internal`
        case unavailable

        var status: HTTPResponse.Status {
            switch self {
            case .badRequest: .badRequest
            case .unauthenticated: .unauthorized
            case .forbidden, .csrf: .forbidden
            case .notFound: .notFound
            case .methodNotAllowed: .methodNotAllowed
            case .conflict: .conflict
            case .gone: .gone
            case .tooLarge: .contentTooLarge
            case .unsupportedMediaType: .unsupportedMediaType
            case .rangeNotSatisfiable: .rangeNotSatisfiable
            case .misdirected: .misdirectedRequest
            case .unprocessable: .unprocessableContent
            case .tooManyRequests: .tooManyRequests
            case .timeout: .requestTimeout
            case .internal: .internalServerError
            case .unavailable: .serviceUnavailable
            }
        }
    }

    var code: Code
    var message: String
    /// The recording whose file is gone.
    var recording: Int64?
    var retryAfterSeconds: Int?
    var allowedMethods: [String] = []
    /// Bytes of a file of which no part was asked for that exists.
    var rangeOfBytes: Int?

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The body: `{"error":{"code":…,"message":…}}`.
    var json: JSONValue {
        var body: [String: JSONValue] = [
            "error": ["code": .text(code.rawValue), "message": .text(message)]
        ]
        if let recording { body["recording"] = .integer(recording) }
        return .object(body)
    }

    static func notFound(_ what: String) -> APIError {
        APIError(.notFound, "There is no \(what), or you may not see it.")
    }

    /// The client has gone, or the server stops.
    static var givenUp: APIError {
        var error = APIError(.unavailable, "The request was given up. Try again in a moment.")
        error.retryAfterSeconds = 1
        return error
    }

    static func busy(_ what: String, retryAfterSeconds: Int) -> APIError {
        var error = APIError(.unavailable, "The server is busy \(what). Try again in a moment.")
        error.retryAfterSeconds = retryAfterSeconds
        return error
    }
}
