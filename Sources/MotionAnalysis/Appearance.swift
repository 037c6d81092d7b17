/// Mean colour of a thing's pixels, 0…255 each.
struct Appearance: Hashable {
    var luma = 0.0
    var cb = 128.0
    var cr = 128.0
}

/// The mean colour of a thing over time, and how much it varies.
struct AppearanceEstimate {
    private(set) var mean: Appearance
    private var lumaVariance = 36.0
    private var chromaVariance = 9.0

    init(_ first: Appearance) { mean = first }

    /// - Parameter weight: of the new observation, 0…1.
    mutating func follow(_ seen: Appearance, weight: Double) {
        let (luma, cb, cr) = (seen.luma - mean.luma, seen.cb - mean.cb, seen.cr - mean.cr)
        mean.luma += weight * luma
        mean.cb += weight * cb
        mean.cr += weight * cr
        lumaVariance += weight * (luma * luma - lumaVariance)
        chromaVariance += weight * ((cb * cb + cr * cr) / 2 - chromaVariance)
    }

    /// Squared distance in standard deviations; differences of a few levels never tell things apart.
    func distance(to seen: Appearance) -> Double {
        let (luma, cb, cr) = (seen.luma - mean.luma, seen.cb - mean.cb, seen.cr - mean.cr)
        return luma * luma / (lumaVariance + 25) + (cb * cb + cr * cr) / (chromaVariance + 6)
    }
}

/// Sums of the colours of a component's pixels.
struct AppearanceSums {
    private var luma = 0
    private var cb = 0
    private var cr = 0
    private var count = 0

    /// Adds a run of pixels.
    mutating func add(
        luma: UnsafePointer<UInt8>, cb: UnsafePointer<UInt8>, cr: UnsafePointer<UInt8>, count: Int
    ) {
        self.luma &+= Self.sum(luma, count)
        self.cb &+= Self.sum(cb, count)
        self.cr &+= Self.sum(cr, count)
        self.count &+= count
    }

    var mean: Appearance {
        let scale = 1 / Double(max(1, count))
        return Appearance(
            luma: Double(luma) * scale, cb: Double(cb) * scale, cr: Double(cr) * scale)
    }

    private static func sum(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var total: UInt32 = 0
        for i in 0..<count { total = total &+ UInt32(bytes[i]) }
        return Int(total)
    }
}
