import Crypto
import Foundation

/// Size and SHA-256 of a file's content.
struct FileDigest: Hashable, Sendable {
    var bytes: Int64
    /// 64 lower-case hexadecimal digits.
    var sha256: String

    init(bytes: Int64, sha256: String) {
        self.bytes = bytes
        self.sha256 = sha256
    }

    init(of data: some DataProtocol) {
        bytes = Int64(data.count)
        sha256 = Hexadecimal.text(SHA256.hash(data: data))
    }

    /// Reads the file at `path`, which may not be a link, a device or a folder.
    init(
        ofFileAt path: String, shouldStop: () -> Bool = { false }
    ) throws(EvidenceError) {
        let file = try RegularInput(path: path)
        var running = RunningDigest()
        try file.read(shouldStop: shouldStop) { running.add($0) }
        self = running.digest
    }
}

/// SHA-256 of what comes in pieces.
struct RunningDigest {
    private var hash = SHA256()
    private var bytes: Int64 = 0

    mutating func add(_ block: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: block)
        bytes += Int64(block.count)
    }

    var digest: FileDigest {
        FileDigest(bytes: bytes, sha256: Hexadecimal.text(hash.finalize()))
    }
}
