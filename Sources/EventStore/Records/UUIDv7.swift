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

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
