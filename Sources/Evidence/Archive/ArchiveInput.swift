import CArchive
import Foundation

/// The entries of a zip file, read one after the other and never unpacked to the disk.
final class ArchiveInput {
    /// One entry, as the archive describes it.
    struct Entry {
        var name: String
        var kind: Kind

        enum Kind { case file, folder, link, other }
    }

    private let path: String
    private let archive: OpaquePointer
    private static let blockBytes = 64 * 1024

    init(path: String) throws(EvidenceError) {
        // libarchive would open a pipe, and wait.
        _ = try RegularInput(path: path, followingLinks: true)
        guard let archive = archive_read_new() else {
            throw .archive(path: path, reason: "not enough memory")
        }
        self.path = path
        self.archive = archive
        guard archive_read_support_format_zip_seekable(archive) >= ARCHIVE_WARN,
            archive_read_open_filename(archive, path, Self.blockBytes) >= ARCHIVE_WARN
        else { throw .notABundle(path: path, reason: "not a zip file: \(reason)") }
    }

    deinit { archive_read_free(archive) }

    /// `nil` after the last one.
    func next() throws(EvidenceError) -> Entry? {
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return nil }
        guard status >= ARCHIVE_WARN, let entry else {
            throw .notABundle(path: path, reason: "a damaged zip file: \(reason)")
        }
        // Bytes as they are: a name that is no text is not one of a bundle either.
        let name = archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
        if archive_entry_symlink(entry) != nil || archive_entry_hardlink(entry) != nil {
            return Entry(name: name, kind: .link)
        }
        let type = UInt32(archive_entry_filetype(entry))
        let kind: Entry.Kind =
            switch type {
            case UInt32(Foundation.S_IFREG): .file
            case UInt32(Foundation.S_IFDIR): .folder
            case UInt32(Foundation.S_IFLNK): .link
            default: .other
            }
        return Entry(name: name, kind: kind)
    }

    /// Hands over the data of the entry that `next` gave last.
    func read(_ body: (UnsafeRawBufferPointer) -> Void) throws(EvidenceError) {
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.blockBytes, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = archive_read_data(archive, block.baseAddress, block.count)
            if count == 0 { return }
            guard count > 0 else {
                throw .cannotRead(path: path, reason: "a damaged entry: \(reason)")
            }
            body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }

    private var reason: String {
        archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
    }
}
