import Foundation

/// How often a bit that is coded with it was set so far; learns fast at first, then slowly.
struct BitChance {
    /// Of 32768, that the bit is set; never none and never all.
    private(set) var set: UInt32
    private var seen: UInt32

    /// - Parameters:
    ///   - percent: what is to be expected.
    ///   - seen: for how many bits that expectation stands.
    init(percent: UInt32 = 50, seen: UInt32 = 0) {
        set = min(max(percent * 32768 / 100, 64), 32704)
        self.seen = seen
    }

    mutating func learn(_ bit: Bool) {
        let rate = min(seen, 28) + 2
        set = bit ? set + (32704 - set) / rate : set - (set - 64) / rate
        seen = min(seen + 1, 28)
    }
}

/// Writes or reads bits: code that is written once for both cannot disagree with itself.
protocol BitCoder {
    /// Codes a bit. A reader pays no heed to `bit`, and returns what was written.
    mutating func code(_ bit: Bool, _ chance: inout BitChance) -> Bool
    /// Whether what was read cannot have been written.
    var isDamaged: Bool { get set }
}

/// A binary range coder with carry, as in Martin, "Range encoding" (1979), in the form that LZMA
/// made known.
struct BitWriter: BitCoder {
    private var data = Data()
    private var low: UInt64 = 0
    private var range: UInt32 = .max
    private var held: UInt8 = 0
    private var heldCount = 0
    var isDamaged = false

    mutating func code(_ bit: Bool, _ chance: inout BitChance) -> Bool {
        let bound = (range >> 15) * chance.set
        if bit {
            range = bound
        } else {
            low += UInt64(bound)
            range -= bound
        }
        chance.learn(bit)
        while range < 1 << 24 {
            range <<= 8
            shift()
        }
        return bit
    }

    private mutating func shift() {
        if low < 0xFF00_0000 || low > 0xFFFF_FFFF {
            let carry = UInt8(low >> 32)
            if heldCount > 0 { data.append(held &+ carry) }
            for _ in 1..<max(heldCount, 1) { data.append(0xFF &+ carry) }
            held = UInt8(low >> 24 & 0xFF)
            heldCount = 1
        } else {
            heldCount += 1
        }
        low = (low & 0x00FF_FFFF) << 8
    }

    /// Ends the code. - Returns: all of it.
    mutating func finish() -> Data {
        for _ in 0..<5 { shift() }
        return data
    }
}

/// Reads what a `BitWriter` wrote, and tells whether it is whole.
struct BitReader: BitCoder {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var code: UInt32 = 0
    private var range: UInt32 = .max
    var isDamaged = false

    /// `bytes` must outlive the reader.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        for _ in 0..<4 { shift() }
    }

    /// Whether all was read, and there was all of it.
    var isWhole: Bool { !isDamaged && position == bytes.count }

    private mutating func shift() {
        if position >= bytes.count { isDamaged = true }
        code = code << 8 | (isDamaged ? 0 : UInt32(bytes[position]))
        position += 1
    }

    mutating func code(_ bit: Bool, _ chance: inout BitChance) -> Bool {
        let bound = (range >> 15) * chance.set
        let found = code < bound
        if found {
            range = bound
        } else {
            code -= bound
            range -= bound
        }
        chance.learn(found)
        while range < 1 << 24 {
            range <<= 8
            shift()
        }
        return found
    }
}
