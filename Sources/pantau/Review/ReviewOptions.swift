import ArgumentParser
import EventScoring
import EventStore
import FeedPipeline
import Footage
import Foundation
import Logging
import ReviewServer

/// How the review is served.
struct ReviewOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where to listen.", valueName: "address:port"))
    var listen = "127.0.0.1:8787"

    @Option(help: ArgumentHelp("TLS certificate chain, PEM; needs --key.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("Private key of the certificate, PEM.", valueName: "file"))
    var key: String?

    @Flag(help: "Believe the X-Forwarded-For and X-Forwarded-Proto headers of a proxy before it.")
    var behindProxy = false

    @Flag(help: "Open the page in this machine's browser.")
    var open = false

    @Option(
        help: ArgumentHelp("Purge once a day what is older, such as 30d.", valueName: "time"),
        transform: RetentionTime.parse)
    var keep: MediaTime?

    @Option(help: ArgumentHelp("Where clips and previews are kept.", valueName: "folder"))
    var cache: String?

    @Flag(name: .shortAndLong, help: "Log requests to standard error.")
    var verbose = false

    @Option(help: .hidden)
    var web: String?

    /// Throws if options do not go together.
    func check() throws {
        if (certificate == nil) != (key == nil) {
            throw ValidationError("--certificate and --key belong together")
        }
        _ = try ListenAddress(listen)
    }

    /// Serves the database at `path` until SIGINT or SIGTERM.
    ///
    /// - Parameter live: what the feeds show that this process watches.
    func serve(_ path: String, live: LiveView? = nil) throws {
        var settings = try settings(path)
        settings.live = live
        var logger = Logger(label: "pantau.review") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = verbose ? .info : .warning
        let opensBrowser = open
        do {
            let server = try ReviewServer(settings, logger: logger)
            try Waiting.until {
                try await server.run(
                    onListening: { url in
                        StandardOutput.line("Review: \(url)")
                        if opensBrowser { Browser.open(url) }
                    }, onOverdue: { Foundation._exit(0) })
            }
        } catch let error as ReviewServerError {
            throw CommandFailure(message: error.description, status: error.exitStatus)
        }
    }

    private func settings(_ path: String) throws -> ReviewSettings {
        let scoring = ScoringParameters()
        var settings = ReviewSettings(
            databasePath: path, version: ProductVersion.current,
            rebuild: EventRebuild(eventGap: scoring.eventGap) {
                EventBuilder.events(from: $0, parameters: scoring)
            },
            identify: { path in
                guard let identity = RecordingIdentity(fileAt: path) else {
                    throw CommandFailure(message: "\(path): can't be read")
                }
                return identity
            })
        let address = try ListenAddress(listen)
        settings.host = address.host
        settings.port = address.port
        if let certificate, let key {
            settings.tls = .init(certificatePath: certificate, keyPath: key)
        }
        settings.isBehindProxy = behindProxy
        settings.keep = keep
        settings.cacheFolder = cache.map { URL(fileURLWithPath: $0) }
        let folder = web ?? ProcessInfo.processInfo.environment["PANTAU_WEB"]
        settings.webFolder = folder.map { URL(fileURLWithPath: $0) }
        return settings
    }
}

extension ReviewServerError {
    /// 2 where another option would help, 1 where something must be mended first.
    fileprivate var exitStatus: Int32 {
        switch self {
        case .noUsers, .portInUse, .addressNotAvailable, .noWebFolder: 2
        case .certificate, .store: 1
        }
    }
}
