public import Footage
import Foundation

/// An address to which messages are posted.
public struct WebhookSettings: Sendable, Hashable {
    public var address: String
    /// Signs each message; `nil`: nobody can tell who sent it.
    public var secret: String?
    /// Further header fields, such as an API key.
    public var headers: [String: String]
    /// File of the certificates that are trusted; `nil`: those of the system.
    public var authority: String?
    public var timeout: MediaTime

    public init(
        address: String, secret: String? = nil, headers: [String: String] = [:],
        authority: String? = nil, timeout: MediaTime = MediaTime(seconds: 10)
    ) {
        self.address = address
        self.secret = secret
        self.headers = headers
        self.authority = authority
        self.timeout = timeout
    }

    /// For messages: scheme, host and port. What follows may hold a token.
    var place: String {
        guard let parts = URLComponents(string: address), let host = parts.host else {
            return "the address"
        }
        let port = parts.port.map { ":\($0)" } ?? ""
        return "\(parts.scheme ?? "http")://\(host)\(port)"
    }
}

/// Never with secrets, whoever prints it.
extension WebhookSettings: CustomStringConvertible, CustomReflectable {
    public var description: String { place }
    public var customMirror: Mirror { Mirror(self, children: ["place": place]) }
}
