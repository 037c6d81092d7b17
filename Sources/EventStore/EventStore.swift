public import Footage
import Foundation
import GRDB
import Synchronization

/// The database of one site: feeds, recordings, what moved in them, events, what a person decided.
///
/// Any number of processes may read and write one database at once. In one process, a store may be
/// used from any thread; its writes queue up behind each other. Every call is one transaction: it
/// happens whole, or it throws and nothing happened.
public final class EventStore: Sendable {
    /// How a database is opened.
    public enum Access: Sendable {
        /// Creates the database, or upgrades its schema, if need be.
        case readWrite
        /// Fails if there is no database. Reads while others write.
        case readOnly
    }

    public let path: String
    let pool: any DatabaseWriter
    let claims: ClaimLock?
    private let clock: @Sendable () -> WallTime
    private let random: @Sendable () -> UInt64
    private let onChange: @Sendable ([StoreChange]) -> Void
    private let busySeconds: Int
    private let file: DatabaseFile
    let watcher: ChangeWatcher
    /// What is told of the writes of this store, to whom.
    let alertPlan = Mutex<AlertPlan?>(nil)

    /// Opens the database at `path`.
    ///
    /// - Parameters:
    ///   - busySeconds: how long a write waits for that of another process.
    ///   - clock: what time it is; used for the times of runs and reviews and for UUIDs.
    ///   - random: 64 random bits a call, for UUIDs.
    ///   - onChange: called after each committed write with what changed, in the order of the
    ///     changes, on the thread that wrote. Not for changes by other processes.
    public init(
        path: String, access: Access = .readWrite, busySeconds: Int = 60,
        clock: @escaping @Sendable () -> WallTime = EventStore.systemClock,
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) },
        onChange: @escaping @Sendable ([StoreChange]) -> Void = { _ in }
    ) throws(EventStoreError) {
        self.path = path
        self.clock = clock
        self.random = random
        self.onChange = onChange
        self.busySeconds = busySeconds
        let opening = StoreOpening(path: path, busySeconds: busySeconds)
        switch access {
        case .readWrite:
            let claims = try ClaimLock(path: path)
            pool = try opening.openForWriting(claims)
            self.claims = claims
        case .readOnly:
            pool = try opening.openForReading()
            claims = nil
        }
        file = DatabaseFile(path: path)
        watcher = ChangeWatcher(opening: opening)
    }

    /// The machine's clock.
    public static let systemClock: @Sendable () -> WallTime = {
        WallTime(microsecondsUTC: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }

    /// The one place through which anything is written and published.
    func write<Value>(
        _ operation: String, _ body: (inout StoreTransaction) throws -> Value
    ) throws(EventStoreError) -> Value {
        try file.check()
        do {
            var changes: [StoreChange] = []
            var alerted: Set<String> = []
            let plan = alertPlan.withLock { $0 }
            let value = try pool.write { database in
                var transaction = StoreTransaction(
                    database: database, path: path, now: clock(), random: random)
                let value = try body(&transaction)
                changes = transaction.changes
                // What is told of a change is committed with it, or not at all.
                alerted = try AlertQueue(plan: plan).queue(changes, in: &transaction)
                return value
            }
            if !changes.isEmpty { onChange(changes) }
            if !alerted.isEmpty { plan?.onQueued(alerted) }
            return value
        } catch {
            throw EventStoreError(
                error, path: path, operation: operation, busySeconds: busySeconds)
        }
    }

    /// What time it is.
    func now() -> WallTime { clock() }

    /// What time it is, by the clock that the store goes by.
    public var currentTime: WallTime { clock() }

    /// Throws if the database went away.
    func checkFile() throws(EventStoreError) { try file.check() }

    /// Runs what SQLite does not allow within a transaction.
    func maintain<Value>(
        _ operation: String, _ body: (Database) throws -> Value
    ) throws(EventStoreError) -> Value {
        do {
            return try pool.writeWithoutTransaction(body)
        } catch {
            throw EventStoreError(
                error, path: path, operation: operation, busySeconds: busySeconds)
        }
    }

    /// Reads one consistent state of the database.
    func read<Value>(
        _ operation: String, _ body: (Database) throws -> Value
    ) throws(EventStoreError) -> Value {
        try file.check()
        do {
            return try pool.read(body)
        } catch {
            throw EventStoreError(
                error, path: path, operation: operation, busySeconds: busySeconds)
        }
    }
}

/// One write in progress.
struct StoreTransaction {
    let database: Database
    let path: String
    let now: WallTime
    let random: @Sendable () -> UInt64
    /// What was changed, to be published once it is committed.
    private(set) var changes: [StoreChange] = []
    /// Whether what is written is only what key frames gave.
    var isProvisional = false

    init(
        database: Database, path: String, now: WallTime, random: @escaping @Sendable () -> UInt64
    ) {
        self.database = database
        self.path = path
        self.now = now
        self.random = random
    }

    func newUUID() -> String {
        UUIDv7.text(millisecondsUTC: now.microsecondsUTC / 1000, random: random)
    }

    mutating func publish(_ change: StoreChange) {
        if changes.last != change { changes.append(change) }
    }

    func uuid(of event: EventID) throws -> String? {
        try String.fetchOne(
            database, sql: "SELECT uuid FROM event WHERE id = ?", arguments: [event.rawValue])
    }

    func requireFeed(_ feed: FeedID) throws {
        let exists = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM feed WHERE id = ?)",
            arguments: [feed.rawValue])
        guard exists == true else {
            throw EventStoreError.unknownFeed(path: path, id: feed.rawValue)
        }
    }

    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
