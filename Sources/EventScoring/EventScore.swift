/// The rank of a motion event: how much moved, for how long, on a logarithmic scale.
///
/// With *A* the motion integral (share of the picture × time, in ppm · µs):
///
///     score = 4 · (log₂ A − 24), rounded down, in 0…100
///
/// Each doubling of amount or duration adds 4. Half a second of a far-off figure of 50 ppm scores
/// 2, a person of 1 % of the picture for ten seconds 50, half the picture for an hour 100.
/// Computed in integers, so that every machine ranks alike.
public enum EventScore {
    /// The score, 0…100, of a motion integral in ppm · µs.
    public static func score(motionIntegral: Int64) -> Int {
        guard motionIntegral > 0 else { return 0 }
        let excess = binaryLogarithm256(UInt64(motionIntegral)) - 24 * 256
        return min(100, max(0, excess * 4 / 256))
    }

    /// log₂ in 1/256, rounded down: the integer part from the highest bit, each binary digit
    /// after it by squaring the mantissa.
    static func binaryLogarithm256(_ value: UInt64) -> Int {
        precondition(value > 0, "zero has no logarithm")
        let exponent = 63 - value.leadingZeroBitCount
        // 1.31 fixed point, so that the square fits into 64 bits.
        var mantissa =
            exponent >= 31 ? value >> UInt64(exponent - 31) : value << UInt64(31 - exponent)
        var fraction = 0
        for _ in 0..<8 {
            mantissa = (mantissa * mantissa) >> 31
            fraction <<= 1
            if mantissa >= 1 << 32 {
                mantissa >>= 1
                fraction |= 1
            }
        }
        return exponent * 256 + fraction
    }
}
