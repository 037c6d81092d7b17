/// Compares a frame with the background model: `level[i]` is 0 where it fits, 1 where it does
/// not, 2 where it is more than twice the threshold away.
///
/// A pixel's threshold is its floor plus a quarter of its blinking. The distance to a mode is the
/// larger of the luma difference and twice what the sum of the chroma differences is above 2.
/// Blinking follows the changes between fitting and not fitting, outside `protected`.
///
/// - Parameters:
///   - model: `tileCount` tiles as `ModelLayout` says.
///   - notes: a byte for each tile, as `ModelLayout` says. Where none is loud `level`
///     and `misfit` hold zeros already, from the last call.
///   - luma, cb, cr, protected, level, misfit: `tileCount · 64` samples each, none overlapping.
///   - protected: 255 where the last frame showed an object, else 0.
///   - misfit: receives the distance to the nearest mode; 0 where the frame fits.
///   - leastWeight: modes lighter than this do not count as background.
///   - blinkRate: how fast the blinking average follows, in 1/256 per frame.
///   - dither: rounding of the blinking average; varied from frame to frame, so that rates far
///     below 1/256 hold on average.
@inline(never)
public func classifyTiles(
    _ model: UnsafeMutablePointer<UInt8>, notes: UnsafeMutablePointer<UInt8>, tileCount: Int,
    luma: UnsafePointer<UInt8>, cb: UnsafePointer<UInt8>, cr: UnsafePointer<UInt8>,
    protected: UnsafePointer<UInt8>, level: UnsafeMutablePointer<UInt8>,
    misfit: UnsafeMutablePointer<UInt8>,
    leastWeight least: UInt8, blinkRate: UInt8, dither ditherBits: UInt8
) {
    let rate = UInt16(blinkRate)
    let dither = UInt16(ditherBits)
    let fullRate = 255 &* rate
    var tile = 0
    while tile < tileCount {
        let base = model + tile &* ModelLayout.tileBytes
        let start = tile &* 64
        let (y, u, v) = (luma + start, cb + start, cr + start)
        let (object, out, far) = (protected + start, level + start, misfit + start)
        let single = notes[tile] & ModelLayout.singleNote
        if notes[tile] & ModelLayout.plainNote != 0 {
            if fitsFirstMode(base, y, u, v) {
                if notes[tile] & ModelLayout.loudNote != 0 {
                    for i in 0..<64 { out[i] = 0 }
                    for i in 0..<64 { far[i] = 0 }
                    notes[tile] = single | ModelLayout.plainNote
                }
                tile = tile &+ 1
                continue
            }
        }
        // Most tiles show their first mode and did so before: the others need not be read.
        for i in 0..<64 {
            let threshold = saturatingSum(base[13 * 64 &+ i], base[12 * 64 &+ i] &>> 2)
            let excess = saturatingDifference(
                modeDistance(base, 0, i, y[i], u[i], v[i]), threshold)
            let lacking = saturatingDifference(least, base[3 * 64 &+ i])
            out[i] = excess | lacking | base[14 * 64 &+ i]
        }
        if isZero(out) {
            for i in 0..<64 { far[i] = 0 }
            // Zero blinking stays zero, and memory that is not written need not go back.
            if isZero(base + 12 * 64) {
                notes[tile] = single | ModelLayout.plainNote
            } else {
                notes[tile] = single
                for i in 0..<64 {
                    let blinking = base[12 * 64 &+ i]
                    let followed = (UInt16(blinking) &* (256 &- rate) &+ dither) &>> 8
                    base[12 * 64 &+ i] =
                        object[i] != 0 ? blinking : UInt8(truncatingIfNeeded: followed)
                }
            }
            tile = tile &+ 1
            continue
        }
        for i in 0..<64 {
            var nearest: UInt8 = 255
            // Unrolled by hand: a loop over the modes would keep this one from vectorising.
            let d0 = modeDistance(base, 0, i, y[i], u[i], v[i])
            let d1 = modeDistance(base, 1, i, y[i], u[i], v[i])
            let d2 = modeDistance(base, 2, i, y[i], u[i], v[i])
            nearest = smaller(nearest, base[3 * 64 &+ i] >= least ? d0 : 255)
            nearest = smaller(nearest, base[7 * 64 &+ i] >= least ? d1 : 255)
            nearest = smaller(nearest, base[11 * 64 &+ i] >= least ? d2 : 255)
            let blinking = base[12 * 64 &+ i]
            let threshold = saturatingSum(base[13 * 64 &+ i], blinking &>> 2)
            let weak: UInt8 = nearest > threshold ? 1 : 0
            let strong: UInt8 = nearest > saturatingSum(threshold, threshold) ? 1 : 0
            let flipped = (weak ^ base[14 * 64 &+ i]) != 0
            let followed =
                (UInt16(blinking) &* (256 &- rate) &+ (flipped ? fullRate : 0) &+ dither) &>> 8
            base[12 * 64 &+ i] =
                object[i] != 0 ? blinking : UInt8(truncatingIfNeeded: followed)
            base[14 * 64 &+ i] = weak
            out[i] = weak &+ strong
            far[i] = nearest & (0 &- weak)
        }
        notes[tile] = isZero(out) ? single : single | ModelLayout.loudNote
        tile = tile &+ 1
    }
}

/// Whether all pixels of a tile in which nothing blinks show their first mode.
@inline(__always)
private func fitsFirstMode(
    _ base: UnsafeMutablePointer<UInt8>, _ y: UnsafePointer<UInt8>, _ u: UnsafePointer<UInt8>,
    _ v: UnsafePointer<UInt8>
) -> Bool {
    // On the stack: combined into one variable they would be computed one by one.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
        guard let excess = buffer.baseAddress else { return false }
        for i in 0..<64 {
            let distance = modeDistance(base, 0, i, y[i], u[i], v[i])
            excess[i] = saturatingDifference(distance, base[13 * 64 &+ i])
        }
        return isZero(excess)
    }
}

@inline(__always)
func modeDistance(
    _ base: UnsafeMutablePointer<UInt8>, _ mode: Int, _ i: Int, _ y: UInt8, _ u: UInt8, _ v: UInt8
) -> UInt8 {
    let planes = base + mode &* (ModelLayout.planesPerMode * ModelLayout.tilePixels)
    let sum = saturatingSum(distance(planes[64 &+ i], u), distance(planes[128 &+ i], v))
    // Either difference may be one of rounding, which coarse quantisation makes common.
    let chroma = saturatingDifference(sum, 2)
    return larger(distance(planes[i], y), saturatingSum(chroma, chroma))
}
