/// Adds to `sums` what a stretch of one row says of the surface there: whether the slopes of the
/// background are still to be seen in the frame.
///
/// A slope is the difference of the samples on either side, across or down. Where it reaches three
/// quarters of the threshold (at least 6) in the background the place has texture. That is kept if
/// the frame's slope has the same sign and is at least half and at most twice as steep, as it is
/// or in proportion to the brightness (both plus 1).
///
/// - Parameters:
///   - now, before: frame and background; readable one sample, and one row of `stride`, around the
///     stretch and the 31 samples that follow.
///   - count: length of the stretch.
///   - thresholds: 256 values, by luma of the background.
///   - scratch: 32 bytes, initialized.
///   - sums: receives in turn the number of samples, textured slopes, kept slopes, slopes across of
///     at least 64 in the frame and in the background, and by how much the frame is brighter and
///     darker.
@inline(never)
public func addSurface(
    _ now: UnsafePointer<UInt8>, _ before: UnsafePointer<UInt8>, stride: Int, count: Int,
    thresholds: UnsafePointer<UInt8>, scratch: UnsafeMutablePointer<UInt8>,
    sums: UnsafeMutablePointer<Int32>
) {
    var start = 0
    while start < count {
        let left = count &- start
        let length = left < 32 ? left : 32
        let (f, b) = (now + start, before + start)
        for i in 0..<length { scratch[i] = thresholds[Int(b[i])] }
        let inside = UInt8(truncatingIfNeeded: length)
        var (textured, kept): (UInt8, UInt8) = (0, 0)
        var (strokes, strokesBefore): (UInt8, UInt8) = (0, 0)
        for i in 0..<32 {
            let counted = mask(UInt8(truncatingIfNeeded: i) < inside)
            let least = larger(UInt8(truncatingIfNeeded: (UInt16(scratch[i]) &* 3) &>> 2), 6)
            let (a, c, p, r) = (f[i &+ 1], f[i &- 1], b[i &+ 1], b[i &- 1])
            let isTextured = counted & mask(distance(p, r) >= least)
            textured = textured &+ (isTextured & 1)
            kept = kept &+ (isTextured & isKept(a, c, p, r, f[i], b[i]) & 1)
            strokes = strokes &+ (counted & mask(distance(a, c) >= 64) & 1)
            strokesBefore = strokesBefore &+ (counted & mask(distance(p, r) >= 64) & 1)
        }
        for i in 0..<32 {
            let counted = mask(UInt8(truncatingIfNeeded: i) < inside)
            let least = larger(UInt8(truncatingIfNeeded: (UInt16(scratch[i]) &* 3) &>> 2), 6)
            let (a, c) = (f[i &+ stride], f[i &- stride])
            let (p, r) = (b[i &+ stride], b[i &- stride])
            let isTextured = counted & mask(distance(p, r) >= least)
            textured = textured &+ (isTextured & 1)
            kept = kept &+ (isTextured & isKept(a, c, p, r, f[i], b[i]) & 1)
        }
        var (brighter, darker): (UInt32, UInt32) = (0, 0)
        for i in 0..<32 {
            let counted = mask(UInt8(truncatingIfNeeded: i) < inside)
            brighter = brighter &+ UInt32(counted & saturatingDifference(f[i], b[i]))
            darker = darker &+ UInt32(counted & saturatingDifference(b[i], f[i]))
        }
        sums[0] = sums[0] &+ Int32(truncatingIfNeeded: length)
        sums[1] = sums[1] &+ Int32(textured)
        sums[2] = sums[2] &+ Int32(kept)
        sums[3] = sums[3] &+ Int32(strokes)
        sums[4] = sums[4] &+ Int32(strokesBefore)
        sums[5] = sums[5] &+ Int32(truncatingIfNeeded: brighter)
        sums[6] = sums[6] &+ Int32(truncatingIfNeeded: darker)
        start = start &+ 32
    }
}

/// 255 where the slope from `c` to `a` in the frame is that from `r` to `p` in the background, at
/// lumas of `f` and `b`; else 0.
@inline(__always)
private func isKept(
    _ a: UInt8, _ c: UInt8, _ p: UInt8, _ r: UInt8, _ f: UInt8, _ b: UInt8
) -> UInt8 {
    let (steep, steepBefore) = (distance(a, c), distance(p, r))
    let hasSameSign = (mask(a > c) & mask(p > r)) | (mask(a < c) & mask(p < r))
    // 2 · x ≥ y without the doubling, for which there is no room.
    let isLikeAdded =
        mask(steep >= steepBefore &- steepBefore &>> 1)
        & mask(steepBefore >= steep &- steep &>> 1)
    let scaled = UInt16(steep) &* (UInt16(b) &+ 1)
    let scaledBefore = UInt16(steepBefore) &* (UInt16(f) &+ 1)
    let isLikeMultiplied =
        mask(scaled >= scaledBefore &- scaledBefore &>> 1)
        & mask(scaledBefore >= scaled &- scaled &>> 1)
    return hasSameSign & (isLikeAdded | isLikeMultiplied)
}
