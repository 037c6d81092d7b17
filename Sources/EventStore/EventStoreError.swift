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
    /// Another file lies where the database was when it was opened.
    case replaced(path: String)
    case unknownFeed(path: String, id: Int64)
    case unknownEvent(path: String, id: Int64)
    case unknownZone(path: String, id: Int64)
    case unknownUser(path: String, name: String)
    /// `what` is a zone or a user.
    case nameTaken(path: String, what: String, name: String)
    /// Something that makes no sense as it was given.
    case invalid(path: String, what: String, reason: String)
    /// The file is not the one that the recording was made from.
    case otherFile(path: String, recording: Int64, file: String, reason: String)
    /// Another recording was last seen at that path.
    case pathTaken(path: String, recording: Int64, file: String)
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
        case .replaced(let path):
            "\(path): was replaced by another file since it was opened; "
                + "put the database back or start again"
        case .unknownFeed(let path, let id):
            "\(path): there is no feed \(id); pantau events lists those there are"
        case .unknownEvent(let path, let id):
            "\(path): there is no event \(id); it may have become part of another, look again"
        case .unknownZone(let path, let id):
            "\(path): there is no zone \(id); it may have been removed meanwhile, look again"
        case .unknownUser(let path, let name):
            "\(path): there is no user \(name); pantau user list names those there are"
        case .nameTaken(let path, let what, let name):
            "\(path): there is a \(what) named \(name) already; choose another name"
        case .invalid(let path, let what, let reason):
            "\(path): this \(what) cannot be used, \(reason); change it and try again"
        case .otherFile(let path, let recording, let file, let reason):
            "\(path): \(file) is not the file of recording \(recording) (\(reason)); "
                + "choose the file that was moved"
        case .pathTaken(let path, let recording, let file):
            "\(path): \(file) is recording \(recording) already; choose another file"
        }
    }
}
