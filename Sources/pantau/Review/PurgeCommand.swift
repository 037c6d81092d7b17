import ArgumentParser
import ConfigurationFile
import EventScoring
import EventStore
import Footage
import Foundation

struct PurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Delete events, pictures and activity that are older than needed.",
        discussion: """
            Recordings are not touched. What was deleted is told, and written into the audit log; \
            the coverage of that time says that it was purged.

              pantau purge --older-than 30d --dry-run
              pantau purge --config pantau.yaml     each feed by its key retention
            """)

    @OptionGroup var database: DatabaseOption

    @Option(
        help: ArgumentHelp("What ended longer ago than this, such as 30d.", valueName: "time"),
        transform: RetentionTime.parse)
    var olderThan: MediaTime?

    @Option(
        help: ArgumentHelp(
            "What its retention says for each feed; docs/configuration.md.", valueName: "file"))
    var config: String?

    @Option(help: "Of this feed only.")
    var feed: String?

    @Flag(help: "Only say what would be deleted.")
    var dryRun = false

    func validate() throws {
        if (olderThan == nil) == (config == nil) {
            throw ValidationError("say --older-than, such as 30d, or --config, such as pantau.yaml")
        }
    }

    func run() throws {
        let configuration = try config.map { try ConfigurationLoading.load($0) }
        try UserStore.telling {
            let users = try UserStore(database)
            let chosen = try feed.map {
                try FeedNames(store: users.store, path: users.path).identifiers($0)
            }
            if let configuration {
                try purge(by: configuration, chosen: chosen, users)
            } else if let olderThan {
                try purge(olderThan, of: chosen?.first, scoring: ScoringParameters(), users)
            }
        }
    }

    private func purge(
        by configuration: PantauConfiguration, chosen: Set<FeedID>?, _ users: UserStore
    ) throws {
        for feed in try users.store.feeds() where chosen?.contains(feed.id) ?? true {
            let settings = configuration.feed(named: feed.name)
            guard case .kept(let time) = settings.retention else {
                StandardOutput.line("\(feed.name): kept forever")
                continue
            }
            StandardOutput.line("\(feed.name): kept \(DurationText.short(time))")
            var scoring = ScoringParameters()
            scoring.eventGap = settings.eventGap ?? scoring.eventGap
            try purge(time, of: feed.id, scoring: scoring, users)
        }
    }

    private func purge(
        _ time: MediaTime, of feed: FeedID?, scoring: ScoringParameters, _ users: UserStore
    ) throws {
        let now = EventStore.systemClock()
        let report = try users.store.purge(
            PurgeRequest(
                before: WallTime(microsecondsUTC: now.microsecondsUTC - time.microseconds),
                feed: feed, isDryRun: dryRun),
            rebuild: EventRebuild(eventGap: scoring.eventGap) {
                EventBuilder.events(from: $0, parameters: scoring)
            }, by: users.actor)
        for line in PurgeText(report: report, isDryRun: dryRun).lines { StandardOutput.line(line) }
    }
}
