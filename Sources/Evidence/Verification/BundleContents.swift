import Foundation

/// What is really there, of a bundle in a folder or in a zip file: the digest of every file, and
/// the bytes of the few that say something about the others.
struct BundleContents {
    private(set) var digests: [String: FileDigest] = [:]
    private(set) var manifest: Data?
    private(set) var signature: Data?
    private(set) var publicKey: Data?
    /// What can't be part of any bundle.
    private(set) var findings: [VerificationFinding] = []

    init(path: String) throws(EvidenceError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .notABundle(path: path, reason: SystemError.text)
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: try read(folder: path)
        case S_IFREG: try read(archive: path)
        default: throw .notABundle(path: path, reason: "neither a folder nor a file")
        }
    }

    private mutating func read(folder: String) throws(EvidenceError) {
        let listing = try BundleListing(folder: folder)
        for odd in listing.oddities {
            findings.append(
                VerificationFinding(
                    odd.path, odd.kind == .link ? .link : .special,
                    odd.description + "; nothing of it was read"))
        }
        for file in listing.files {
            do throws(EvidenceError) {
                let input = try RegularInput(path: "\(folder)/\(file.path)")
                var reading = FileReading(path: file.path)
                try input.read { (block) throws(EvidenceError) in reading.add(block) }
                keep(reading)
            } catch {
                findings.append(
                    VerificationFinding(file.path, .unreadable, "cannot be read (\(error))"))
            }
        }
    }

    /// Nothing is unpacked: a name that leads out of the folder is only ever a name here.
    private mutating func read(archive path: String) throws(EvidenceError) {
        let archive = try ArchiveInput(path: path)
        var top: String?
        while let entry = try archive.next() {
            let isFolder = entry.kind == .folder
            let name =
                isFolder && entry.name.hasSuffix("/")
                ? String(entry.name.dropLast()) : entry.name
            guard BundleLayout.isSafe(name) else {
                findings.append(
                    VerificationFinding(
                        name, .unsafeName,
                        "has a name that would lead out of the bundle, or "
                            + "that not every system takes; don't unpack this file"))
                continue
            }
            // A bundle's archive holds one folder; one that was packed again may hold none.
            let first = String(name.prefix { $0 != "/" })
            if top == nil { top = name.contains("/") || isFolder ? first : "" }
            if isFolder { continue }
            let inside = top.map { $0.isEmpty ? name : String(name.dropFirst($0.count + 1)) } ?? ""
            guard top == "" || (first == top && name.contains("/")) else {
                findings.append(
                    VerificationFinding(name, .extra, "lies beside the bundle in the archive"))
                continue
            }
            guard entry.kind == .file else {
                findings.append(
                    VerificationFinding(
                        inside, entry.kind == .link ? .link : .special, "is not a file"))
                continue
            }
            guard digests[inside] == nil else {
                findings.append(
                    VerificationFinding(
                        inside, .duplicate,
                        "is in the archive twice; which one is unpacked "
                            + "depends on the program"))
                continue
            }
            do throws(EvidenceError) {
                var reading = FileReading(path: inside)
                try archive.read { reading.add($0) }
                keep(reading)
            } catch {
                findings.append(
                    VerificationFinding(inside, .unreadable, "cannot be unpacked (\(error))"))
            }
        }
    }

    private mutating func keep(_ reading: FileReading) {
        digests[reading.path] = reading.digest
        switch reading.path {
        case BundleLayout.manifest: manifest = reading.content
        case BundleLayout.signature: signature = reading.content
        case BundleLayout.publicKey: publicKey = reading.content
        default: break
        }
    }
}

/// One file as it goes by: always its digest, its bytes only if they are needed and few.
private struct FileReading {
    let path: String
    private(set) var content: Data?
    private var running = RunningDigest()
    private let limit: Int

    init(path: String) {
        self.path = path
        switch path {
        case BundleLayout.manifest: limit = BundleLayout.maximumManifestBytes
        case BundleLayout.signature, BundleLayout.publicKey: limit = 64 * 1024
        default: limit = 0
        }
        content = limit > 0 ? Data() : nil
    }

    var digest: FileDigest { running.digest }

    mutating func add(_ block: UnsafeRawBufferPointer) {
        running.add(block)
        guard let count = content?.count else { return }
        if count + block.count <= limit {
            content?.append(contentsOf: block)
        } else {
            content = nil
        }
    }
}
