import Foundation

/// Builds packed columns. Numbers are LEB128: 7 bits a byte, lowest first, the top bit set on all
/// but the last byte.
struct ByteWriter {
    private(set) var data = Data()

    mutating func append(byte: UInt8) { data.append(byte) }
    mutating func append(bytes: some Sequence<UInt8>) { data.append(contentsOf: bytes) }

    mutating func append(number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            data.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        data.append(UInt8(rest))
    }

    /// Two bytes, low one first.
    mutating func append(short: UInt16) {
        data.append(UInt8(truncatingIfNeeded: short))
        data.append(UInt8(short >> 8))
    }
}

/// Reads packed columns. Every read that finds nothing gives `nil`: a damaged column is refused,
/// it never traps.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    /// `bytes` must outlive the reader.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            guard let next = byte() else { return nil }
            value |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return value }
            shift += 7
        }
        return nil
    }

    /// A number that counts or indexes something of at most `limit`.
    mutating func count(upTo limit: Int) -> Int? {
        guard let value = number(), value <= UInt64(limit) else { return nil }
        return Int(value)
    }

    mutating func short() -> UInt16? {
        guard let low = byte(), let high = byte() else { return nil }
        return UInt16(low) | UInt16(high) << 8
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, bytes.count - position >= count else { return false }
        position += count
        return true
    }

    /// The next `count` bytes, without moving on.
    func peek(_ count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, bytes.count - position >= count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<(position + count)])
    }
}
