import CArchive
import Foundation

/// A zip file in the making, through libarchive. Used by one thread.
final class ArchiveOutput {
    private let path: String
    private let archive: OpaquePointer
    private let entry: OpaquePointer
    private let sink: Sink
    /// Bytes that the entry still needs.
    private var missingBytes: Int64 = 0

    private static let blockBytes: Int32 = 64 * 1024

    /// Where libarchive's callback finds what to call.
    private final class Sink {
        let write: (UnsafeRawBufferPointer) -> Bool
        var isStopped = false

        init(write: @escaping (UnsafeRawBufferPointer) -> Bool) { self.write = write }
    }

    /// - Parameter path: what the archive is made of, for messages.
    init(
        path: String, sink write: @escaping (UnsafeRawBufferPointer) -> Bool
    ) throws(EvidenceError) {
        guard let archive = archive_write_new() else {
            throw .archive(path: path, reason: "not enough memory")
        }
        guard let entry = archive_entry_new() else {
            archive_write_free(archive)
            throw .archive(path: path, reason: "not enough memory")
        }
        self.path = path
        self.archive = archive
        self.entry = entry
        sink = Sink(write: write)
        try check(archive_write_set_format_zip(archive))
        try check(archive_write_zip_set_compression_store(archive))
        try check(archive_write_set_bytes_per_block(archive, Self.blockBytes))
        try check(archive_write_set_bytes_in_last_block(archive, 1))
        try check(
            archive_write_open2(
                archive, Unmanaged.passUnretained(sink).toOpaque(), nil,
                { _, context, buffer, count in
                    guard let context, let buffer else { return -1 }
                    let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
                    let block = UnsafeRawBufferPointer(start: buffer, count: count)
                    // Freeing an archive writes what it still holds: not to one who has left.
                    if sink.isStopped { return count }
                    guard sink.write(block) else {
                        sink.isStopped = true
                        return -1
                    }
                    return count
                }, nil, nil))
    }

    deinit {
        sink.isStopped = true
        archive_write_free(archive)
        archive_entry_free(entry)
    }

    func begin(_ name: String, bytes: Int64, modifiedSeconds: Int) throws(EvidenceError) {
        archive_entry_clear(entry)
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, bytes)
        archive_entry_set_filetype(entry, UInt32(Foundation.S_IFREG))
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_mtime(entry, modifiedSeconds, 0)
        missingBytes = bytes
        try check(archive_write_header(archive, entry))
    }

    func append(_ block: UnsafeRawBufferPointer) throws(EvidenceError) {
        missingBytes -= Int64(block.count)
        guard missingBytes >= 0 else {
            throw .archive(path: path, reason: "a file grew while it was read")
        }
        var rest = block
        while !rest.isEmpty {
            let count = archive_write_data(archive, rest.baseAddress, rest.count)
            guard count > 0 else { throw failure() }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    func appendZeros(_ bytes: Int64) throws(EvidenceError) {
        let zeros = [UInt8](repeating: 0, count: Int(Self.blockBytes))
        var left = bytes
        while left > 0 {
            let count = Int(min(left, Int64(zeros.count)))
            let failure: EvidenceError? = zeros.withUnsafeBytes { block in
                do throws(EvidenceError) {
                    try append(UnsafeRawBufferPointer(rebasing: block[..<count]))
                    return nil
                } catch {
                    return error
                }
            }
            if let failure { throw failure }
            left -= Int64(count)
        }
    }

    func end() throws(EvidenceError) {
        guard missingBytes == 0 else {
            throw .archive(path: path, reason: "a file shrank while it was read")
        }
        try check(archive_write_finish_entry(archive))
    }

    func finish() throws(EvidenceError) { try check(archive_write_close(archive)) }

    private func check(_ status: Int32) throws(EvidenceError) {
        if status < ARCHIVE_WARN { throw failure() }
    }

    private func failure() -> EvidenceError {
        if sink.isStopped { return .stopped }
        let reason = archive_error_string(archive).map { String(cString: $0) }
        return .archive(path: path, reason: reason ?? "unknown error")
    }
}
