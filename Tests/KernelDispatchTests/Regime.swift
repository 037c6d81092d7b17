/// The kinds of content that kernels are tried with.
enum Regime: String, CaseIterable {
    case flat, ramp, edges, extremes, noise

    /// Bytes of this kind; the same for the same seed.
    func bytes(count: Int, seed: UInt64) -> [UInt8] {
        var state = SplitMix(state: seed)
        switch self {
        case .flat:
            let value = UInt8(truncatingIfNeeded: state.next())
            return Array(repeating: value, count: count)
        case .ramp:
            let start = Int(state.next() % 256)
            return (0..<count).map { UInt8(truncatingIfNeeded: start + $0) }
        case .edges:
            let (low, high) = (UInt8(state.next() % 100), UInt8(150 + state.next() % 100))
            return (0..<count).map { $0 / 5 % 2 == 0 ? low : high }
        case .extremes:
            return (0..<count).map { _ in state.next() & 1 == 0 ? 0 : 255 }
        case .noise:
            return (0..<count).map { _ in UInt8(truncatingIfNeeded: state.next() >> 24) }
        }
    }
}

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
