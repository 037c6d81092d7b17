public import EventStore

/// Why a review server can't be started, one line each.
public enum ReviewServerError: Error, Sendable, Hashable {
    /// An address that others reach, and nobody to log in.
    case noUsers(host: String, databasePath: String)
    case portInUse(host: String, port: Int)
    case addressNotAvailable(host: String, port: Int, reason: String)
    case certificate(path: String, reason: String)
    case noWebFolder(path: String)
    case store(EventStoreError)
}

extension ReviewServerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noUsers(let host, let path):
            "\(host): others can reach this address, and \(path) has no users; add one first: "
                + "pantau user add NAME --role admin --db \(path)"
        case .portInUse(let host, let port):
            "\(host):\(port): another program listens there; stop it, or choose another port with "
                + "--listen \(host):\(port + 1)"
        case .addressNotAvailable(let host, let port, let reason):
            "\(host):\(port): can't listen there (\(reason)); choose an address of this machine "
                + "with --listen"
        case .certificate(let path, let reason):
            "\(path): can't be used for TLS (\(reason)); give PEM files with --certificate and --key"
        case .noWebFolder(let path):
            "\(path): is not a folder with index.html; check --web"
        case .store(let error): error.description
        }
    }
}
