/// What the user named: a file, or an address on the network.
public enum StreamSource: Hashable, Sendable {
    case file(path: String)
    /// Without name and password, which must not be printed.
    case address(String)

    /// - Parameter argument: as typed. What begins like `rtsp://` is an address.
    public init(_ argument: String) {
        guard let separator = argument.firstRange(of: "://"),
            argument[..<separator.lowerBound].wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*/) != nil
        else {
            self = .file(path: argument)
            return
        }
        let scheme = argument[..<separator.upperBound]
        let rest = argument[separator.upperBound...]
        if scheme.lowercased() == "file://" {
            self = .file(path: String(rest))
            return
        }
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        guard let at = host.lastIndex(of: "@") else {
            self = .address(argument)
            return
        }
        self = .address(scheme + "…@" + rest[rest.index(after: at)...])
    }
}
