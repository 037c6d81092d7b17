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

/// The first half of smoothing at a fraction of a pixel: four rows weighed into sums.
///
/// - Parameters:
///   - first, second, third, fourth: rows of `count` samples.
///   - a, b, c, d: their weights, together at most 16.
@inline(never)
public func weighRows(
    _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>,
    _ third: UnsafePointer<UInt8>, _ fourth: UnsafePointer<UInt8>, a: UInt16, b: UInt16,
    c: UInt16, d: UInt16, sums: UnsafeMutablePointer<UInt16>, count: Int
) {
    for x in 0..<count {
        let upper = UInt16(first[x]) &* a &+ UInt16(second[x]) &* b
        sums[x] = upper &+ UInt16(third[x]) &* c &+ UInt16(fourth[x]) &* d
    }
}

/// The second half: `output[x]` is `sums[x ..< x + 4]` weighed, divided by 256, rounded half up.
///
/// - Parameters:
///   - sums: `width + 3` elements up to 4080.
///   - a, b, c, d: weights, together at most 16.
@inline(never)
public func weighColumns(
    _ sums: UnsafePointer<UInt16>, a: UInt16, b: UInt16, c: UInt16, d: UInt16,
    output: UnsafeMutablePointer<UInt8>, width: Int
) {
    for x in 0..<width {
        let left = sums[x] &* a &+ sums[x &+ 1] &* b
        let right = sums[x &+ 2] &* c &+ sums[x &+ 3] &* d
        output[x] = UInt8(truncatingIfNeeded: (left &+ right &+ 128) &>> 8)
    }
}
