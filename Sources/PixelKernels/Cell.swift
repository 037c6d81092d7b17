/// What an 8 × 8 cell of a mask says of the light on it: how bright frame and background are, and
/// how steep.
///
/// A slope is the difference of the samples on either side, across or down. Slopes are looked at
/// where the mask is also set two samples to each side, and the frame is darker than `white`.
///
/// - Parameters:
///   - mask: first sample of the cell, 0 or 255; readable two samples around the cell.
///   - now, before: frame and background; readable one sample around the cell.
///   - stride: distance of rows.
///   - scratch: 768 bytes.
///   - sums: receives in turn the number of mask samples and of those with slopes; the sums of
///     frame and background over the mask; of slopes across and down in the frame, and in the
///     background; of their squares in the frame and in the background, and of their products.
@inline(never)
public func measureCell(
    _ mask: UnsafePointer<UInt8>, _ now: UnsafePointer<UInt8>, _ before: UnsafePointer<UInt8>,
    stride: Int, white: UInt8, scratch: UnsafeMutablePointer<UInt8>,
    sums: UnsafeMutablePointer<Int32>
) {
    let (marks, inner) = (scratch, scratch + 64)
    let (f, b) = (scratch + 128, scratch + 192)
    copyCell(mask, stride: stride, into: marks)
    copyCell(now, stride: stride, into: f)
    copyCell(before, stride: stride, into: b)
    let (left, right) = (scratch + 256, scratch + 320)
    let (above, below) = (scratch + 384, scratch + 448)
    copyCell(mask - 2, stride: stride, into: left)
    copyCell(mask + 2, stride: stride, into: right)
    copyCell(mask - 2 &* stride, stride: stride, into: above)
    copyCell(mask + 2 &* stride, stride: stride, into: below)
    var (pixels, count): (UInt8, UInt8) = (0, 0)
    for i in 0..<64 {
        let around = left[i] & right[i] & above[i] & below[i]
        let isInner = marks[i] & around & (f[i] < white ? 255 : 0)
        inner[i] = isInner
        pixels = pixels &+ (marks[i] & 1)
        count = count &+ (isInner & 1)
    }
    var (light, lightBefore): (UInt32, UInt32) = (0, 0)
    for i in 0..<64 {
        light = light &+ UInt32(f[i] & marks[i])
        lightBefore = lightBefore &+ UInt32(b[i] & marks[i])
    }
    sums[0] = Int32(pixels)
    sums[1] = Int32(count)
    sums[2] = Int32(truncatingIfNeeded: light)
    sums[3] = Int32(truncatingIfNeeded: lightBefore)
    for index in 4..<11 { sums[index] = 0 }
    guard count > 0 else { return }
    addSlopes(now, before, step: 1, stride: stride, inner, scratch + 256, sums, first: 4)
    addSlopes(now, before, step: stride, stride: stride, inner, scratch + 256, sums, first: 5)
}

/// Adds the slopes in one direction where `inner` is set: sums at `first` and two after, squares
/// and products from 8 on.
@inline(__always)
private func addSlopes(
    _ now: UnsafePointer<UInt8>, _ before: UnsafePointer<UInt8>, step: Int, stride: Int,
    _ inner: UnsafeMutablePointer<UInt8>, _ scratch: UnsafeMutablePointer<UInt8>,
    _ sums: UnsafeMutablePointer<Int32>, first: Int
) {
    let (next, last) = (scratch, scratch + 64)
    let (nextBefore, lastBefore) = (scratch + 128, scratch + 192)
    copyCell(now + step, stride: stride, into: next)
    copyCell(now - step, stride: stride, into: last)
    copyCell(before + step, stride: stride, into: nextBefore)
    copyCell(before - step, stride: stride, into: lastBefore)
    // 64 slopes of at most 255.
    var (sum, sumBefore): (Int16, Int16) = (0, 0)
    var (squares, squaresBefore, products): (Int32, Int32, Int32) = (0, 0, 0)
    for i in 0..<64 {
        let isInner = Int16(Int8(bitPattern: inner[i]))
        let slope = (Int16(next[i]) &- Int16(last[i])) & isInner
        let slopeBefore = (Int16(nextBefore[i]) &- Int16(lastBefore[i])) & isInner
        sum = sum &+ slope
        sumBefore = sumBefore &+ slopeBefore
        squares = squares &+ Int32(slope) &* Int32(slope)
        squaresBefore = squaresBefore &+ Int32(slopeBefore) &* Int32(slopeBefore)
        products = products &+ Int32(slope) &* Int32(slopeBefore)
    }
    sums[first] = sums[first] &+ Int32(sum)
    sums[first &+ 2] = sums[first &+ 2] &+ Int32(sumBefore)
    sums[8] = sums[8] &+ squares
    sums[9] = sums[9] &+ squaresBefore
    sums[10] = sums[10] &+ products
}

/// Copies 8 rows of 8 samples to where they lie side by side.
@inline(__always)
private func copyCell(
    _ source: UnsafePointer<UInt8>, stride: Int, into target: UnsafeMutablePointer<UInt8>
) {
    for row in 0..<8 {
        let samples = UnsafeRawPointer(source + row &* stride).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(target + 8 &* row).storeBytes(of: samples, as: UInt64.self)
    }
}
