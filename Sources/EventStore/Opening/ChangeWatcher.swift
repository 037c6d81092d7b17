import GRDB
import Synchronization

/// A connection of its own that only ever asks whether others have written.
final class ChangeWatcher: Sendable {
    private let opening: StoreOpening
    private let queue = Mutex<DatabaseQueue?>(nil)

    init(opening: StoreOpening) { self.opening = opening }

    /// SQLite's count of commits by connections other than this one, which never commits: so it
    /// moves with every commit of any process.
    func token() throws(EventStoreError) -> Int64 {
        try opening.translating("watching for changes") {
            let queue = try connection()
            return try queue.unsafeRead { database in
                try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
            }
        }
    }

    private func connection() throws -> DatabaseQueue {
        try queue.withLock { queue in
            if let queue { return queue }
            let opened = try DatabaseQueue(
                path: opening.path, configuration: opening.configuration(readOnly: true))
            queue = opened
            return opened
        }
    }
}

extension EventStore {
    /// A number that moves whenever anything was written by any process, this one included. Two
    /// equal numbers mean that nothing was. Costs some microseconds: ask as often as you like.
    public func changeToken() throws(EventStoreError) -> Int64 {
        try checkFile()
        return try watcher.token()
    }

    /// Throws if the database cannot be read: went away, was replaced, is damaged.
    public func checkReachable() throws(EventStoreError) {
        _ = try read("reading the database") { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM (SELECT 1 FROM feed LIMIT 1)")
        }
    }
}
