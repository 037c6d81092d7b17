/// The values that one pixel has in the samples, grouped into those that are about the same.
///
/// A group is a set of bits, one per sample in the order of time.
struct SampleValues {
    /// In the order of time.
    var values: [PixelValue]
    private var groups: [UInt32] = []

    init(count: Int) {
        values = [PixelValue](repeating: PixelValue(luma: 0, cb: 0, cr: 0), count: count)
    }

    /// Takes over which samples are about the same.
    ///
    /// - Parameter members: for each sample a bit for every one that is about the same.
    mutating func group(_ members: some Sequence<UInt32>) {
        groups.removeAll(keepingCapacity: true)
        for group in members where !groups.contains(group) { groups.append(group) }
    }

    /// A bit for every sample.
    var everySample: UInt32 {
        UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(values.count)) - 1)
    }

    /// What was seen over the longest time, and of such the most often.
    var background: UInt32? {
        var best: (group: UInt32, score: Int)?
        for group in groups where group.nonzeroBitCount >= 2 {
            let score = 2 * Self.span(group) + group.nonzeroBitCount
            if score > best?.score ?? 0 { best = (group, score) }
        }
        return best?.group
    }

    /// What is seen in turn with the background, if anything is.
    func alternative(to background: UInt32) -> UInt32? {
        var best: UInt32?
        let least = max(3, (values.count + 3) / 4)
        // The more samples there are, the more often someone comes and goes by chance.
        let leastTurns = max(4, values.count * 3 / 8)
        for group in groups {
            let rest = group & ~background
            guard rest.nonzeroBitCount >= least,
                Self.turns(of: rest, with: background) >= leastTurns
            else { continue }
            if rest.nonzeroBitCount > best?.nonzeroBitCount ?? 0 { best = rest }
        }
        return best
    }

    func mean(of group: UInt32) -> PixelValue {
        var sums = (0, 0, 0)
        for (index, value) in values.enumerated() where group & (1 << UInt32(index)) != 0 {
            sums.0 += Int(value.luma)
            sums.1 += Int(value.cb)
            sums.2 += Int(value.cr)
        }
        let count = max(group.nonzeroBitCount, 1)
        func rounded(_ sum: Int) -> UInt8 { UInt8((sum + count / 2) / count) }
        return PixelValue(
            luma: rounded(sums.0), cb: rounded(sums.1), cr: rounded(sums.2))
    }

    /// From the first to the third quartile of the luma, levels.
    var middleRange: Int {
        let ranked = values.map(\.luma).sorted()
        let quarter = ranked.count / 4
        return Int(ranked[ranked.count - 1 - quarter]) - Int(ranked[quarter])
    }

    /// The later half of a group: where light drifts, what is nearer to now.
    static func laterHalf(of group: UInt32) -> UInt32 {
        var rest = group
        for _ in 0..<group.nonzeroBitCount / 2 { rest &= rest &- 1 }
        return rest
    }

    private static func span(_ group: UInt32) -> Int {
        31 - group.leadingZeroBitCount - group.trailingZeroBitCount
    }

    /// How often one is seen after the other. Samples that show neither say nothing: someone who
    /// shifts from foot to foot before the background comes and goes only once.
    private static func turns(of group: UInt32, with background: UInt32) -> Int {
        var turns = 0
        var last: Bool?
        var rest = group | background
        while rest != 0 {
            let isGroup = group & rest & (0 &- rest) != 0
            if let last, last != isGroup { turns += 1 }
            last = isGroup
            rest &= rest &- 1
        }
        return turns
    }
}
