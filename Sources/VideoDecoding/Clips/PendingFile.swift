import CFFmpeg
import Glibc

/// A file that appears under its name whole, or not at all.
///
/// It is written without a name, so that not even a killed process leaves half of it; where the
/// file system knows no such files, under a name beside its own. One thread at a time.
final class PendingFile {
    let path: String
    /// What to open for writing.
    let writingPath: String
    private let descriptor: Int32
    private let isNameless: Bool
    private var isCommitted = false

    init(path: String) throws(VideoDecodingError) {
        self.path = path
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let nameless = open(folder, cff_open_nameless | O_RDWR | O_CLOEXEC, 0o644)
        if nameless >= 0 {
            descriptor = nameless
            isNameless = true
            writingPath = "/proc/self/fd/\(nameless)"
            return
        }
        // Names of others who write the same file at the same time are taken.
        for number in 0..<64 {
            let partial = path + ".part-\(getpid())-\(number)"
            let named = open(partial, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o644)
            if named >= 0 {
                descriptor = named
                isNameless = false
                writingPath = partial
                return
            }
            guard errno == EEXIST else { break }
        }
        throw Self.error(errno, path: path)
    }

    deinit {
        if !isCommitted && !isNameless { unlink(writingPath) }
        close(descriptor)
    }

    /// Bytes written so far.
    var sizeBytes: Int64 {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Gives the file its name, in place of whatever had it.
    func commit() throws(VideoDecodingError) {
        var partial = writingPath
        if isNameless {
            partial = path + ".part-\(getpid())-fd\(descriptor)"
            unlink(partial)
            guard
                linkat(AT_FDCWD, writingPath, AT_FDCWD, partial, AT_SYMLINK_FOLLOW) == 0
            else { throw Self.error(errno, path: path) }
        }
        guard rename(partial, path) == 0 else {
            let code = errno
            unlink(partial)
            throw Self.error(code, path: path)
        }
        isCommitted = true
    }

    static func error(_ code: Int32, path: String) -> VideoDecodingError {
        if code == ENOSPC || code == EDQUOT { return .diskFull(path: path) }
        return .cannotWrite(path: path, reason: String(cString: strerror(code)))
    }

    /// The error for a negative code of a library's.
    static func error(library code: Int32, path: String) -> VideoDecodingError {
        if code == -ENOSPC || code == -EDQUOT { return .diskFull(path: path) }
        return .cannotWrite(path: path, reason: LibraryLog.reason(of: code))
    }
}
