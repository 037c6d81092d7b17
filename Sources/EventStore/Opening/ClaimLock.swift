import Foundation
import Synchronization

/// Which process works on which recording: locks on bytes of a file beside the database.
///
/// Byte 0 guards the opening of the database, byte *n* is recording *n*. The locks belong to the
/// open file (Linux "open file description locks"), so that the kernel frees them however the
/// process ends, and two stores in one process exclude each other too. Without them, a killed scan
/// would leave its recordings claimed for ever. The file is empty and is never removed: whoever
/// removed it while another holds it would let in a third.
final class ClaimLock: Sendable {
    private let descriptor: Int32
    private let path: String
    /// Guarded: the kernel grants a lock again to whoever has it, so a second claim through the
    /// same store has to be told from the first.
    private let held = Mutex<Set<Int64>>([])

    // Absent from the Glibc module; the numbers are part of Linux' stable interface.
    private static let setLock: Int32 = 37

    init(path databasePath: String) throws(EventStoreError) {
        path = databasePath + "-lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw Self.openingError(databasePath: databasePath, number: errno)
        }
    }

    deinit { close(descriptor) }

    /// Runs `body` while no other process opens the same database.
    func whileOpening<Value>(
        waitingSeconds: Int, _ body: () throws(EventStoreError) -> Value
    ) throws(EventStoreError) -> Value {
        var waitedMilliseconds = 0
        while !lock(byte: 0, exclusively: true) {
            guard waitedMilliseconds < waitingSeconds * 1000 else {
                throw .locked(path: path, seconds: waitingSeconds)
            }
            usleep(10_000)
            waitedMilliseconds += 10
        }
        defer { _ = lock(byte: 0, exclusively: false) }
        return try body()
    }

    /// False if another process, or another store of this one, or an earlier call has it.
    func acquire(_ recording: Int64) -> Bool {
        held.withLock { held in
            guard !held.contains(recording), lock(byte: recording, exclusively: true) else {
                return false
            }
            held.insert(recording)
            return true
        }
    }

    func release(_ recording: Int64) {
        held.withLock { held in
            guard held.remove(recording) != nil else { return }
            _ = lock(byte: recording, exclusively: false)
        }
    }

    func holds(_ recording: Int64) -> Bool { held.withLock { $0.contains(recording) } }

    private func lock(byte: Int64, exclusively: Bool) -> Bool {
        var request = flock()
        request.l_type = Int16(exclusively ? F_WRLCK : F_UNLCK)
        request.l_whence = Int16(SEEK_SET)
        request.l_start = off_t(byte)
        request.l_len = 1
        while fcntl(descriptor, Self.setLock, &request) == -1 {
            if errno != EINTR { return false }
        }
        return true
    }

    private static func openingError(databasePath: String, number: Int32) -> EventStoreError {
        let reason = String(cString: strerror(number))
        let folder = (databasePath as NSString).deletingLastPathComponent
        return switch number {
        case ENOENT, ENOTDIR:
            .folderMissing(path: databasePath, folder: folder.isEmpty ? "." : folder)
        case EISDIR: .isFolder(path: databasePath)
        case ENOSPC, EDQUOT: .diskFull(path: databasePath)
        case EACCES, EPERM, EROFS: .readOnly(path: databasePath, reason: reason)
        default: .cannotOpen(path: databasePath, reason: reason)
        }
    }
}
