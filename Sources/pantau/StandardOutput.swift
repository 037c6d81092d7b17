import Foundation
import Synchronization

/// What the commands print. A reader that goes away (`pantau events | head`) or a full disk must
/// not end a scan half-way, so nothing here throws or traps: the first trouble is kept.
enum StandardOutput {
    private static let firstFailure = Mutex<Int32?>(nil)

    /// Prints one line; nothing, once a line could not be printed.
    static func line(_ text: String) { write(text + "\n") }

    /// As it is, without an end of line; nothing, once something could not be printed.
    static func write(_ text: String) {
        firstFailure.withLock { failure in
            if failure == nil { failure = write(Array(text.utf8), to: STDOUT_FILENO) }
        }
    }

    /// Whether nobody can read what is printed any more.
    static var hasFailed: Bool { firstFailure.withLock { $0 != nil } }

    /// Why not everything was printed, for a person; `nil` if it was, or if the reader had enough.
    static var failure: String? {
        firstFailure.withLock { number in
            number.flatMap { $0 == EPIPE ? nil : String(cString: strerror($0)) }
        }
    }

    /// The number of the error, or `nil`.
    fileprivate static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

enum StandardError {
    static func line(_ text: String) { write(text + "\n") }

    /// Without an end of line. What cannot be written is lost: there is nowhere to say so.
    static func write(_ text: String) {
        _ = StandardOutput.write(Array(text.utf8), to: STDERR_FILENO)
    }
}
