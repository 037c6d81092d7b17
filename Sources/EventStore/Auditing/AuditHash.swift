import Crypto
import Foundation

/// A SHA-256 of the audit log: what ties each entry to all entries before it.
public struct AuditHash: Sendable, Hashable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// What the first entry has for the hash of the one before.
    public static let zero = AuditHash(unchecked: [UInt8](repeating: 0, count: 32))

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// `nil` unless there are 32.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.init(unchecked: [UInt8](bytes))
    }

    /// `nil` unless the text is 64 hexadecimal digits.
    public init?(_ text: String) {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard text.utf8.count == 64, digits.count == 64 else { return nil }
        self.init(stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }

    /// 64 lower-case hexadecimal digits.
    public var description: String {
        bytes.map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    /// The hash of an entry: SHA-256 of `pantau audit 1`, then the hash of the entry before, the
    /// row number, the time, the actor, the action and the subject, each preceded by its length in
    /// bytes. Lengths and numbers are 8 bytes, the highest first; texts are UTF-8. Lengths make it
    /// impossible to move a character from one column to the next without changing the hash.
    static func ofEntry(
        previous: [UInt8], id: Int64, microsecondsUTC: Int64, actor: String, action: String,
        subject: String
    ) -> AuditHash {
        var hash = SHA256()
        func add(_ bytes: some Sequence<UInt8>) {
            let bytes = [UInt8](bytes)
            hash.update(data: bigEndian(Int64(bytes.count)))
            hash.update(data: bytes)
        }
        hash.update(data: Array("pantau audit 1".utf8))
        add(previous)
        add(bigEndian(id))
        add(bigEndian(microsecondsUTC))
        add(actor.utf8)
        add(action.utf8)
        add(subject.utf8)
        return AuditHash(unchecked: [UInt8](hash.finalize()))
    }

    private static func bigEndian(_ value: Int64) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { [UInt8]($0) }
    }
}
