import Foundation

/// A bundle in the making: a folder beside its later place, which either becomes whole or vanishes.
final class BundleFolder {
    let destination: String
    let path: String
    private(set) var files: [BundleManifest.File] = []
    private var isFinished = false

    init(destination: String, token: UInt64) throws(EvidenceError) {
        let full = URL(fileURLWithPath: destination).standardizedFileURL.path
        self.destination = full
        let parent = (full as NSString).deletingLastPathComponent
        let name = (full as NSString).lastPathComponent
        guard !name.isEmpty, name != "/" else {
            throw .invalid(what: "folder", reason: "\(destination) cannot be the name of a bundle")
        }
        var status = stat()
        if lstat(full, &status) == 0 { throw .exists(path: full) }
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: parent, reason: SystemError.text)
        }
        path = "\(parent)/.\(name).\(String(token, radix: 36)).partial"
        guard mkdir(path, 0o700) == 0 else { throw RegularOutput.error(path: path) }
    }

    deinit {
        if !isFinished { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Where a file of the bundle is while it is made.
    func location(_ name: String) -> String { "\(path)/\(name)" }

    func makeFolder(_ name: String) throws(EvidenceError) {
        guard mkdir(location(name), 0o700) == 0 || errno == EEXIST else {
            throw RegularOutput.error(path: location(name))
        }
    }

    @discardableResult
    func add(_ name: String, _ data: Data) throws(EvidenceError) -> FileDigest {
        let digest = FileDigest(of: data)
        try write(name, data)
        note(name, digest)
        return digest
    }

    /// A file that says something of the others, and is not listed among them.
    func write(_ name: String, _ data: Data) throws(EvidenceError) {
        let file = try RegularOutput(path: location(name))
        try file.write(data)
        try file.finish()
    }

    /// A copy of a file, bit for bit; throws `.stopped` if `progress`, given bytes, returns false.
    func add(
        _ name: String, copying input: RegularInput, progress: (Int64) -> Bool
    ) throws(EvidenceError) -> FileDigest {
        let file = try RegularOutput(path: location(name))
        var running = RunningDigest()
        var bytes: Int64 = 0
        try input.read { (block) throws(EvidenceError) in
            guard progress(bytes) else { throw .stopped }
            try file.write(block)
            running.add(block)
            bytes += Int64(block.count)
        }
        try file.finish()
        note(name, running.digest)
        return running.digest
    }

    /// A file that somebody else wrote at `location(name)`.
    @discardableResult
    func adopt(
        _ name: String, shouldStop: () -> Bool
    ) throws(EvidenceError) -> FileDigest {
        let place = location(name)
        chmod(place, 0o600)
        let digest = try FileDigest(ofFileAt: place, shouldStop: shouldStop)
        note(name, digest)
        return digest
    }

    private func note(_ name: String, _ digest: FileDigest) {
        files.append(
            BundleManifest.File(path: name, bytes: digest.bytes, sha256: digest.sha256))
        files.sort { $0.path < $1.path }
    }

    /// Gives the bundle its name, unless something took the name meanwhile.
    func finish() throws(EvidenceError) {
        sync(path)
        // A rename takes the place of an empty folder, and of nothing else that may be there.
        guard rename(path, destination) == 0 else {
            if errno == ENOTEMPTY || errno == ENOTDIR { throw .exists(path: destination) }
            throw RegularOutput.error(path: destination)
        }
        isFinished = true
        sync((destination as NSString).deletingLastPathComponent)
    }

    private func sync(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
