import Glibc

/// A finished file of the cache. What it holds stays readable as long as this object lives, even
/// when the cache lets the file go.
public final class CachedFile: Sendable {
    public let path: String
    public let bytes: Int64
    /// The same for the same content; without quotes.
    public let entityTag: String
    private let descriptor: Int32

    /// `nil` when there is no such file.
    init?(path: String, entityTag: String) {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size > 0 else {
            close(file)
            return nil
        }
        self.path = path
        self.entityTag = entityTag
        bytes = Int64(status.st_size)
        descriptor = file
        // The cache lets go first what was not asked for longest.
        futimens(file, nil)
    }

    deinit { close(descriptor) }

    /// Opens the content, at its start, independently of others who read it. The caller closes it.
    /// - Returns: a file descriptor; negative when the process has too many open.
    public func open() -> Int32 {
        Glibc.open("/proc/self/fd/\(descriptor)", O_RDONLY | O_CLOEXEC)
    }
}
