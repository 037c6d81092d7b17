/// Takes back what does not fit but has the value of the background within two pixels of it, at
/// pixels that blink: `level[i]` and `misfit[i]` become 0 there. A rim of two pixels is left as it
/// is.
///
/// A pixel's tolerance is half of its floor: by as much may its luma lie outside the range of the
/// background around it, and the sum of its chroma differences above 2.
///
/// - Parameters:
///   - model: tiles as `ModelLayout` says, of `width · height` pixels.
///   - notes: a byte for each tile; only those noted as loud are looked at.
///   - background, luma, cb, cr, level, misfit: whole planes, 64 readable bytes behind each.
///   - leastBlinking: pixels that blink less are left as they are.
///   - scratch: 256 bytes.
/// - Returns: how many pixels were taken back.
@inline(never)
public func forgiveSwaying(
    _ model: UnsafePointer<UInt8>, notes: UnsafePointer<UInt8>, width: Int, height: Int,
    background: UnsafePointer<UInt8>,
    luma: UnsafePointer<UInt8>, cb: UnsafePointer<UInt8>, cr: UnsafePointer<UInt8>,
    level: UnsafeMutablePointer<UInt8>, misfit: UnsafeMutablePointer<UInt8>,
    leastBlinking: UInt8, scratch: UnsafeMutablePointer<UInt8>
) -> Int {
    guard width > 4, height > 4 else { return 0 }
    var found = 0
    var y = 2
    while y < height &- 2 {
        let end = (y &+ 1) &* width &- 2
        var start = y &* width &+ 2
        while start < end {
            // As far as the row goes within one tile: the tile's planes are then contiguous.
            let next = (start | 63) &+ 1
            let count = (next < end ? next : end) &- start
            if notes[start &>> 6] & ModelLayout.loudNote != 0, !isZero(level + start) {
                let tile = model + (start &>> 6) &* ModelLayout.tileBytes + start & 63
                let fitting = swayed(
                    tile, background + start, width, luma + start, cb + start, cr + start,
                    level + start, leastBlinking, UInt8(truncatingIfNeeded: count), scratch)
                if fitting > 0 {
                    let (out, far) = (level + start, misfit + start)
                    for i in 0..<64 { out[i] = out[i] & ~scratch[i] }
                    for i in 0..<64 { far[i] = far[i] & ~scratch[i] }
                    found = found &+ fitting
                }
            }
            start = start &+ count
        }
        y = y &+ 1
    }
    return found
}

/// Writes 255 to the first 64 bytes of `scratch` for each of `count` pixels that is to be taken
/// back, else 0; returns how many there are.
///
/// Always looks at 64 pixels, so that the loops have no remainder; those beyond `count` say nothing.
@inline(__always)
private func swayed(
    _ tile: UnsafePointer<UInt8>, _ background: UnsafePointer<UInt8>, _ width: Int,
    _ luma: UnsafePointer<UInt8>, _ cb: UnsafePointer<UInt8>, _ cr: UnsafePointer<UInt8>,
    _ level: UnsafePointer<UInt8>, _ leastBlinking: UInt8, _ count: UInt8,
    _ scratch: UnsafeMutablePointer<UInt8>
) -> Int {
    for i in 0..<64 {
        let inside = mask(UInt8(truncatingIfNeeded: i) < count)
        let blinks = mask(tile[ModelLayout.blinkingPlane &* 64 &+ i] >= leastBlinking)
        let chroma = saturatingSum(
            distance(tile[64 &+ i], cb[i]), distance(tile[128 &+ i], cr[i]))
        let tolerance = tile[ModelLayout.floorPlane &* 64 &+ i] &>> 1
        let isNear = mask(saturatingDifference(chroma, 2) <= tolerance)
        scratch[i] = inside & blinks & isNear & mask(level[i] != 0)
    }
    guard !isZero(scratch) else { return 0 }
    // The range within five rows, for two columns more on either side.
    let first = background - 2 &* width - 2
    let (second, third) = (first + width, first + 2 &* width)
    let (fourth, fifth) = (first + 3 &* width, first + 4 &* width)
    let (lowest, highest) = (scratch + 80, scratch + 160)
    for i in 0..<68 {
        let (a, b, c, d, e) = (first[i], second[i], third[i], fourth[i], fifth[i])
        lowest[i] = smaller(smaller(smaller(a, b), smaller(c, d)), e)
        highest[i] = larger(larger(larger(a, b), larger(c, d)), e)
    }
    var total: UInt8 = 0
    for i in 0..<64 {
        let low = smaller(
            smaller(
                smaller(lowest[i], lowest[i &+ 1]), smaller(lowest[i &+ 2], lowest[i &+ 3])),
            lowest[i &+ 4])
        let high = larger(
            larger(larger(highest[i], highest[i &+ 1]), larger(highest[i &+ 2], highest[i &+ 3])),
            highest[i &+ 4])
        let tolerance = tile[ModelLayout.floorPlane &* 64 &+ i] &>> 1
        let fits =
            mask(luma[i] >= saturatingDifference(low, tolerance))
            & mask(luma[i] <= saturatingSum(high, tolerance))
        let isSwayed = scratch[i] & fits
        scratch[i] = isSwayed
        total = total &+ (isSwayed & 1)
    }
    return Int(total)
}
