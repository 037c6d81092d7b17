/// How unusual the sizes of packets are, group by group, from one pass over a stream.
///
/// A packet is compared with the packets at the same place in the groups before it: key frames
/// with key frames, the third picture with third pictures. What changes slowly – light, a new
/// setting of the encoder – becomes usual within some dozens of groups. Memory depends on the
/// length of a group, not on that of the recording. Integer throughout: log₂ of bytes in 1/256.
///
/// Says where to look first, and nothing more: at a constant bit rate a quiet picture costs as many
/// bits as a busy one.
struct PacketResiduals {
    /// Places beyond this in a long group share one expectation.
    private static let mostPlaces = 512
    /// Packets whose residuals are added up: half a second to a second of a camera's stream.
    private static let windowLength = 8
    /// The steps by which the expectation follows: 1/16 of the difference, at most 1/32 octave.
    private static let followShift: Int32 = 4
    private static let longestStep: Int32 = 8

    private struct Expectation {
        /// log₂ bytes, 1/256.
        var level: Int32
        /// Mean distance from the level, 1/256; never below a twelfth of an octave.
        var spread: Int32
    }

    private var expectations: [Expectation] = []
    private var place = 0
    private var window = [Int32](repeating: 0, count: windowLength)
    private var windowSum: Int32 = 0
    private var best: Int32 = 0

    /// Adds a packet; `startsGroup` for the first one of a key group.
    mutating func add(sizeBytes: Int, startsGroup: Bool) {
        if startsGroup {
            place = 0
            best = 0
        }
        let level = Self.binaryLogarithm256(sizeBytes)
        let residual = self.residual(of: level)
        // The sum of a window is what stands out; one large packet alone is often none.
        let slot = place % Self.windowLength
        windowSum += residual - window[slot]
        window[slot] = residual
        best = max(best, windowSum)
        place += 1
    }

    /// The most unusual window of the group so far: mean residual in 1/16 of the usual spread.
    var score: Int32 { best / Int32(Self.windowLength) }

    private mutating func residual(of level: Int32) -> Int32 {
        let position = min(place, Self.mostPlaces - 1)
        guard position < expectations.count else {
            expectations.append(Expectation(level: level, spread: 64))
            return 0
        }
        var expected = expectations[position]
        let difference = level - expected.level
        let residual = max(-128, min(128, difference * 16 / expected.spread))
        let step = difference >> Self.followShift
        expected.level += max(-Self.longestStep, min(Self.longestStep, step))
        let excess = min(abs(difference), 4 * expected.spread) - expected.spread
        expected.spread = max(21, expected.spread + (excess >> 5))
        expectations[position] = expected
        return residual
    }

    /// log₂ in 1/256, linear between powers of two.
    static func binaryLogarithm256(_ bytes: Int) -> Int32 {
        let value = UInt64(max(1, bytes))
        let exponent = 63 - value.leadingZeroBitCount
        let mantissa =
            exponent >= 8 ? value >> UInt64(exponent - 8) : value << UInt64(8 - exponent)
        return Int32(exponent * 256) + Int32(mantissa & 255)
    }
}
