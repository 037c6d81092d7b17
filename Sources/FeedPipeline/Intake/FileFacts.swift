import Foundation
import Glibc

/// What the file system says about a path, links followed.
struct FileFacts {
    /// Tells two names of one file or folder.
    struct Identity: Hashable {
        let device: UInt64
        let node: UInt64
    }

    enum Kind { case file, folder, other }

    let kind: Kind
    let sizeBytes: Int64
    let identity: Identity
    /// Further names of the file itself: the same node need not be the same path then.
    let hasHardLinks: Bool

    /// - Parameter errorCode: why there are none, as `errno`.
    init(of path: String) throws(Failure) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw Failure(errorCode: errno) }
        kind =
            switch facts.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        sizeBytes = Int64(facts.st_size)
        identity = Identity(device: UInt64(facts.st_dev), node: UInt64(facts.st_ino))
        hasHardLinks = facts.st_nlink > 1
    }

    struct Failure: Error {
        let errorCode: Int32

        /// One line: what is wrong with `path`, and what to do.
        func reason(path: String) -> String {
            switch errorCode {
            case ENOENT where path.unicodeScalars.contains("\u{FFFD}"):
                "its name is not valid UTF-8: rename it"
            case ENOENT where Self.isLink(path): "the link leads nowhere: its target is gone"
            case ENOENT: "there is no such file or folder"
            case ELOOP: "the link leads back to itself"
            case EACCES, EPERM: "permission denied: make it readable for this user"
            case ENAMETOOLONG: "the path is too long"
            default: "cannot be read: \(String(cString: strerror(errorCode)))"
            }
        }

        private static func isLink(_ path: String) -> Bool {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
        }
    }
}

/// The names in a folder.
enum FolderListing {
    /// All names but `.` and `..`, in natural order.
    static func names(of path: String) throws(FileFacts.Failure) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .sorted(by: NaturalOrder.precedes)
        } catch {
            let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw FileFacts.Failure(errorCode: Int32(underlying?.code ?? Int(EACCES)))
        }
    }
}
