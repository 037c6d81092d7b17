/// How bright a place is as a share of its background, in 1/200: in steps that luma can tell.
struct ShadeRatio {
    /// The ratios that a shadow may have.
    private let allowed: ClosedRange<Int>
    private let leastGround: UInt8
    private let tolerance: Double
    /// Of `unit` × 65536 by luma.
    private let reciprocals: [Int32]

    private static let unit = 200

    init(parameters: FlatShadowParameters) {
        let unit = Double(Self.unit)
        let darkest = Int(parameters.darkestShare * unit)
        allowed = darkest...max(darkest, Int(parameters.lightestShare * unit))
        leastGround = UInt8(min(max(parameters.leastGroundLuma, 0), 255))
        tolerance = parameters.ratioTolerance
        reciprocals = (0..<256).map { Int32(Self.unit * 65536 / max($0, 1)) }
    }

    /// Finds ratios, while what it needs lies at hand.
    struct Reader {
        fileprivate let allowed: (least: Int32, span: UInt32)
        fileprivate let leastGround: UInt8
        fileprivate let reciprocals: UnsafePointer<Int32>

        /// - Returns: 0 if it is no shadow's, or not to be trusted.
        @inline(__always)
        func ratio(_ now: UInt8, _ before: UInt8) -> UInt8 {
            let ratio = (Int32(now) &* reciprocals[Int(before)]) &>> 16
            let above = UInt32(bitPattern: ratio &- allowed.least)
            return before >= leastGround && above <= allowed.span
                ? UInt8(truncatingIfNeeded: ratio) : 0
        }
    }

    func withReader(_ body: (Reader) -> Void) {
        reciprocals.withUnsafeBufferPointer { values in
            guard let first = values.baseAddress else { return }
            let span = UInt32(allowed.upperBound - allowed.lowerBound)
            body(
                Reader(
                    allowed: (Int32(allowed.lowerBound), span), leastGround: leastGround,
                    reciprocals: first))
        }
    }

    /// The ratios that count as the same.
    func range(about mean: Double) -> ClosedRange<Int> {
        Int(mean * (1 - tolerance))...Int(mean * (1 + tolerance))
    }

    /// A difference from grey as it is in such a shadow.
    func dimmed(_ value: Int, by ratio: Int) -> Int { value * ratio / Self.unit }
}
