import EventStore
import Foundation

/// Recognises a file that was moved or replaced, without reading all of it.
enum FileFingerprint {
    private static let blockBytes = 64 * 1024

    /// What tells the recording from others; `nil` if it is not there any more.
    static func identity(of candidate: RecordingCandidate) -> RecordingIdentity? {
        let path = absolutePath(candidate.path)
        guard case .file = candidate.kind else {
            return RecordingIdentity(
                path: path, sizeBytes: candidate.sizeBytes, modifiedMicroseconds: 0)
        }
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            return nil
        }
        let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let size = (attributes[.size] as? NSNumber)?.int64Value ?? candidate.sizeBytes
        return RecordingIdentity(
            path: path, sizeBytes: size, modifiedMicroseconds: Int64(modified * 1_000_000),
            fingerprint: digest(path: path, sizeBytes: size))
    }

    /// FNV-1a (64 bit) of the size and the first, middle and last 64 KiB; `nil` if unreadable.
    static func digest(path: String, sizeBytes: Int64) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var hash = StableHash()
        hash.add(String(sizeBytes).utf8)
        let lastBlock = max(0, sizeBytes - Int64(blockBytes))
        for offset in Set([0, lastBlock / 2, lastBlock]).sorted() {
            do {
                try file.seek(toOffset: UInt64(offset))
                if let block = try file.read(upToCount: blockBytes) { hash.add(block) }
            } catch { return nil }
        }
        return hash.hexadecimal
    }

    static func absolutePath(_ path: String) -> String {
        let folder = FileManager.default.currentDirectoryPath
        let absolute = path.hasPrefix("/") ? path : folder + "/" + path
        return NSString(string: absolute).standardizingPath
    }
}

/// FNV-1a, 64 bit: the same on every machine and in every run, unlike `Hasher`.
struct StableHash {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    var hexadecimal: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
