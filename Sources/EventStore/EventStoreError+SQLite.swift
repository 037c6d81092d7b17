import GRDB

extension EventStoreError {
    /// What an error of SQLite means to a person. `operation` says what was being done.
    init(_ error: any Error, path: String, operation: String, busySeconds: Int) {
        if let known = error as? EventStoreError {
            self = known
            return
        }
        guard let error = error as? DatabaseError else {
            self = .refused(path: path, operation: operation, code: 0, detail: "\(error)")
            return
        }
        let detail = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_IOERR: self = .inputOutput(path: path, detail: detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path, seconds: busySeconds)
        case .SQLITE_CORRUPT: self = .corrupt(path: path, detail: detail)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path, reason: detail)
        case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: detail)
        default:
            self = .refused(
                path: path, operation: operation,
                code: Int(error.extendedResultCode.rawValue), detail: detail)
        }
    }
}
