/// Moves a window of column sums one row down: `columns[i] += entering[i] − leaving[i]`, modulo
/// 256; the true sums must fit in a byte.
@inline(never)
public func slideColumns(
    _ columns: UnsafeMutablePointer<UInt8>, entering: UnsafePointer<UInt8>,
    leaving: UnsafePointer<UInt8>, count: Int
) {
    for i in 0..<count { columns[i] = columns[i] &+ entering[i] &- leaving[i] }
}

/// Votes in windows seven columns wide: 255 where the seven sums reach `threshold`, else 0.
///
/// - Parameter columns: `width + 6` column sums; output `x` is the vote over `x ..< x + 7`. Sums of
///   seven must fit in a byte.
@inline(never)
public func voteRow(
    _ columns: UnsafePointer<UInt8>, threshold: UInt8, output: UnsafeMutablePointer<UInt8>,
    width: Int
) {
    for x in 0..<width {
        let left = columns[x] &+ columns[x &+ 1] &+ columns[x &+ 2]
        let right = columns[x &+ 4] &+ columns[x &+ 5] &+ columns[x &+ 6]
        output[x] = left &+ columns[x &+ 3] &+ right >= threshold ? 255 : 0
    }
}

/// The largest sample within two columns: a row of dilation by 2.
///
/// - Parameter source: `width + 4` samples; output `x` is the maximum over `x ..< x + 5`.
@inline(never)
public func maximumAcross(
    _ source: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>, width: Int
) {
    for x in 0..<width {
        let left = larger(source[x], source[x &+ 1])
        let right = larger(source[x &+ 3], source[x &+ 4])
        output[x] = larger(larger(left, right), source[x &+ 2])
    }
}

/// `output[i] = max(output[i], row[i])`.
@inline(never)
public func formMaximum(
    _ output: UnsafeMutablePointer<UInt8>, with row: UnsafePointer<UInt8>, count: Int
) {
    for i in 0..<count { output[i] = larger(output[i], row[i]) }
}

/// Takes the halo of strong differences away: `level[i] = 0` where the misfit is less than a third
/// of the largest one around.
@inline(never)
public func thinRow(
    _ level: UnsafeMutablePointer<UInt8>, misfit: UnsafePointer<UInt8>,
    largest: UnsafePointer<UInt8>, width: Int
) {
    for x in 0..<width {
        let twice = saturatingSum(misfit[x], misfit[x])
        level[x] = level[x] & mask(saturatingSum(twice, misfit[x]) >= largest[x])
    }
}
