import ArgumentParser
import EventStore

struct AlertRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Let what a destination refused be sent again.",
        discussion: "For when the reason is gone. They are sent by the program that watches.")

    @OptionGroup var database: DatabaseOption

    @Argument(help: "The destination.")
    var destination: String

    func run() throws {
        try AlertDropCommand.changing(database, destination) { store in
            let count = try store.retryRefusedAlerts(of: destination)
            return "\(ProgressLine.count(count, "message")) will be sent again"
        }
    }
}

struct AlertDropCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop",
        abstract: "Delete what waits for a destination.",
        discussion: "For a destination that is no more, or for what it refused.")

    @OptionGroup var database: DatabaseOption

    @Argument(help: "The destination.")
    var destination: String

    @Flag(help: "Only what it refused.")
    var refused = false

    func run() throws {
        try Self.changing(database, destination) { store in
            let count = try store.dropAlerts(of: destination, onlyRefused: refused)
            return "\(ProgressLine.count(count, "message")) dropped"
        }
    }

    /// Says what was done, or that nobody knows the destination.
    static func changing(
        _ database: DatabaseOption, _ destination: String,
        _ change: (EventStore) throws -> String
    ) throws {
        // A wrong path must not become an empty database.
        _ = try database.open(.readOnly)
        let store = try database.open(.readWrite)
        do {
            let known = try store.outboxSummaries().map(\.destination)
            guard known.contains(destination) else {
                throw CommandFailure(
                    message: known.isEmpty
                        ? "\(database.db): nobody was told anything yet"
                        : "\(database.db) knows no destination \(destination); it knows: "
                            + known.joined(separator: ", "), status: 2)
            }
            StandardOutput.line("\(destination): \(try change(store))")
        } catch let error as EventStoreError {
            throw CommandFailure(message: error.description)
        }
    }
}
