import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ReviewServer

/// A client that keeps its session cookie and sends its CSRF token, as a browser page does.
struct Browser: Sendable {
    let client: any TestClientProtocol
    var cookie: String?
    var csrf: String?

    init(_ client: any TestClientProtocol) async throws {
        self.client = client
        csrf = try await get("/api/session")["csrf"] as? String
    }

    /// Logs in; the browser then has the session.
    mutating func logIn(_ name: String, password: String = Site.password) async throws {
        let answer = try await send(
            .post, "/api/login", ["name": .text(name), "password": .text(password)])
        try #require(answer.status == .ok)
        let header = try #require(answer.headers[.setCookie])
        cookie = String(header.prefix { $0 != ";" })
        csrf = try #require(answer.json["csrf"] as? String)
    }

    /// The JSON of a GET, whatever its status.
    func get(_ path: String) async throws -> [String: Any] {
        try await send(.get, path).json
    }

    func status(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil
    ) async throws -> Int {
        try await send(method, path, body).status.code
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil,
        headers more: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await send(
            method, path, bytes: body?.bytes,
            headers: (body == nil ? [:] : [.contentType: "application/json"]) + more)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8]?, headers more: HTTPFields
    ) async throws -> TestResponse {
        var headers = more
        if let cookie { headers[.cookie] = cookie }
        if let csrf, method != .get, headers[.pantauCSRF] == nil { headers[.pantauCSRF] = csrf }
        return try await client.execute(
            uri: path, method: method, headers: headers,
            body: bytes.map { ByteBuffer(bytes: $0) })
    }
}

extension JSONValue: ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral
{
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(floatLiteral value: Double) { self = .number(value) }
}

extension HTTPFields {
    static func + (left: Self, right: Self) -> Self {
        var sum = left
        for field in right { sum[field.name] = field.value }
        return sum
    }
}

extension TestResponse {
    /// The body as a JSON object; empty if it is none.
    var json: [String: Any] {
        let data = Data(body.readableBytesView)
        return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
    }

    var bytes: [UInt8] { [UInt8](body.readableBytesView) }

    /// The error's code, if it is an error of the contract.
    var code: String? { (json["error"] as? [String: Any])?["code"] as? String }

    var message: String { (json["error"] as? [String: Any])?["message"] as? String ?? "" }
}

extension Site {
    /// Runs a test against the routes, without a network.
    func browse(
        _ change: (inout ReviewSettings) -> Void = { _ in },
        _ test: @Sendable (Browser) async throws -> Void
    ) async throws {
        let application = try server(change).application()
        try await application.test(.router) { client in
            try await test(try await Browser(client))
        }
    }
}
