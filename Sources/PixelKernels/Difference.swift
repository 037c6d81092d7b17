/// `output[i] = |a[i] − b[i]|`.
@inline(never)
public func absoluteDifference(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>,
    count: Int
) {
    for i in 0..<count { output[i] = distance(a[i], b[i]) }
}

/// How many samples are above `threshold`.
@inline(never)
public func countAbove(_ source: UnsafePointer<UInt8>, threshold: UInt8, count: Int) -> Int {
    var total = 0
    var start = 0
    // Counted in 32 bits within a block: narrow lanes, and no overflow.
    while start < count {
        let end = start &+ 65536 < count ? start &+ 65536 : count
        var block: UInt32 = 0
        var i = start
        while i < end {
            block = block &+ (source[i] > threshold ? 1 : 0)
            i = i &+ 1
        }
        total = total &+ Int(block)
        start = end
    }
    return total
}

/// The sum of all samples; `count` up to 2²⁴.
@inline(never)
public func sumOfSamples(_ source: UnsafePointer<UInt8>, count: Int) -> Int {
    var sum: UInt32 = 0
    for i in 0..<count { sum = sum &+ UInt32(source[i]) }
    return Int(sum)
}

/// `sums[i] += row[i]`.
@inline(never)
public func addRow(
    _ row: UnsafePointer<UInt8>, to sums: UnsafeMutablePointer<UInt32>, count: Int
) {
    for i in 0..<count { sums[i] = sums[i] &+ UInt32(row[i]) }
}

/// Brings luma to the light of the model: `clamp((sample · gain + offset) >> 12)`.
///
/// - Parameters:
///   - gain: 4096 is 1; 0…65535.
///   - offset: in 1/4096 of a level, rounding included.
@inline(never)
public func applyGain(
    _ samples: UnsafeMutablePointer<UInt8>, gain: Int32, offset: Int32, count: Int
) {
    for i in 0..<count {
        let value = (Int32(samples[i]) &* gain &+ offset) &>> 12
        let floor = value < 0 ? 0 : value
        samples[i] = UInt8(truncatingIfNeeded: floor > 255 ? 255 : floor)
    }
}
