import ArgumentParser
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
            """)

    @OptionGroup var database: DatabaseOption

    @Option(
        help: ArgumentHelp("What ended longer ago than this, such as 30d.", valueName: "time"),
        transform: RetentionTime.parse)
    var olderThan: MediaTime

    @Option(help: "Of this feed only.")
    var feed: String?

    @Flag(help: "Only say what would be deleted.")
    var dryRun = false

    func run() throws {
        try UserStore.telling {
            let users = try UserStore(database)
            let chosen = try feed.map {
                try FeedNames(store: users.store, path: users.path).identifiers($0)
            }
            let scoring = ScoringParameters()
            let now = EventStore.systemClock()
            let report = try users.store.purge(
                PurgeRequest(
                    before: WallTime(
                        microsecondsUTC: now.microsecondsUTC - olderThan.microseconds),
                    feed: chosen?.first, isDryRun: dryRun),
                rebuild: EventRebuild(eventGap: scoring.eventGap) {
                    EventBuilder.events(from: $0, parameters: scoring)
                }, by: users.actor)
            for line in PurgeText(report: report, isDryRun: dryRun).lines {
                StandardOutput.line(line)
            }
        }
    }
}
