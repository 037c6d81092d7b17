import ArgumentParser
import EventStore
import Footage
import Foundation

struct AlertListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Say what waits for whom, since when, and why.",
        discussion: "Destinations that were never told anything are not listed.")

    @OptionGroup var database: DatabaseOption

    @Flag(help: "Print one JSON object per destination, and one per message that was refused.")
    var json = false

    func run() throws {
        let store = try database.open(.readOnly)
        do {
            let summaries = try store.outboxSummaries()
            if summaries.isEmpty, !json {
                StandardOutput.line("Nobody was told anything yet.")
                return
            }
            let refused = try summaries.filter { $0.refused > 0 }.flatMap { summary in
                try store.outbox(of: summary.destination, limit: 100_000)
                    .filter { $0.refused != nil }
            }
            if json {
                for summary in summaries { StandardOutput.line(Self.object(summary)) }
                for entry in refused { StandardOutput.line(Self.object(entry)) }
            } else {
                StandardOutput.line(Self.table(summaries))
                for summary in summaries {
                    if let line = Self.trouble(summary) { StandardOutput.line(line) }
                }
                for entry in refused { StandardOutput.line(Self.text(entry)) }
            }
        } catch let error as EventStoreError {
            throw CommandFailure(message: error.description)
        }
    }

    private static let clock = ClockText(timeZoneName: TimeZone.current.identifier)

    private static func table(_ summaries: [OutboxSummary]) -> String {
        var table = TextTable(columns: [
            ("DESTINATION", .left), ("WAITING", .right), ("SINCE", .left), ("REFUSED", .right),
            ("DELIVERED", .right), ("LAST", .left), ("DROPPED", .right),
        ])
        for summary in summaries {
            table.add([
                summary.destination, "\(summary.waiting)",
                summary.oldest.map(clock.table) ?? "-", "\(summary.refused)",
                "\(summary.delivered)", summary.lastDelivered.map(clock.table) ?? "-",
                "\(summary.dropped)",
            ])
        }
        return table.text
    }

    private static func trouble(_ summary: OutboxSummary) -> String? {
        guard let since = summary.failingSince, let error = summary.lastError else { return nil }
        return "\(summary.destination): since \(clock.table(since)): \(error)"
    }

    private static func text(_ entry: OutboxEntry) -> String {
        "\(entry.destination): message \(entry.sequence) (\(entry.type.rawValue), event "
            + "\(entry.facts.event) of \(entry.facts.feed.name)) was refused: "
            + (entry.lastError ?? "")
    }

    private static func object(_ summary: OutboxSummary) -> String {
        JSONLine.text([
            "destination": .text(summary.destination), "waiting": .integer(summary.waiting),
            "oldest": time(summary.oldest), "refused": .integer(summary.refused),
            "delivered": .integer(summary.delivered),
            "last_delivered": time(summary.lastDelivered),
            "failing_since": time(summary.failingSince),
            "error": summary.lastError.map { .text($0) } ?? .null,
            "dropped": .integer(summary.dropped), "last_dropped": time(summary.lastDropped),
        ])
    }

    private static func object(_ entry: OutboxEntry) -> String {
        JSONLine.text([
            "destination": .text(entry.destination), "message": .integer(Int(entry.sequence)),
            "id": .text(entry.uuid), "type": .text(entry.type.rawValue),
            "event": .integer(Int(entry.facts.event)), "feed": .text(entry.facts.feed.name),
            "refused": time(entry.refused), "attempts": .integer(entry.attempts),
            "error": entry.lastError.map { .text($0) } ?? .null,
        ])
    }

    private static func time(_ moment: WallTime?) -> JSONLine.Value {
        moment.map { .text(clock.iso8601($0)) } ?? .null
    }
}
