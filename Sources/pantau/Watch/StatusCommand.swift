import ArgumentParser
import EventStore
import Footage
import Foundation

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell how the feeds are that are watched live.",
        discussion: """
            Exit status: 0 all are watched, 1 something is wrong with one, or nothing is watched.
            """)

    @OptionGroup var database: DatabaseOption

    @Flag(help: "Print one JSON object per feed.")
    var json = false

    /// What was noted longer ago is not true any more.
    private static let freshSeconds = 20.0

    func run() throws {
        let store = try database.open(.readOnly)
        do {
            let records = Dictionary(
                uniqueKeysWithValues: try store.feeds().map { ($0.id, $0) })
            let now = EventStore.systemClock()
            let feeds = try store.watched().map { feed in
                Line(feed, record: records[feed.feed], now: now)
            }.sorted { $0.name < $1.name }
            if json {
                for feed in feeds { StandardOutput.line(feed.json) }
            } else {
                StandardOutput.line(Self.text(feeds))
            }
            if feeds.isEmpty || feeds.contains(where: { !$0.isWell }) { throw ExitCode(1) }
        } catch let error as EventStoreError {
            throw CommandFailure(message: error.description)
        }
    }

    private static func text(_ feeds: [Line]) -> String {
        guard !feeds.isEmpty else {
            return "nothing is watched; start it with pantau watch --config FILE"
        }
        var table = TextTable(columns: [
            ("FEED", .left), ("STATE", .left), ("SINCE", .right), ("PICTURES", .right),
            ("LEFT OUT", .right), ("LOOKED AT", .left), ("WHAT IS WRONG", .left),
        ])
        for feed in feeds {
            table.add([
                feed.name, feed.state, feed.age, String(Int(feed.facts["frames_analysed"] ?? 0)),
                String(Int(feed.facts["frames_dropped"] ?? 0)), feed.levelWords,
                feed.problems.isEmpty ? "-" : feed.problems.joined(separator: "; "),
            ])
        }
        return table.text
    }

    /// A feed as it is told.
    private struct Line {
        let name: String
        let state: String
        let age: String
        let level: String
        let problems: [String]
        let facts: [String: Double]
        private let feed: WatchedFeed
        private let clock: ClockText

        init(_ feed: WatchedFeed, record: FeedRecord?, now: WallTime) {
            func seconds(since moment: WallTime) -> Double {
                Double(now.microsecondsUTC - moment.microsecondsUTC) / 1e6
            }
            self.feed = feed
            name = record?.name ?? "?"
            clock = ClockText(timeZoneName: record?.timeZone ?? "UTC")
            let isFresh =
                seconds(since: feed.updated) < StatusCommand.freshSeconds
                || feed.state == "stopped"
            state = isFresh ? feed.state : "ended"
            age = StatusCommand.age(seconds(since: isFresh ? feed.since : feed.updated))
            level = feed.level
            problems =
                isFresh ? feed.problems : ["the program that watched it has ended without a word"]
            facts = feed.facts
        }

        var isWell: Bool { state == "watching" && problems.isEmpty }

        var levelWords: String {
            switch level {
            case "every_frame": "every frame"
            case "one_of_three": "one frame of three"
            default: "key frames only"
            }
        }

        var json: String {
            var values: [String: JSONLine.Value] = [
                "feed": .text(name), "state": .text(state), "level": .text(level),
                "since": .text(clock.iso8601(feed.since)),
                "updated": .text(clock.iso8601(feed.updated)),
                "last_picture": feed.lastPicture.map { .text(clock.iso8601($0)) } ?? .null,
                "problems": .list(problems.map { .text($0) }),
            ]
            for (name, value) in facts { values[name] = .number(value) }
            return JSONLine.text(values)
        }
    }

    private static func age(_ seconds: Double) -> String {
        let whole = Int(max(0, seconds))
        return switch whole {
        case ..<120: "\(whole) s"
        case ..<7200: "\(whole / 60) min"
        case ..<172_800: "\(whole / 3600) h"
        default: "\(whole / 86_400) d"
        }
    }
}
