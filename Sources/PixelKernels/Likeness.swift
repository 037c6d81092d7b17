/// Which of a pixel's samples are about the same, for 32 pixels.
///
/// Two samples are if neither their luma nor, counted twice, their chroma differs by more than the
/// pixel's reach. Chroma differs by the sum over Cb and Cr.
///
/// - Parameters:
///   - planes: the samples' luma, then their Cb, then their Cr: `3 · sampleCount` planes.
///   - start: of the 32 pixels in each plane and in `reach`.
///   - groups: receives for each sample in turn, and of it for each pixel, a bit for every sample
///     that is about the same: `32 · sampleCount` values.
/// - Precondition: `sampleCount ≤ 32`.
@inline(never)
public func findLikenesses(
    _ planes: UnsafePointer<UnsafePointer<UInt8>>, sampleCount: Int, start: Int,
    reach: UnsafePointer<UInt8>, groups: UnsafeMutablePointer<UInt32>
) {
    precondition(sampleCount <= 32, "too many samples")
    let reach = reach + start
    var first = 0
    while first < sampleCount {
        let luma = planes[first] + start
        let cb = planes[sampleCount &+ first] + start
        let cr = planes[2 &* sampleCount &+ first] + start
        let own = groups + 32 &* first
        let ownBit = UInt32(1) &<< UInt32(truncatingIfNeeded: first)
        for i in 0..<32 { own[i] = ownBit }
        var second = 0
        while second < first {
            let otherLuma = planes[second] + start
            let otherCb = planes[sampleCount &+ second] + start
            let otherCr = planes[2 &* sampleCount &+ second] + start
            let other = groups + 32 &* second
            let bit = UInt32(1) &<< UInt32(truncatingIfNeeded: second)
            for i in 0..<32 {
                let chroma = saturatingSum(distance(cb[i], otherCb[i]), distance(cr[i], otherCr[i]))
                let isNear =
                    mask(distance(luma[i], otherLuma[i]) <= reach[i])
                    & mask(chroma <= reach[i] &>> 1)
                let wide = UInt32(bitPattern: Int32(Int8(bitPattern: isNear)))
                own[i] = own[i] | (wide & bit)
                other[i] = other[i] | (wide & ownBit)
            }
            second = second &+ 1
        }
        first = first &+ 1
    }
}
