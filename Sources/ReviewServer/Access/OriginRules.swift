import HTTPTypes

/// Which names this server answers to, and which pages may send it anything but GET.
///
/// A page of a stranger can have its own name point at 127.0.0.1 (DNS rebinding) and would then
/// read everything that a loopback server gives without login. It can't choose the `Host` header.
struct OriginRules: Sendable {
    /// Whether only names of the machine itself are answered.
    let isLoopbackOnly: Bool
    /// Whether the name that the browser used is in a proxy's header.
    let isBehindProxy: Bool

    func check(_ request: HTTPRequest) throws(APIError) {
        let forwarded = isBehindProxy ? request.headerFields[.forwardedHost] : nil
        let authority = forwarded ?? request.authority ?? ""
        if isLoopbackOnly, !Self.isLoopback(host: Self.host(of: authority)) {
            throw APIError(
                .misdirected,
                "This server answers to localhost and 127.0.0.1 only. "
                    + "Open it by the address that it printed.")
        }
        guard request.method != .get, request.method != .head,
            let origin = request.headerFields[.origin]
        else { return }
        guard let name = Self.authority(ofOrigin: origin), name == authority.lowercased() else {
            throw APIError(.csrf, "The request was made by a page of another site.")
        }
    }

    /// Whether an address or name is this machine's own.
    static func isLoopback(host: String) -> Bool {
        let host = host.lowercased()
        if ["localhost", "::1", "[::1]"].contains(host) || host.hasSuffix(".localhost") {
            return true
        }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// `example.org:8787` → `example.org`; an IPv6 address keeps its brackets.
    static func host(of authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[...end])
        }
        return String(authority.prefix { $0 != ":" })
    }

    private static func authority(ofOrigin origin: String) -> String? {
        for scheme in ["https://", "http://"] where origin.hasPrefix(scheme) {
            return origin.dropFirst(scheme.count).lowercased()
        }
        return nil
    }
}
