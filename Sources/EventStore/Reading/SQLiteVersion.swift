import GRDB

extension EventStore {
    /// Version of the SQLite library that is loaded, for example `3.40.1`.
    public static let sqliteVersion: String = {
        let version = try? DatabaseQueue().read {
            try String.fetchOne($0, sql: "SELECT sqlite_version()")
        }
        return version.flatMap { $0 } ?? "unknown"
    }()
}
