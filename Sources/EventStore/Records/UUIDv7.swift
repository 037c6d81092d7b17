/// Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds UTC, then random bits.
///
/// They sort by time of creation, and rows of several databases can be merged by them.
enum UUIDv7 {
    /// Lower-case text of 36 characters. `random` gives 64 fresh bits a call.
    static func text(millisecondsUTC: Int64, random: () -> UInt64) -> String {
        let time = UInt64(bitPattern: millisecondsUTC) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | random() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | random() & 0x3FFF_FFFF_FFFF_FFFF
        let digits = hexadecimal(high) + hexadecimal(low)
        var text = ""
        for (position, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(position) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    /// When a UUID of this version was made; `nil` if it is none.
    static func millisecondsUTC(of text: String) -> Int64? {
        let digits = text.filter { $0 != "-" }
        guard digits.count == 32, digits.dropFirst(12).first == "7" else { return nil }
        return Int64(digits.prefix(12), radix: 16)
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
