import HTTPTypes

/// What a route answers, before it is known how it is sent.
enum Answer: Sendable {
    case json(JSONValue, status: HTTPResponse.Status = .ok)
    /// A JSON answer that also sets the session cookie, or clears it.
    case jsonWithCookie(JSONValue, cookie: String)
    case emptyWithCookie(cookie: String)
    case noContent
    /// Bytes in memory. With an entity tag, a browser that has them is told so.
    case bytes(
        [UInt8], contentType: String, entityTag: String? = nil, headers: HTTPFields = [:])
    /// A file, whole or in ranges, never held in memory.
    case file(ServedFile)
    /// A folder, packed into a zip file while it is sent.
    case archive(ServedArchive)
    /// A stream of server-sent events.
    case events(EventStreamBody)
}

/// A file to send.
struct ServedFile: Sendable {
    var contentType: String
    /// Changes with the content; with its quotes.
    var entityTag: String
    /// A file descriptor that the caller closes; negative if there can't be one now.
    var open: @Sendable () -> Int32
}
