import EventStore
import Foundation
import Playback
import Synchronization

/// A database in use, and the player of its recordings.
struct OpenDatabase: Sendable {
    let store: EventStore
    let player: Player
}

/// The database that requests are answered from, opened again when another file takes its place.
///
/// Somebody may put back a copy, or delete the file, while the server runs. An open SQLite database
/// would go on to answer from the file that is no longer there.
final class StoreSlot: Sendable {
    private struct Held {
        var database: OpenDatabase
        var identity: FileIdentity
    }

    let path: String
    private let open: @Sendable () throws(EventStoreError) -> OpenDatabase
    private let held = Mutex<Held?>(nil)

    init(
        path: String, open: @escaping @Sendable () throws(EventStoreError) -> OpenDatabase
    ) throws(EventStoreError) {
        self.path = path
        self.open = open
        _ = try database()
    }

    func store() throws(EventStoreError) -> EventStore { try database().store }

    /// The database of the file that is at the path now.
    func database() throws(EventStoreError) -> OpenDatabase {
        let identity = FileIdentity(path: path)
        guard let identity else { throw .missing(path: path) }
        let known = held.withLock { $0?.identity == identity ? $0?.database : nil }
        if let known { return known }
        let fresh = try open()
        held.withLock { $0 = Held(database: fresh, identity: identity) }
        return fresh
    }
}

/// What tells a file from another that is put at the same path.
struct FileIdentity: Sendable, Hashable {
    var device: UInt64
    var inode: UInt64

    /// `nil` if there is no file.
    init?(path: String) {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        device = UInt64(information.st_dev)
        inode = UInt64(information.st_ino)
    }
}
