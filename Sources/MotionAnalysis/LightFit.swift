/// How the light of one picture relates to that of another: `picture ≈ gain · reference + offset`,
/// fitted to block means so that up to half of the blocks may show something else.
struct LightFit: Equatable {
    var gain: Double
    var offset: Double
    /// Share of the blocks that the fit explains, 0…1.
    var explained: Double

    static let identity = LightFit(gain: 1, offset: 0, explained: 1)
    static let gains = 0.3...3.5

    /// Too small to be worth correcting.
    var isNegligible: Bool { abs(gain - 1) < 0.012 && abs(offset) < 1 }

    /// Gain and offset as the kernel takes them, in 1/4096, rounding included.
    var fixedPoint: (gain: Int32, offset: Int32) {
        (Int32((gain * 4096).rounded()), Int32((offset * 4096).rounded()) + 2048)
    }

    /// From picture to reference.
    var inverse: LightFit {
        LightFit(gain: 1 / gain, offset: -offset / gain, explained: explained)
    }

    /// - Parameter tolerance: difference in levels up to which a block counts as explained.
    init(reference: [UInt8], picture: [UInt8], tolerance: Int) {
        self = .identity
        guard !reference.isEmpty, reference.count == picture.count else { return }
        let shift = Self.medianDifference(reference, picture)
        let ratio = Self.medianRatio(reference, picture)
        let candidates = [
            LightFit(gain: 1, offset: 0, explained: 0),
            LightFit(gain: 1, offset: Double(shift), explained: 0),
            LightFit(gain: ratio, offset: 0, explained: 0),
        ]
        // The simplest one wins unless another is clearly better.
        var best = candidates[0]
        var bestError = best.medianError(reference, picture) - 0.5
        for candidate in candidates.dropFirst() {
            let error = candidate.medianError(reference, picture)
            if error < bestError { (best, bestError) = (candidate, error) }
        }
        for _ in 0..<4 { best = best.refined(reference, picture) }
        best.explained = best.explainedShare(reference, picture, tolerance: Double(tolerance))
        let plain = candidates[0].explainedShare(reference, picture, tolerance: Double(tolerance))
        if !Self.gains.contains(best.gain) || best.explained < plain {
            best = LightFit(gain: 1, offset: 0, explained: plain)
        }
        self = best
    }

    private init(gain: Double, offset: Double, explained: Double) {
        self.gain = gain
        self.offset = offset
        self.explained = explained
    }

    private func error(_ reference: UInt8, _ picture: UInt8) -> Double {
        // A picture cannot be brighter than white or darker than black.
        let expected = min(max(gain * Double(reference) + offset, 0), 255)
        return Double(picture) - expected
    }

    func explainedShare(_ reference: [UInt8], _ picture: [UInt8], tolerance: Double) -> Double {
        guard !reference.isEmpty else { return 1 }
        var fitting = 0
        for i in reference.indices where abs(error(reference[i], picture[i])) <= tolerance {
            fitting += 1
        }
        return Double(fitting) / Double(reference.count)
    }

    private func medianError(_ reference: [UInt8], _ picture: [UInt8]) -> Double {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1024) { histogram in
            histogram.initialize(repeating: 0)
            for i in reference.indices {
                let quarter = min(1023, Int(abs(error(reference[i], picture[i])) * 4))
                histogram[quarter] += 1
            }
            return Double(Self.median(histogram, count: reference.count)) / 4
        }
    }

    /// Least squares over the blocks near the present fit, drawn weakly towards it, so that a
    /// scene of one shade does not leave the gain open.
    private func refined(_ reference: [UInt8], _ picture: [UInt8]) -> LightFit {
        let cutoff = max(3, 2.5 * medianError(reference, picture))
        var (n, sx, sy, sxx, sxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for i in reference.indices where abs(error(reference[i], picture[i])) <= cutoff {
            // Clipped samples say nothing of the light.
            guard picture[i] > 4, picture[i] < 250 else { continue }
            let (x, y) = (Double(reference[i]), Double(picture[i]))
            n += 1
            sx += x
            sy += y
            sxx += x * x
            sxy += x * y
        }
        guard n >= 8 else { return self }
        let prior = 400 * n.squareRoot()
        let (meanX, meanY) = (sx / n, sy / n)
        let slope = (sxy - n * meanX * meanY + prior * gain) / (sxx - n * meanX * meanX + prior)
        return LightFit(gain: slope, offset: meanY - slope * meanX, explained: 0)
    }

    private static func medianDifference(_ reference: [UInt8], _ picture: [UInt8]) -> Int {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 511) { histogram in
            histogram.initialize(repeating: 0)
            for i in reference.indices {
                histogram[Int(picture[i]) - Int(reference[i]) + 255] += 1
            }
            return median(histogram, count: reference.count) - 255
        }
    }

    /// In steps of 1/128, up to 8.
    private static func medianRatio(_ reference: [UInt8], _ picture: [UInt8]) -> Double {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1025) { histogram in
            histogram.initialize(repeating: 0)
            var count = 0
            for i in reference.indices where reference[i] >= 16 {
                histogram[min(1024, Int(picture[i]) * 128 / Int(reference[i]))] += 1
                count += 1
            }
            return count == 0 ? 1 : (Double(median(histogram, count: count)) + 0.5) / 128
        }
    }

    private static func median(_ histogram: UnsafeMutableBufferPointer<Int32>, count: Int) -> Int {
        var seen = 0
        for bin in histogram.indices {
            seen += Int(histogram[bin])
            if seen * 2 >= count { return bin }
        }
        return 0
    }
}
