import Foundation

/// What follows `://` in an address, taken apart with more patience than a standard parser has:
/// people write passwords as they are.
struct AddressParts {
    struct Credentials {
        /// Not encoded.
        var user: String
        var password: String?

        /// For an address.
        var encoded: String {
            let user = Self.encode(user)
            return password.map { user + ":" + Self.encode($0) } ?? user
        }

        /// The password is the secret; a user's name tells who to guess for, and hides too.
        var secrets: [String] { [user, password ?? ""].filter { !$0.isEmpty } }

        private static func encode(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: AddressParts.unreserved) ?? ""
        }
    }

    let credentials: Credentials?
    /// With the port, if there is one.
    let host: String
    /// From the first `/`, `?` or `#` on, as it is sent.
    let path: String
    /// The same for people: the values of a query are left out.
    let pathWithoutSecrets: String
    /// Values of a query, encoded and not.
    let querySecrets: [String]

    static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    init(_ rest: Substring) throws(LiveAddressError) {
        // The last @ before the path ends the credentials. A password that was written down as it
        // is may hold @ and `/` too: then what stands before the path is no host.
        let authorityEnd = rest.firstIndex(where: { "/?#".contains($0) }) ?? rest.endIndex
        var at = rest[..<authorityEnd].lastIndex(of: "@")
        let before = rest[(at.map { rest.index(after: $0) } ?? rest.startIndex)..<authorityEnd]
        let isHost = at == nil ? Self.mayBeHost(before) : before.contains { ".:[".contains($0) }
        if !isHost, let last = rest.lastIndex(of: "@") { at = last }
        let afterLogin = at.map { rest.index(after: $0) } ?? rest.startIndex
        credentials = at.map { Self.credentials(rest[..<$0]) }
        let located = rest[afterLogin...]
        let end = located.firstIndex(where: { "/?#".contains($0) }) ?? located.endIndex
        host = String(located[..<end])
        try Self.check(host: host)
        path = Self.sendable(located[end...])
        (pathWithoutSecrets, querySecrets) = Self.hidingQuery(of: path)
    }

    /// The path with what a query may hold of secrets left out, and these secrets, as they are and
    /// decoded. Numbers stay: they tell the channels of a recorder apart.
    private static func hidingQuery(of path: String) -> (shown: String, hidden: [String]) {
        guard let question = path.firstIndex(of: "?") else { return (path, []) }
        var hidden: [String] = []
        let fields = path[path.index(after: question)...]
            .split(separator: "&", omittingEmptySubsequences: false)
        let shown: [String] = fields.map { field in
            let equals = field.firstIndex(of: "=")
            let name = equals.map { String(field[...$0]) } ?? ""
            let value = equals.map { field[field.index(after: $0)...] } ?? field
            if isHarmless(value, name: name) { return String(field) }
            hidden.append(String(value))
            return name + "…"
        }
        // Hiding every "1" of a text would garble it, and tell nobody anything less.
        let secrets = hidden.filter { $0.count > 2 }
        return (
            String(path[..<question]) + "?" + shown.joined(separator: "&"),
            secrets.flatMap { [$0, $0.removingPercentEncoding ?? $0] }
        )
    }

    private static func isHarmless(_ value: Substring, name: String) -> Bool {
        let telling = ["pass", "pwd", "user", "usr", "login", "account", "token", "auth", "key"]
        let isSuspicious = telling.contains { name.lowercased().contains($0) }
        return value.isEmpty || !isSuspicious && value.count < 4 && Int(value) != nil
    }

    /// Every form in which secrets can turn up, longest first, so that none is cut in two.
    static func forms(of secrets: [String]) -> [String] {
        var forms: Set<String> = []
        for secret in secrets where secret.count > 1 {
            forms.insert(secret)
            let encoded = secret.addingPercentEncoding(withAllowedCharacters: unreserved)
            forms.insert(encoded ?? secret)
            forms.insert((encoded ?? secret).lowercased())
        }
        return forms.sorted { ($0.count, $0) > ($1.count, $1) }
    }

    private static func credentials(_ text: Substring) -> Credentials {
        let colon = text.firstIndex(of: ":")
        func plain(_ part: Substring) -> String {
            part.removingPercentEncoding ?? String(part)
        }
        return Credentials(
            user: plain(text[..<(colon ?? text.endIndex)]),
            password: colon.map { plain(text[text.index(after: $0)...]) })
    }

    private static func check(host: String) throws(LiveAddressError) {
        var name = host[...]
        if let bracket = host.lastIndex(of: "]") {
            // An IPv6 address holds colons of its own.
            name = host[host.index(after: bracket)...]
            guard host.hasPrefix("[") else { throw .noHost }
        }
        let colon = name.lastIndex(of: ":")
        if let colon, !isPort(name[name.index(after: colon)...]) { throw .badPort }
        guard !host.isEmpty, colon != host.startIndex else { throw .noHost }
    }

    /// `name`, or `name:port`; what follows a colon in credentials is a password.
    private static func mayBeHost(_ text: Substring) -> Bool {
        guard !text.hasPrefix("["), let colon = text.firstIndex(of: ":") else { return true }
        return isPort(text[text.index(after: colon)...])
    }

    private static func isPort(_ text: Substring) -> Bool {
        Int(text).map { (1...65535).contains($0) } ?? false
    }

    /// Spaces and control characters would end a request early.
    private static func sendable(_ path: Substring) -> String {
        var sent = ""
        for byte in path.utf8 {
            if byte <= 32 || byte >= 127 || byte == UInt8(ascii: "\"") {
                let digits = String(byte, radix: 16, uppercase: true)
                sent += "%" + (digits.count < 2 ? "0" : "") + digits
            } else {
                sent.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return sent
    }
}
