/// Averages blocks of `factorX × factorY` samples into one output row, rounding half up.
///
/// - Parameters:
///   - source: the first of `factorY` rows, `strideBytes` apart (may be negative), each of at least
///     `width · factorX` samples.
///   - sums: scratch of `width · factorX` elements.
///   - output: `width` samples.
/// - Precondition: `factorX · factorY ≤ 256`, for which the division by multiplication is exact.
@inline(never)
public func reduceRow(
    _ source: UnsafePointer<UInt8>, strideBytes: Int, factorX: Int, factorY: Int,
    sums: UnsafeMutablePointer<UInt16>, output: UnsafeMutablePointer<UInt8>, width: Int
) {
    precondition(factorX > 0 && factorY > 0 && factorX * factorY <= 256, "block is too large")
    guard width > 0 else { return }
    let count = width &* factorX
    sumRows(source, strideBytes: strideBytes, rows: factorY, sums: sums, count: count)
    let area = UInt32(truncatingIfNeeded: factorX &* factorY)
    // ⌈2²⁴ ÷ area⌉: exact for every sum of at most 256 bytes.
    let reciprocal = ((1 << 24) &+ area &- 1) / area
    let half = area &>> 1
    switch factorX {
    case 1: average(sums, 1, half, reciprocal, output, width)
    case 2: average(sums, 2, half, reciprocal, output, width)
    case 3: average(sums, 3, half, reciprocal, output, width)
    case 4: average(sums, 4, half, reciprocal, output, width)
    case 8: average(sums, 8, half, reciprocal, output, width)
    default: average(sums, factorX, half, reciprocal, output, width)
    }
}

/// Inlined once per literal `factor`, so that its inner loop is unrolled.
@inline(__always)
private func average(
    _ sums: UnsafeMutablePointer<UInt16>, _ factor: Int, _ half: UInt32, _ reciprocal: UInt32,
    _ output: UnsafeMutablePointer<UInt8>, _ width: Int
) {
    var x = 0
    while x < width {
        var sum = half
        var k = 0
        while k < factor {
            sum = sum &+ UInt32(sums[x &* factor &+ k])
            k = k &+ 1
        }
        output[x] = UInt8(truncatingIfNeeded: (sum &* reciprocal) &>> 24)
        x = x &+ 1
    }
}

@inline(__always)
private func sumRows(
    _ source: UnsafePointer<UInt8>, strideBytes: Int, rows: Int,
    sums: UnsafeMutablePointer<UInt16>, count: Int
) {
    // The first rows in one pass: fewer trips through `sums`.
    var y = 0
    if rows >= 3 {
        let second = source + strideBytes
        let third = second + strideBytes
        for x in 0..<count {
            sums[x] = UInt16(source[x]) &+ UInt16(second[x]) &+ UInt16(third[x])
        }
        y = 3
    } else if rows == 2 {
        let second = source + strideBytes
        for x in 0..<count { sums[x] = UInt16(source[x]) &+ UInt16(second[x]) }
        y = 2
    } else {
        for x in 0..<count { sums[x] = UInt16(source[x]) }
        y = 1
    }
    while y < rows {
        let row = source + y &* strideBytes
        for x in 0..<count { sums[x] = sums[x] &+ UInt16(row[x]) }
        y = y &+ 1
    }
}
