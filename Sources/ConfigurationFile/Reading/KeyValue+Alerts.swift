import Foundation

extension KeyValue {
    /// A text with references to the environment.
    ///
    /// - Parameter mayBePlain: whether it may stand in the file without anybody being warned.
    func secret(mayBePlain: Bool = false) -> SecretText? {
        guard let text = text() else { return nil }
        let secret = SecretText(text)
        if secret.hasBrokenReference {
            refuse(
                .wrongValue, "'\(key)' has a '${' that begins no name of a variable",
                "write ${NAME}, with letters, digits and underscores")
            return nil
        }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            refuse(.wrongValue, "'\(key)' has a line end or another control character in it")
            return nil
        }
        if !mayBePlain, secret.variables.isEmpty {
            problems.warning(
                .odd, at: node.position,
                "'\(key)' stands in the file, where whoever reads the file reads it",
                meant: "write ${NAME}, and set the variable NAME where the program is started")
        }
        return secret
    }

    /// Levels of topics.
    func topicPrefix() -> String? {
        guard let text = text() else { return nil }
        let levels = text.split(separator: "/", omittingEmptySubsequences: false)
        let isGood =
            !text.hasPrefix("$") && !levels.contains(where: \.isEmpty)
            && !text.unicodeScalars.contains {
                "+#".unicodeScalars.contains($0) || $0.properties.generalCategory == .control
            }
        guard isGood, text.utf8.count <= 200 else {
            refuse(
                .wrongValue, "\(Quoted.text(text)) cannot begin topics",
                "such as pantau or harbour/pantau: without + and #, and no / at either end")
            return nil
        }
        return text
    }

    /// An address of the web, without what tells a browser where on a page to go.
    func webAddress() -> String? {
        guard let text = text() else { return nil }
        if let trouble = WebAddress.trouble(with: text) {
            refuse(.wrongValue, "'\(key)' \(trouble)", "such as https://pantau.example.go.id")
            return nil
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Names of header fields, each with a value.
    func headers() -> [String: SecretText]? {
        guard let entries = node.mapping else {
            refuseType()
            return nil
        }
        let token = Set("abcdefghijklmnopqrstuvwxyz0123456789-_")
        var headers: [String: SecretText] = [:]
        for entry in entries {
            guard !entry.key.isEmpty, entry.key.lowercased().allSatisfy(token.contains) else {
                problems.error(
                    .wrongName, at: entry.keyPosition,
                    "\(Quoted.text(entry.key)) is not the name of a header field",
                    meant: "such as Authorization")
                continue
            }
            headers[entry.key] = with(entry.value, .secret).secret(mayBePlain: true)
        }
        return headers
    }
}

/// Judges addresses of the web.
enum WebAddress {
    /// What is wrong, after "'url' "; `nil`: nothing.
    static func trouble(with text: String) -> String? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), parts.host?.isEmpty == false
        else { return "is an address that begins with https:// or http://" }
        if parts.user != nil || parts.password != nil {
            return "must not have a user or password in it"
        }
        return parts.fragment == nil ? nil : "must not have a # in it"
    }

    /// Whether what is sent to a host never leaves this machine.
    static func isLocal(_ host: String?) -> Bool {
        guard let host = host?.lowercased() else { return false }
        return host == "localhost" || host.hasPrefix("127.") || ["::1", "[::1]"].contains(host)
    }
}
