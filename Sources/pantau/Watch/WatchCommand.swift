import ArgumentParser
import ConfigurationFile
import EventStore
import Foundation
import KernelDispatch
import Logging
import ReviewServer

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch live feeds: events, clips and alerts while they happen.",
        discussion: """
            Feeds that have a source in the configuration are watched until the program is asked \
            to end (Ctrl-C, SIGTERM). After SIGHUP the configuration is read again: feeds are \
            added, changed and removed without disturbing the others; one that is not sound \
            changes nothing.

              pantau watch --config pantau.yaml --review
              pantau status

            docs/how-to/watch-live.md tells how it is run as a service.
            """)

    @Option(
        help: ArgumentHelp(
            "YAML with the feeds and their sources; docs/configuration.md.", valueName: "file"))
    var config: String

    @OptionGroup var database: DatabaseOption

    @Flag(help: "Serve the review, with the live page, from the same process.")
    var review = false

    @OptionGroup(title: "With --review") var reviewOptions: ReviewOptions

    @Flag(help: "Log nothing but troubles.")
    var quiet = false

    func validate() throws {
        if review { try reviewOptions.check() }
    }

    func run() throws {
        let configuration = try ConfigurationLoading.load(config)
        let level = try LevelOption.selected()
        let plans = WatchPlans(configuration, level: level)
        guard plans.problems.isEmpty else {
            throw CommandFailure(message: plans.problems.joined(separator: "\n"), status: 2)
        }
        guard !plans.cameras.isEmpty else {
            throw CommandFailure(
                message: "\(config): no feed has a source; state one, such as "
                    + "source: rtsp://10.0.0.21/stream2", status: 2)
        }
        var logger = Logger(label: "pantau.watch") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = quiet ? .warning : .info
        let store = try database.open(.readWrite)
        let service = WatchService(
            store: store, configurationPath: config, level: level, logger: logger)
        let signals = WatchSignals(endsHere: !review) { service.reload() }
        defer { signals.cancel() }
        do {
            try service.start(configuration)
        } catch {
            throw CommandFailure(message: "\(error)")
        }
        defer { service.stop() }
        if review {
            try reviewOptions.serve(database.db, live: LiveView(service.watch))
        } else {
            signals.wait()
        }
    }
}
