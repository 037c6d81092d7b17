import CArchive
import Foundation

/// A bundle as one zip file, for download: stored without compression (video does not shrink),
/// with 64-bit sizes where they are needed, written as it is read.
///
/// The bytes follow from the bundle alone: two archives of one bundle are equal.
public struct BundleArchive: Sendable {
    public let folder: String

    /// - Parameter folder: a finished bundle.
    public init(folder: String) { self.folder = folder }

    /// The exact size of the archive to come, in bytes. Costs about a second for each 2 GB.
    public func byteCount() throws(EvidenceError) -> Int64 {
        var count: Int64 = 0
        try write(contents: .zeros) { block in
            count += Int64(block.count)
            return true
        }
        return count
    }

    /// Writes the archive to a new file; nothing is left behind if that fails.
    public func write(toFile path: String) throws(EvidenceError) {
        var status = stat()
        if lstat(path, &status) == 0 { throw .exists(path: path) }
        let draft = path + ".\(UInt64.random(in: .min ... .max)).partial"
        let file = try RegularOutput(path: draft)
        defer { unlink(draft) }
        var failure: EvidenceError?
        do throws(EvidenceError) {
            try write { block in
                do throws(EvidenceError) {
                    try file.write(block)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
        } catch {
            throw failure ?? error
        }
        try file.finish()
        // Unlike a rename, a link never takes the place of a file that is there.
        guard link(draft, path) == 0 else { throw RegularOutput.error(path: path) }
    }

    /// Writes the archive to a pipe or socket, which stays open.
    public func write(toDescriptor descriptor: Int32) throws(EvidenceError) {
        var failure: EvidenceError?
        do throws(EvidenceError) {
            try write { block in
                do throws(EvidenceError) {
                    try RegularOutput.write(block, to: descriptor, path: folder)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
        } catch {
            throw failure ?? error
        }
    }

    /// Hands the archive over in blocks of at most 64 KiB; `sink` returns false to stop.
    public func write(_ sink: (UnsafeRawBufferPointer) -> Bool) throws(EvidenceError) {
        try write(contents: .files, sink)
    }

    private enum Contents { case files, zeros }

    private func write(
        contents: Contents, _ sink: (UnsafeRawBufferPointer) -> Bool
    ) throws(EvidenceError) {
        let listing = try BundleListing(folder: folder)
        if let odd = listing.oddities.first {
            throw .archive(path: folder + "/" + odd.path, reason: odd.description)
        }
        guard listing.files.contains(where: { $0.path == BundleLayout.manifest }) else {
            throw .notABundle(path: folder, reason: "it has no \(BundleLayout.manifest)")
        }
        let name = BundleLayout.safeName((folder as NSString).lastPathComponent)
        let top = name.isEmpty ? "evidence" : name
        let time = modificationSeconds()
        let result: Result<Void, EvidenceError> = withoutActuallyEscaping(sink) { sink in
            do throws(EvidenceError) {
                let output = try ArchiveOutput(path: folder, sink: sink)
                for file in listing.files {
                    try output.begin(
                        "\(top)/\(file.path)", bytes: file.bytes, modifiedSeconds: time)
                    switch contents {
                    case .files:
                        let input = try RegularInput(path: "\(folder)/\(file.path)")
                        try input.read { (block) throws(EvidenceError) in
                            try output.append(block)
                        }
                    case .zeros: try output.appendZeros(file.bytes)
                    }
                    try output.end()
                }
                try output.finish()
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// When the bundle was made; 1970 if it does not say.
    private func modificationSeconds() -> Int {
        guard let file = try? RegularInput(path: "\(folder)/\(BundleLayout.manifest)"),
            let data = try? file.contents(limit: BundleLayout.maximumManifestBytes),
            let manifest = try? BundleJSON.value(BundleManifest.self, from: data)
        else { return 0 }
        return Int(manifest.bundle.exportedUs / 1_000_000)
    }
}
