/// Why the store could not do something. Each description is one line: which file, what is wrong,
/// what to do.
public enum EventStoreError: Error, Sendable, Hashable {
    case missing(path: String)
    case folderMissing(path: String, folder: String)
    case isFolder(path: String)
    case cannotOpen(path: String, reason: String)
    case notADatabase(path: String)
    /// A database, but made by another program.
    case foreign(path: String)
    case corrupt(path: String, detail: String)
    case readOnly(path: String, reason: String)
    case newerSchema(path: String, found: String, known: String)
    case olderSchema(path: String, known: String)
    case diskFull(path: String)
    case inputOutput(path: String, detail: String)
    case locked(path: String, seconds: Int)
    /// Anything else that SQLite says.
    case refused(path: String, operation: String, code: Int, detail: String)
    case unknownRecording(path: String, id: Int64)
    case unknownStretch(path: String, recording: Int64, ordinal: Int)
    case unknownTimeZone(feed: String, name: String)
    /// A packed column that this version cannot read.
    case unreadable(path: String, column: String, row: Int64)
}

extension EventStoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): no such database; check the path, or make one with pantau scan"
        case .folderMissing(let path, let folder):
            "\(path): cannot be created, the folder \(folder) does not exist; create it first"
        case .isFolder(let path):
            "\(path): is a folder; name a database file inside it"
        case .cannotOpen(let path, let reason):
            "\(path): cannot be opened (\(reason)); check its permissions and those of its folder"
        case .notADatabase(let path):
            "\(path): is not a database; choose another file, this one was left as it is"
        case .foreign(let path):
            "\(path): is the database of another program; choose another file, "
                + "this one was left as it is"
        case .corrupt(let path, let detail):
            "\(path): is damaged (\(detail)); put back a copy of it, or save what can be read with "
                + "sqlite3 \(path) .recover"
        case .readOnly(let path, let reason):
            "\(path): cannot be written (\(reason)); make the file and its folder writable, "
                + "or choose another database"
        case .newerSchema(let path, let found, let known):
            "\(path): has schema \(found), this pantau knows up to \(known); "
                + "use the newer pantau that wrote it"
        case .olderSchema(let path, let known):
            "\(path): has an older schema than \(known) and cannot be upgraded while opened for "
                + "reading; run pantau scan on it once"
        case .diskFull(let path):
            "\(path): the disk is full; free some space and run the same command again, "
                + "what was stored is safe"
        case .inputOutput(let path, let detail):
            "\(path): the disk failed (\(detail)); check the disk, then run the same command again"
        case .locked(let path, let seconds):
            "\(path): locked by another program for more than \(seconds) s; "
                + "close that program and run the same command again"
        case .refused(let path, let operation, let code, let detail):
            "\(path): \(operation) failed (SQLite \(code): \(detail)); check the database with "
                + "sqlite3 \(path) 'pragma integrity_check'"
        case .unknownRecording(let path, let id):
            "\(path): there is no recording \(id); it may have been removed meanwhile, scan again"
        case .unknownStretch(let path, let recording, let ordinal):
            "\(path): recording \(recording) has no stretch \(ordinal); scan it with --rescan"
        case .unknownTimeZone(let feed, let name):
            "feed \(feed): unknown time zone \(name); give an IANA name such as Asia/Makassar"
        case .unreadable(let path, let column, let row):
            "\(path): \(column) of row \(row) cannot be read; scan its recording with --rescan"
        }
    }
}
