/// The value of rank `rank` (0 is the smallest) among `planeCount` samples of every pixel.
///
/// Found bit by bit from the top by counting: the same work for any values, without a branch.
///
/// - Parameters:
///   - planes: `planeCount` planes of at least `tileCount · 64` readable samples.
///   - output: `tileCount · 64` samples; must not overlap the planes.
///   - counts: scratch of 64 elements.
/// - Precondition: `0 ≤ rank < planeCount ≤ 255`.
@inline(never)
public func orderStatistic(
    _ planes: UnsafePointer<UnsafePointer<UInt8>>, planeCount: Int, rank: Int,
    counts: UnsafeMutablePointer<UInt8>, output: UnsafeMutablePointer<UInt8>, tileCount: Int
) {
    precondition(rank >= 0 && rank < planeCount && planeCount <= 255, "no such rank")
    let needed = UInt8(truncatingIfNeeded: planeCount &- rank)
    var tile = 0
    while tile < tileCount {
        let start = tile &* 64
        let values = output + start
        for i in 0..<64 { values[i] = 0 }
        var bit: UInt8 = 128
        while bit != 0 {
            for i in 0..<64 { counts[i] = 0 }
            var k = 0
            while k < planeCount {
                let plane = planes[k] + start
                for i in 0..<64 {
                    counts[i] = counts[i] &+ (plane[i] >= (values[i] | bit) ? 1 : 0)
                }
                k = k &+ 1
            }
            for i in 0..<64 { values[i] = values[i] | (counts[i] >= needed ? bit : 0) }
            bit = bit &>> 1
        }
        tile = tile &+ 1
    }
}
