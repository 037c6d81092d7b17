public import Footage

/// Where the pictures of a feed come from.
public struct SourceConfiguration: Hashable, Sendable {
    /// `rtsp://`, `http://` or the path of a file.
    public var address: SecretText
    public var user: SecretText?
    public var password: SecretText?
    /// `tcp` or `udp`; `nil`: as is usual.
    public var transport: String?
    /// How long no picture may come; `nil`: as is usual.
    public var stall: MediaTime?
    /// Whether a file begins again at its end.
    public var repeats = false

    public init(address: SecretText) { self.address = address }

    /// Without anything that may be a secret.
    var publicText: String {
        var text = address.template
        if let mark = text.firstIndex(where: { $0 == "?" }) { text = text[..<mark] + "?…" }
        guard let scheme = text.range(of: "://") else { return text }
        let authority = text[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return text }
        return text[..<scheme.upperBound] + "…" + text[at...]
    }
}

/// Where clips go, and how much of them is kept.
public struct ClipConfiguration: Hashable, Sendable {
    /// Absolute.
    public var folder: String
    /// `nil`: as long as there is room.
    public var kept: MediaTime?
    /// `nil`: as much as the disk takes.
    public var mostGigabytes: Double?
    /// A longer event goes on in another file; `nil`: as is usual.
    public var longest: MediaTime?

    public init(folder: String) { self.folder = folder }
}
