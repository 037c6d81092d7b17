/// Counter-based randomness: a value depends only on its key and its number, so that any frame can
/// be drawn without those before it.
///
/// The mixer is the finaliser of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom
/// number generators", 2014).
enum SceneHash {
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z &>> 31)
    }

    static func mix(_ key: UInt64, _ counter: Int) -> UInt64 {
        mix(mix(key) ^ UInt64(bitPattern: Int64(counter)))
    }
}

/// What a number is drawn for. Each purpose has its own sequence, so that a change to one part of
/// a scene leaves the others as they were.
enum RandomPurpose: UInt64 {
    case layout = 1
    case texture, actors, grain, rain, snow, insects, boats, foliage, shake, headlights
    case lightning, water, clouds, splashes, blotches, flurry
}

/// Random numbers in order, from a seed and a purpose.
struct SceneRandom {
    private let key: UInt64
    private var counter = 0

    init(seed: UInt64, _ purpose: RandomPurpose, _ index: Int = 0) {
        key = SceneHash.mix(SceneHash.mix(seed ^ (purpose.rawValue &<< 56)), index)
    }

    mutating func bits() -> UInt64 {
        counter &+= 1
        return SceneHash.mix(key, counter)
    }

    /// Evenly in 0 ..< 1.
    mutating func unit() -> Double { Double(bits() &>> 11) * 0x1p-53 }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(bits() % UInt64(range.count))
    }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    mutating func sign() -> Double { chance(0.5) ? 1 : -1 }
}
