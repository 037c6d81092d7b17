import EventStore
import HTTPTypes
import Playback

/// One request that was let in: who asks, for what, and what it is answered from.
struct Call: Sendable {
    let services: Services
    /// Who asks; for open routes perhaps nobody.
    let person: Person?
    let visitor: Visitor
    let method: HTTPRequest.Method
    /// The database as it was when the request came in, and its recordings.
    let store: EventStore
    let player: Player
    /// Set once the client has gone: what takes long should stop then.
    let cancellation: Cancellation
    let parameters: [String: String]
    let query: String?
    /// The JSON of the request; `nil` if the route takes none.
    let body: JSONValue?
    let headers: HTTPFields

    /// What the person may see. Every feed, recording and event is fetched through it.
    var permitted: Permitted { Permitted(store: store, feeds: person?.feeds) }

    /// Who is written down as having done something.
    var actor: String { person?.name ?? Person.nobodyName }

    /// A row number from the path.
    func identifier(_ name: String) throws(APIError) -> Int64 {
        guard let text = parameters[name], !text.hasPrefix("+"), let number = Int64(text),
            number >= 0
        else { throw APIError(.badRequest, "\(name): must be a whole number from 0 up.") }
        return number
    }

    /// Reads the query; what `read` does not ask for is refused.
    func readQuery<Value>(
        _ read: (inout InputReader) throws(APIError) -> Value
    ) throws(APIError) -> Value {
        var reader = try InputReader(query: query)
        let value = try read(&reader)
        try reader.end()
        return value
    }

    /// Refuses any query.
    func expectNoQuery() throws(APIError) { try InputReader(query: query).end() }

    /// Reads the body; what `read` does not ask for is refused, and so is a query.
    func readBody<Value>(
        expectingNoQuery: Bool = true, _ read: (inout InputReader) throws(APIError) -> Value
    ) throws(APIError) -> Value {
        if expectingNoQuery { try expectNoQuery() }
        var reader = try InputReader(body: body ?? .object([:]))
        let value = try read(&reader)
        try reader.end()
        return value
    }
}

/// Where a request comes from.
struct Visitor: Sendable, Hashable {
    /// IP address, without the port.
    var address: String
    /// Whether the browser speaks TLS to us or to the proxy before us.
    var isSecure: Bool
    /// The session cookie, if it has one.
    var token: String?
}
