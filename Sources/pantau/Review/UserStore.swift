import EventStore
import Foundation

/// What all user commands share.
struct UserStore {
    let store: EventStore
    let path: String

    /// Opens the database; a wrong path must not make one.
    init(_ database: DatabaseOption) throws {
        guard FileManager.default.fileExists(atPath: database.db) else {
            throw CommandFailure(message: EventStoreError.missing(path: database.db).description)
        }
        store = try database.open(.readWrite)
        path = database.db
    }

    /// Who is written down in the audit log.
    var actor: String { NSUserName() }

    func user(_ name: String) throws -> UserRecord {
        guard let user = try store.user(named: name) else {
            let known = try store.users().map(\.name).joined(separator: ", ")
            throw CommandFailure(
                message: "\(path) has no user \(name); it has: \(known.isEmpty ? "none" : known)",
                status: 2)
        }
        return user
    }

    /// Runs `body`, with the store's errors as they are told to a person.
    static func telling(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as EventStoreError {
            throw CommandFailure(message: error.description)
        }
    }
}
