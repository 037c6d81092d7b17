public import EventStore
public import Footage
public import Foundation

/// How a review server is to run.
public struct ReviewSettings: Sendable {
    /// A certificate and its key, both PEM files.
    public struct TLSFiles: Sendable, Hashable {
        public var certificatePath: String
        public var keyPath: String

        public init(certificatePath: String, keyPath: String) {
            self.certificatePath = certificatePath
            self.keyPath = keyPath
        }
    }

    public var databasePath: String
    /// Address or name to listen at.
    public var host = "127.0.0.1"
    /// 0 takes any free port.
    public var port = 8787
    public var tls: TLSFiles?
    /// Whether a proxy stands before the server, whose `X-Forwarded-…` headers are believed.
    public var isBehindProxy = false
    /// A folder to serve the pages from instead of the program's own.
    public var webFolder: URL?
    /// Where clips and previews are kept; `nil` for the user's cache folder.
    public var cacheFolder: URL?
    /// Events that ended longer ago than this are purged once a day; `nil` keeps everything.
    public var keep: MediaTime?
    /// What the feeds show that the same process watches; `nil`: it watches none.
    public var live: LiveView?
    /// The program's version, as it is told.
    public var version: String
    /// How segments become events, for what purging cuts in two.
    public var rebuild: EventRebuild
    /// What tells the file at a path from others; throws if it can't be read.
    public var identify: @Sendable (String) throws -> RecordingIdentity

    public init(
        databasePath: String, version: String, rebuild: EventRebuild,
        identify: @escaping @Sendable (String) throws -> RecordingIdentity
    ) {
        self.databasePath = databasePath
        self.version = version
        self.rebuild = rebuild
        self.identify = identify
    }

    /// Whether others than this machine's own users can reach the server.
    var isExposed: Bool { isBehindProxy || !OriginRules.isLoopback(host: host) }
}
