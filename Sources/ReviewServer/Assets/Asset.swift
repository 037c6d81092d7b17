import Crypto

/// One file of the pages: what is sent, as what, and how a browser recognises that it has it.
struct Asset: Sendable {
    let bytes: [UInt8]
    let contentType: String
    let entityTag: String

    init(name: String, bytes: [UInt8]) {
        self.bytes = bytes
        contentType = Self.contentType(of: name)
        entityTag = EntityTag.text(of: bytes)
    }

    private static func contentType(of name: String) -> String {
        switch name.split(separator: ".").last.map(String.init) {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json", "webmanifest": "application/json"
        case "yaml": "application/yaml"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        default: "application/octet-stream"
        }
    }
}

/// Entity tags by content: the first half of a SHA-256, in quotes.
enum EntityTag {
    static func text(of bytes: some Sequence<UInt8>) -> String {
        let digest = SHA256.hash(data: Array(bytes))
        let digits = digest.prefix(16).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 2 ? text : "0" + text
        }
        return "\"\(digits.joined())\""
    }

    /// Whether an `If-None-Match` header names the tag (weak comparison).
    static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { part in
            var candidate = part.drop { $0 == " " }
            if candidate.hasPrefix("W/") { candidate = candidate.dropFirst(2) }
            while candidate.last == " " { candidate.removeLast() }
            return candidate == "*" || candidate == tag[...]
        }
    }
}
