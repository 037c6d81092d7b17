import Foundation

/// A new file that only its owner can read; never an old one.
final class RegularOutput {
    let path: String
    private let descriptor: Int32

    init(path: String) throws(EvidenceError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 { throw Self.error(path: path) }
    }

    deinit { close(descriptor) }

    func write(_ data: Data) throws(EvidenceError) {
        let failure: EvidenceError? = data.withUnsafeBytes { bytes in
            do throws(EvidenceError) {
                try write(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(EvidenceError) {
        try Self.write(bytes, to: descriptor, path: path)
    }

    /// Writes all bytes to any descriptor.
    static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
    ) throws(EvidenceError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw error(path: path) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// On the disk, not only on its way there.
    func finish() throws(EvidenceError) {
        guard fsync(descriptor) == 0 else { throw Self.error(path: path) }
    }

    static func error(path: String) -> EvidenceError {
        switch errno {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case EEXIST: .exists(path: path)
        default: .cannotWrite(path: path, reason: SystemError.text)
        }
    }
}
