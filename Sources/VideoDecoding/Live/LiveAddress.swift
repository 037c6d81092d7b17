import Foundation

/// Where a feed's pictures come from: a camera's address, or a file that is played like one.
///
/// Credentials are kept apart and are in no text that this type gives: neither those before an
/// `@` nor those in a query.
public struct LiveAddress: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case rtsp, http, file
    }

    public let kind: Kind
    /// Begins a file again at its end, as a camera would go on.
    public let repeats: Bool
    /// Without credentials: what may be shown. For a file its path.
    let shown: String
    /// What is opened: with credentials, percent-encoded. For a file its path.
    let opened: String
    /// Every form in which a secret could turn up in a text, longest first.
    let secrets: [String]
    public let hasCredentials: Bool

    /// Reads an address.
    ///
    /// - Parameters:
    ///   - text: `rtsp://`, `rtsps://`, `http://`, `https://`, `file:` or a path. `user:password@`
    ///     may be in it; what has a meaning in an address is percent-encoded there (`%40` for
    ///     `@`), though an `@` or `#` that was left plain is understood.
    ///   - user: as it is typed, not encoded; wins over the one in `text`.
    ///   - password: likewise.
    ///   - repeats: only of meaning for files.
    public init(
        _ text: String, user: String? = nil, password: String? = nil, repeats: Bool = false
    ) throws(LiveAddressError) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else { throw .empty }
        self.repeats = repeats
        guard let separator = trimmed.range(of: "://") else {
            let path = trimmed.hasPrefix("file:") ? String(trimmed.dropFirst(5)) : trimmed
            guard !path.isEmpty else { throw .empty }
            (kind, shown, opened, secrets) = (.file, path, path, [])
            hasCredentials = false
            return
        }
        let scheme = trimmed[..<separator.lowerBound].lowercased()
        let rest = trimmed[separator.upperBound...]
        switch scheme {
        case "file":
            let path = String(rest)
            guard path.hasPrefix("/") else { throw .noPath }
            let plain = path.removingPercentEncoding ?? path
            (kind, shown, opened, secrets) = (.file, plain, plain, [])
            hasCredentials = false
            return
        case "rtsp", "rtsps": kind = .rtsp
        case "http", "https": kind = .http
        default: throw .unknownScheme(scheme)
        }
        let parts = try AddressParts(rest)
        var given = parts.credentials
        if user != nil || password != nil {
            given = AddressParts.Credentials(
                user: user ?? given?.user ?? "", password: password ?? given?.password)
        }
        let login = given.map { $0.encoded + "@" } ?? ""
        opened = "\(scheme)://\(login)\(parts.host)\(parts.path)"
        shown = "\(scheme)://\(parts.host)\(parts.pathWithoutSecrets)"
        secrets = AddressParts.forms(of: (given?.secrets ?? []) + parts.querySecrets)
        hasCredentials = given != nil || !parts.querySecrets.isEmpty
    }

    /// A text with every secret of this address replaced by `…`.
    public func withoutSecrets(_ text: String) -> String {
        var text = text.replacingOccurrences(of: opened, with: shown)
        for secret in secrets { text = text.replacingOccurrences(of: secret, with: "…") }
        return text
    }
}

extension LiveAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// For people and logs: no user, no password, and of a query only names and short numbers.
    public var description: String { shown }
    public var debugDescription: String { shown }
    /// What `dump` and test failures print.
    public var customMirror: Mirror { Mirror(self, children: ["address": shown]) }
}

/// What is wrong with an address, without repeating it: it may hold a password.
public enum LiveAddressError: Error, Hashable, Sendable {
    case empty
    case unknownScheme(String)
    case noHost
    case noPath
    case badPort
}

extension LiveAddressError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "The address is empty. Write for example rtsp://192.168.1.20/stream1."
        case .unknownScheme(let scheme):
            "\(scheme):// is not known. Write rtsp://, rtsps://, http://, https:// or a path."
        case .noHost:
            "The address names no camera. Write its host after ://, as in rtsp://192.168.1.20/."
        case .noPath: "The address names no file. Write file:///folder/recording.mp4 or a path."
        case .badPort: "The port in the address is not a number from 1 to 65535."
        }
    }
}
