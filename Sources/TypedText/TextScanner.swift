/// Reads ASCII fields from the bytes of a text, left to right. A failed read leaves the position
/// where it was.
package struct TextScanner {
    package let bytes: [UInt8]
    package var position: Int

    package init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    package init(_ text: some StringProtocol) { self.init(Array(text.utf8)) }

    package var isAtEnd: Bool { position >= bytes.count }

    /// The byte `offset` after the position, or `nil` beyond the end.
    package func peek(_ offset: Int = 0) -> UInt8? {
        let index = position + offset
        return index < bytes.count ? bytes[index] : nil
    }

    package func isDigit(_ offset: Int = 0) -> Bool { peek(offset).map(Ascii.isDigit) ?? false }

    /// How many digits follow from here.
    package var digitCount: Int {
        var count = 0
        while isDigit(count) { count += 1 }
        return count
    }

    /// Exactly `count` digits (at most 18) as a number; more digits may follow.
    package mutating func number(digits count: Int) -> Int? {
        var value = 0
        for offset in 0..<count {
            guard let byte = peek(offset), Ascii.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - Ascii.zero)
        }
        position += count
        return value
    }

    /// Consumes `byte` if it comes next; letters match in either case.
    package mutating func skip(_ byte: UInt8) -> Bool {
        guard let next = peek(), Ascii.lowercased(next) == Ascii.lowercased(byte) else {
            return false
        }
        position += 1
        return true
    }

    /// Consumes the next byte if it is one of `set`.
    package mutating func skip(oneOf set: StaticString) -> UInt8? {
        guard let next = peek() else { return nil }
        let isMember = set.withUTF8Buffer { $0.contains(next) }
        guard isMember else { return nil }
        position += 1
        return next
    }

    /// Consumes `text` if it comes next; letters match in either case.
    package mutating func skip(text: String) -> Bool {
        let start = position
        for byte in text.utf8 where !skip(byte) {
            position = start
            return false
        }
        return true
    }
}

/// Byte classes of ASCII.
package enum Ascii {
    package static let zero = UInt8(ascii: "0")
    package static let slash = UInt8(ascii: "/")
    package static let dot = UInt8(ascii: ".")

    package static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }
    package static func isLetter(_ byte: UInt8) -> Bool {
        lowercased(byte) &- UInt8(ascii: "a") < 26
    }
    package static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte + 32 : byte
    }
}
