public import ArgumentParser
import EventStore
import Footage
import Foundation

struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "List the events that were found, or show one.",
        subcommands: [EventListCommand.self, EventShowCommand.self],
        defaultSubcommand: EventListCommand.self)
}

enum EventFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
}

struct EventListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List events as a table, JSON lines or CSV.")

    @OptionGroup var database: DatabaseOption

    @Option(help: "table, json (one object per line) or csv.")
    var format: EventFormat = .table

    @Option(help: "Events of this feed only; may be repeated.")
    var feed: [String] = []

    @Option(help: "Events of this kind only; may be repeated.")
    var kind: [EventKind] = []

    @Option(help: "Events that end after this moment (ISO 8601).")
    var since: String?

    @Option(help: "Events that begin before this moment (ISO 8601).")
    var until: String?

    @Option(help: "Zone of --since and --until where they state none; default: this machine's.")
    var timezone: String?

    @Option(help: "score (likeliest to matter first), oldest or newest.")
    var order: EventOrder = .highestScoreFirst

    @Option(help: "At most this many events.")
    var limit: Int?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 up") }
    }

    func run() throws {
        let store = try database.open(.readOnly)
        do {
            let filter = try filter(store)
            try list(filter, from: store)
        } catch let error as EventStoreError {
            throw CommandFailure(message: error.description)
        }
    }

    private func filter(_ store: EventStore) throws -> EventFilter {
        var filter = EventFilter()
        let zone = try TimeArguments.zone(timezone)
        filter.kinds = Set(kind)
        filter.since = try since.map { try TimeArguments.moment($0, zone: zone) }
        filter.until = try until.map { try TimeArguments.moment($0, zone: zone) }
        for name in feed {
            guard let record = try store.existingFeed(named: name) else {
                let known = try store.feeds().map(\.name).joined(separator: ", ")
                throw CommandFailure(
                    message: "\(database.db) has no feed \(name); it has: \(known)", status: 2)
            }
            filter.feeds.insert(record.id)
        }
        return filter
    }

    private func list(_ filter: EventFilter, from store: EventStore) throws {
        let writer = EventListWriter(format: format)
        var cursor: EventCursor?
        var left = limit ?? .max
        repeat {
            let page = try store.events(
                filter, order: order, limit: min(500, left), after: cursor)
            for event in page.events { writer.add(event) }
            left -= page.events.count
            cursor = page.next
        } while cursor != nil && left > 0 && !StandardOutput.hasFailed
        writer.finish(isFiltered: filter != EventFilter())
    }
}

extension EventKind: ExpressibleByArgument {}
extension EventOrder: ExpressibleByArgument {}
