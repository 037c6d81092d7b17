import Foundation

/// The file that a store has open, to notice that it went away.
///
/// SQLite goes on reading and writing a file that was deleted or replaced: what a person decides
/// would be lost without a word.
struct DatabaseFile: Sendable {
    private let path: String
    private let absolutePath: String
    private let device: dev_t
    private let inode: ino_t

    /// Takes note of the file that is there now.
    init(path: String) {
        self.path = path
        absolutePath = URL(filePath: path).path
        var information = stat()
        let isThere = stat(absolutePath, &information) == 0
        (device, inode) = isThere ? (information.st_dev, information.st_ino) : (0, 0)
    }

    /// Throws if another file, or none, is there now.
    func check() throws(EventStoreError) {
        var information = stat()
        guard stat(absolutePath, &information) == 0 else { throw .missing(path: path) }
        guard information.st_dev == device, information.st_ino == inode else {
            throw .replaced(path: path)
        }
    }
}
