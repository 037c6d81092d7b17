import Foundation
import GRDB

/// Opens a database file after making sure that it is ours, whole, and not from the future.
struct StoreOpening {
    let path: String
    /// How long to wait for another process.
    let busySeconds: Int

    /// Creates or upgrades the database if need be. One process at a time: switching a new file to
    /// WAL and migrating it are not things that SQLite lets two processes do at once.
    func openForWriting(_ claims: ClaimLock) throws(EventStoreError) -> DatabasePool {
        try claims.whileOpening(waitingSeconds: busySeconds) {
            () throws(EventStoreError) -> DatabasePool in
            if try isFilled() {
                guard access(path, W_OK) == 0 else {
                    throw .readOnly(path: path, reason: String(cString: strerror(errno)))
                }
                try translating("opening") { try examine(configuration(readOnly: true)) }
            }
            return try translating("opening") {
                let pool = try DatabasePool(path: path, configuration: configuration())
                // Before the first table, so that a file that was left half-made is known as ours.
                try pool.write { database in
                    let found = try Int32.fetchOne(database, sql: "PRAGMA application_id")
                    guard found != Migrations.applicationID else { return }
                    try database.execute(
                        sql: "PRAGMA application_id = \(Migrations.applicationID)")
                }
                try Migrations.migrator.migrate(pool)
                return pool
            }
        }
    }

    func openForReading() throws(EventStoreError) -> any DatabaseWriter {
        guard try isFilled() else { throw .missing(path: path) }
        return try translating("opening") {
            let pool: any DatabaseWriter
            do {
                try examine(configuration(readOnly: true))
                pool = try DatabasePool(path: path, configuration: configuration(readOnly: true))
            } catch let error as DatabaseError where mayBeOnReadOnlyMedium(error) {
                let queue = try DatabaseQueue(
                    path: immutableURI, configuration: configuration(readOnly: true))
                try examine(queue)
                pool = queue
            }
            let isCurrent = try pool.read { try Migrations.migrator.hasCompletedMigrations($0) }
            guard isCurrent else {
                throw EventStoreError.olderSchema(
                    path: path, known: String(Migrations.newestVersion))
            }
            return pool
        }
    }

    /// A WAL database needs a `-shm` file even to be read; on a medium that cannot be written there
    /// is none. If no changes wait in a `-wal` file, the database alone is all there is to read.
    private func mayBeOnReadOnlyMedium(_ error: DatabaseError) -> Bool {
        guard [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) else { return false }
        var information = stat()
        return stat(path + "-wal", &information) != 0 || information.st_size == 0
    }

    /// Tells SQLite that nobody can change the file.
    private var immutableURI: String { URL(filePath: path).absoluteString + "?immutable=1" }

    /// Whether there is a file with anything in it. An empty file is a database that nobody has
    /// written to.
    private func isFilled() throws(EventStoreError) -> Bool {
        var information = stat()
        guard stat(path, &information) == 0 else {
            if errno == ENOENT { return false }
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        if information.st_mode & S_IFMT == S_IFDIR { throw .isFolder(path: path) }
        return information.st_size > 0
    }

    /// Looks before anything is written: a file of another program must stay as it is.
    private func examine(_ configuration: Configuration) throws {
        try examine(try DatabaseQueue(path: path, configuration: configuration))
    }

    private func examine(_ queue: DatabaseQueue) throws {
        try queue.read { database in
            let tables =
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            // A scan that was killed while it created the file leaves it without tables.
            if tables == 0 { return }
            guard application == Migrations.applicationID else {
                throw EventStoreError.foreign(path: path)
            }
            let isFromFuture = try Migrations.migrator.hasBeenSuperseded(database)
            guard version <= Migrations.newestVersion, !isFromFuture else {
                throw EventStoreError.newerSchema(
                    path: path, found: String(max(version, Migrations.newestVersion + 1)),
                    known: String(Migrations.newestVersion))
            }
        }
    }

    func configuration(readOnly: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(TimeInterval(busySeconds))
        if !readOnly {
            // What is deleted is overwritten: pictures of people must not be left in free pages.
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        }
        configuration.label = "pantau.EventStore"
        return configuration
    }

    func translating<Value>(
        _ operation: String, _ body: () throws -> Value
    ) throws(EventStoreError) -> Value {
        do { return try body() } catch {
            throw EventStoreError(
                error, path: path, operation: operation, busySeconds: busySeconds)
        }
    }
}
