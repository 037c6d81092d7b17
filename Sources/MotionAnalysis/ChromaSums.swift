/// Chroma of frame and background, summed over the same places as distances from neutral.
struct ChromaSums {
    private var nowCb = 0
    private var nowCr = 0
    private var beforeCb = 0
    private var beforeCr = 0
    private var count = 0

    mutating func add(cb: Int, cr: Int, before: BackgroundModel.Chroma) {
        nowCb += cb - 128
        nowCr += cr - 128
        beforeCb += Int(before.cb) - 128
        beforeCr += Int(before.cr) - 128
        count += 1
    }

    static func += (sum: inout ChromaSums, other: ChromaSums) {
        sum.nowCb += other.nowCb
        sum.nowCr += other.nowCr
        sum.beforeCb += other.beforeCb
        sum.beforeCr += other.beforeCr
        sum.count += other.count
    }

    /// Mean distance of the frame's chroma from what the background's would be, in levels.
    ///
    /// - Parameter ratio: by what the brightness is multiplied. Light that is added leaves chroma
    ///   as it is; whichever is nearer counts.
    func difference(ratio: Double) -> Double {
        guard count > 0 else { return 0 }
        func distance(_ share: Double) -> Double {
            abs(Double(nowCb) - share * Double(beforeCb))
                + abs(Double(nowCr) - share * Double(beforeCr))
        }
        return min(distance(ratio), distance(1)) / Double(count)
    }
}
