import Foundation
import Synchronization

/// A folder of files that can be made again, bounded in size.
///
/// Safe with several processes: a file appears whole under its name, one that was let go is made
/// anew, and whoever reads one keeps it. Any thread.
final class ClipCache: Sendable {
    let folder: String
    private let limitBytes: Int64
    /// Names that are being made, guarded by the condition.
    private let inWork = Mutex<Set<String>>([])
    private let done = NSCondition()

    /// Unfinished files of a process that died are older than this, in seconds.
    private static let abandonedAfter = 3600.0

    init(folder: String, limitBytes: Int64) {
        self.folder = folder
        self.limitBytes = max(0, limitBytes)
    }

    /// The file of a name, made by `make` if it is not there. Who asks for one that another thread
    /// is making waits for it.
    ///
    /// - Parameter make: writes the file at the path that it is given, whole or not at all.
    func file(
        named name: String, shouldStop: () -> Bool,
        make: (String) throws(PlaybackError) -> Void
    ) throws(PlaybackError) -> CachedFile {
        let path = folder + "/" + name
        while !claim(name) {
            if shouldStop() { throw .stopped }
            done.lock()
            _ = done.wait(until: Date(timeIntervalSinceNow: 0.1))
            done.unlock()
        }
        defer { release(name) }
        if let found = CachedFile(path: path, entityTag: name) { return found }
        try prepareFolder()
        // Another process may let it go at once; twice is no accident.
        for _ in 0..<2 {
            try make(path)
            if let made = CachedFile(path: path, entityTag: name) {
                trim(keeping: name)
                return made
            }
        }
        throw .cannotWrite(path: path, reason: "it vanishes as soon as it is written")
    }

    private func claim(_ name: String) -> Bool { inWork.withLock { $0.insert(name).inserted } }

    private func release(_ name: String) {
        inWork.withLock { _ = $0.remove(name) }
        done.lock()
        done.broadcast()
        done.unlock()
    }

    private func prepareFolder() throws(PlaybackError) {
        do {
            // What people see stays with the user who runs this.
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotWrite(path: folder, reason: "the folder cannot be made")
        }
    }

    /// Lets the files go that were not asked for longest, until the rest fits.
    private func trim(keeping kept: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return
        }
        var files: [(name: String, bytes: Int64, used: Date)] = []
        for name in names {
            guard
                let facts = try? FileManager.default.attributesOfItem(
                    atPath: folder + "/" + name),
                let bytes = facts[.size] as? Int64, let used = facts[.modificationDate] as? Date
            else { continue }
            if name.contains(".part-") {
                if used.timeIntervalSinceNow < -Self.abandonedAfter { remove(name) }
                continue
            }
            files.append((name, bytes, used))
        }
        var total = files.reduce(0) { $0 + $1.bytes }
        for file in files.sorted(by: { $0.used < $1.used })
        where total > limitBytes && file.name != kept {
            remove(file.name)
            total -= file.bytes
        }
    }

    private func remove(_ name: String) {
        try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
}
