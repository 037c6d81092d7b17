import Foundation

/// A regular file, open for reading: links are not followed, and a pipe in its place cannot block.
final class RegularInput {
    let path: String
    let sizeBytes: Int64
    private let descriptor: Int32
    private static let blockBytes = 1 << 20

    /// - Parameter followingLinks: whether the last part of the path may be a symbolic link.
    init(path: String, followingLinks: Bool = false) throws(EvidenceError) {
        self.path = path
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW)
        descriptor = open(path, flags)
        guard descriptor >= 0 else {
            throw .cannotRead(
                path: path, reason: errno == ELOOP ? "it is a link" : SystemError.text)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .cannotRead(path: path, reason: "it is not a regular file")
        }
        sizeBytes = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    /// Changes whenever somebody writes to the file: its size and when it was last written.
    func version() throws(EvidenceError) -> [Int64] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .cannotRead(path: path, reason: SystemError.text)
        }
        return [Int64(status.st_size), Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec)]
    }

    /// Calls `body` with each block until the end of the file.
    func read(
        shouldStop: () -> Bool = { false },
        _ body: (UnsafeRawBufferPointer) throws(EvidenceError) -> Void
    ) throws(EvidenceError) {
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.blockBytes, alignment: 16)
        defer { block.deallocate() }
        while true {
            if shouldStop() { throw .stopped }
            let count = Foundation.read(descriptor, block.baseAddress, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotRead(path: path, reason: SystemError.text) }
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }

    /// The whole content, of at most `limit` bytes.
    func contents(limit: Int) throws(EvidenceError) -> Data {
        guard sizeBytes <= Int64(limit) else {
            throw .cannotRead(path: path, reason: "it is larger than \(limit) bytes")
        }
        var data = Data()
        try read { (block) throws(EvidenceError) in
            data.append(contentsOf: block)
            guard data.count <= limit else {
                throw .cannotRead(path: path, reason: "it is larger than \(limit) bytes")
            }
        }
        return data
    }
}

/// What the operating system says of the last call that failed.
enum SystemError {
    static var text: String { text(errno) }
    static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
