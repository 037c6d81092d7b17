/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// In groups of eight, for people who compare by eye.
    static func grouped(_ text: String) -> String {
        stride(from: 0, to: text.count, by: 8).map { offset in
            String(text.dropFirst(offset).prefix(8))
        }.joined(separator: " ")
    }
}
