import Glibc

/// Facts of a file on disk, checked before a library opens it: opening a pipe would block for
/// ever, and a folder or an empty file deserves a clearer message than the library's.
struct RegularFile: Hashable, Sendable {
    var sizeBytes: Int64

    init(path: String) throws(VideoDecodingError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == EACCES ? .permissionDenied(path: path) : .missing(path: path)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .isFolder(path: path)
        default: throw .notRegularFile(path: path)
        }
        guard access(path, R_OK) == 0 else { throw .permissionDenied(path: path) }
        guard status.st_size > 0 else { throw .emptyFile(path: path) }
        sizeBytes = Int64(status.st_size)
    }
}
