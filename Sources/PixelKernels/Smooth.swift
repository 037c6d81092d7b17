/// Smooths one row by the 3 × 3 binomial kernel (1 2 1)² ÷ 16, rounding half up; columns outside
/// the picture repeat the edge.
///
/// - Parameters:
///   - above, centre, below: rows of `width` samples; pass the edge row twice at the border.
///   - sums: scratch of `width` elements.
@inline(never)
public func smoothRow(
    above: UnsafePointer<UInt8>, centre: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>,
    sums: UnsafeMutablePointer<UInt16>, output: UnsafeMutablePointer<UInt8>, width: Int
) {
    guard width > 0 else { return }
    for x in 0..<width {
        sums[x] = UInt16(above[x]) &+ (UInt16(centre[x]) &<< 1) &+ UInt16(below[x])
    }
    let last = width &- 1
    var x = 1
    while x < last {
        let sum = sums[x &- 1] &+ (sums[x] &<< 1) &+ sums[x &+ 1] &+ 8
        output[x] = UInt8(truncatingIfNeeded: sum &>> 4)
        x = x &+ 1
    }
    let next = width > 1 ? 1 : 0
    let first = sums[0] &* 3 &+ sums[next] &+ 8
    output[0] = UInt8(truncatingIfNeeded: first &>> 4)
    if last > 0 {
        let end = sums[last] &* 3 &+ sums[last &- 1] &+ 8
        output[last] = UInt8(truncatingIfNeeded: end &>> 4)
    }
}

/// Repeats every sample of a row: `2 · width` samples from `width`.
@inline(never)
public func doubleRow(
    _ source: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>, width: Int
) {
    for x in 0..<width {
        output[2 &* x] = source[x]
        output[2 &* x &+ 1] = source[x]
    }
}
