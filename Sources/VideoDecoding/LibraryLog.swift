import CFFmpeg

/// What the libraries say while they work: kept off standard error, the last line kept per thread
/// as the reason of an error.
///
/// This file alone may touch the log functions of `CFFmpeg`: their thread-local buffer exists
/// once per object file.
enum LibraryLog {
    private static let installed: Void = cff_install_log()

    /// Takes over the libraries' log; does nothing from the second call on.
    static func install() { _ = installed }

    /// Forgets earlier lines of this thread.
    static func clear() { cff_clear_error_line() }

    /// Whether an error line was written on this thread since `clear`.
    static var hasLine: Bool { cff_has_error_line() != 0 }

    /// Network packets that never came, noticed on this thread since the last call.
    static func takeLostPackets() -> Int { Int(cff_take_lost_packets()) }

    /// Pictures that the coded stream should have had, noticed by the decoder likewise.
    static func takeMissingPictures() -> Int { Int(cff_take_missing_pictures()) }

    /// The last error line on this thread since `clear`, or the text of `code`.
    static func reason(of code: Int32) -> String {
        let line = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 240) { buffer in
            cff_copy_error_line(buffer.baseAddress, 240)
            return text(buffer)
        }
        return line.isEmpty ? describe(code) : line
    }

    /// The library's own text for an error code.
    static func describe(_ code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            cff_describe_error(code, buffer.baseAddress, 128)
            return text(buffer)
        }
    }

    /// Bytes up to the first zero; damaged files get their bytes into messages, so that control
    /// characters are left out.
    private static func text(_ buffer: UnsafeMutableBufferPointer<CChar>) -> String {
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes.map { $0 < 32 ? 32 : $0 }, as: UTF8.self)
    }
}
