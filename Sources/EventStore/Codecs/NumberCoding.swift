/// Codes whole numbers of one meaning, small ones in fewer bits; learns which are usual.
struct NumberCoding {
    private static let longest = 40
    private var lengths = Array(repeating: BitChance(), count: longest + 1)
    private var tops = Array(repeating: BitChance(), count: longest + 1)
    private var isZero = BitChance()
    private var isNegative = BitChance()
    private var isRound = BitChance(percent: 90, seen: 4)
    private var last = 0

    /// A number below 2⁴⁰.
    mutating func code(_ value: UInt64, _ coder: inout some BitCoder) -> UInt64 {
        var length = 0
        let wanted = min(UInt64.bitWidth - value.leadingZeroBitCount, Self.longest)
        while length < Self.longest, coder.code(length < wanted, &lengths[length]) { length += 1 }
        guard length > 1 else { return UInt64(length) }
        var found: UInt64 = 1
        for place in (0..<length - 1).reversed() {
            let bit = value >> UInt64(place) & 1 == 1
            // Only the bit after the first says anything; the rest is as good as chance.
            var chance = BitChance()
            let read =
                place == length - 2
                ? coder.code(bit, &tops[length]) : coder.code(bit, &chance)
            found = found << 1 | (read ? 1 : 0)
        }
        return found
    }

    /// A number that is about what another one is.
    mutating func code(
        _ value: Int, near expected: Int, _ coder: inout some BitCoder
    ) -> Int {
        let difference = value &- expected
        guard !coder.code(difference == 0, &isZero) else { return expected }
        let isLess = coder.code(difference < 0, &isNegative)
        let size = Int(code(UInt64(max(1, abs(difference)) - 1), &coder)) + 1
        return isLess ? expected - size : expected + size
    }

    /// A number that is about what the last one was.
    mutating func codeStep(_ value: Int, _ coder: inout some BitCoder) -> Int {
        last = code(value, near: last, &coder)
        return last
    }

    /// A number, 0…2³², of the order of the last one. What `RoundedNumber` gives costs least.
    mutating func codeOrder(_ value: Int, _ coder: inout some BitCoder) -> Int {
        let place = RoundedNumber.place(of: value)
        last = code(place, near: last, &coder)
        guard (0...RoundedNumber.lastPlace).contains(last) else {
            coder.isDamaged = true
            return 0
        }
        let (base, bits) = RoundedNumber.number(at: last)
        var found = 0
        if bits == 0 || coder.code(value == base, &isRound) { return base }
        for bit in (0..<bits).reversed() {
            var chance = BitChance()
            let read = coder.code((value - base) >> bit & 1 == 1, &chance)
            found = found << 1 | (read ? 1 : 0)
        }
        return base + found
    }
}

/// Numbers by their first four binary digits.
enum RoundedNumber {
    /// Of 2³².
    static let lastPlace = place(of: 1 << 32)

    /// Which of the numbers with four digits, from 0 up, is the next one below.
    static func place(of value: Int) -> Int {
        let bits = Int.bitWidth - value.leadingZeroBitCount
        return bits <= 4 ? value : 8 * (bits - 3) + (value >> (bits - 4)) - 8
    }

    /// The number at a place, and how many digits it leaves out.
    static func number(at place: Int) -> (value: Int, bits: Int) {
        guard place >= 16 else { return (place, 0) }
        let bits = place / 8 - 1
        return ((8 + place % 8) << bits, bits)
    }
}
