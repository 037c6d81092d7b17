import ArgumentParser
import EventStore

/// Which database a command works on.
struct DatabaseOption: ParsableArguments {
    @Option(help: ArgumentHelp("The database.", valueName: "file"))
    var db = "pantau.sqlite"

    /// `onChange` is told of every stored change.
    func open(
        _ access: EventStore.Access,
        onChange: @escaping @Sendable ([StoreChange]) -> Void = { _ in }
    ) throws -> EventStore {
        do {
            return try EventStore(path: db, access: access, onChange: onChange)
        } catch {
            throw CommandFailure(message: error.description)
        }
    }
}
