/// Curves that come out the same on every machine: only + − × ÷, which IEEE 754 defines to the bit,
/// where the C library's functions may differ in the last one.
enum Curves {
    /// Sine of an angle in turns; error below 1e-6.
    static func sine(turns: Double) -> Double {
        // Fold into ±¼ turn, where the series converges quickly.
        var t = turns - turns.rounded(.down)
        if t > 0.5 { t -= 1 }
        if t > 0.25 { t = 0.5 - t }
        if t < -0.25 { t = -0.5 - t }
        let x = t * 6.283185307179586
        let x2 = x * x
        let tail = -1.0 / 5040 + x2 * (1.0 / 362_880 - x2 / 39_916_800)
        return x * (1 + x2 * (-1.0 / 6 + x2 * (1.0 / 120 + x2 * tail)))
    }

    static func cosine(turns: Double) -> Double { sine(turns: turns + 0.25) }

    /// About e⁻ˣ for x ≥ 0 (within 0.003).
    static func decay(_ x: Double) -> Double {
        let below = 1 + x * (1 + x * (0.48 + x * 0.235))
        return 1 / below
    }

    /// 0 below `low`, 1 above `high`, smooth between.
    static func smoothStep(_ low: Double, _ high: Double, _ value: Double) -> Double {
        let t = min(1, max(0, (value - low) / (high - low)))
        return t * t * (3 - 2 * t)
    }
}
