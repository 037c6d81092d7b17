/// Sums over slopes of frame and background, about the mean slope of either: what remains is
/// texture, without the smooth rise and fall of the light.
struct SlopeVariation {
    private var squares = SlopeAgreement()
    private var nowX = 0
    private var nowY = 0
    private var beforeX = 0
    private var beforeY = 0

    /// Adds one pixel that does not lie at the picture's rim.
    mutating func add(_ now: UnsafePointer<UInt8>, _ before: UnsafePointer<UInt8>, width: Int) {
        let (fx, fy) = (Int(now[1]) &- Int(now[-1]), Int(now[width]) &- Int(now[0 &- width]))
        let (bx, by) = (
            Int(before[1]) &- Int(before[-1]), Int(before[width]) &- Int(before[0 &- width])
        )
        nowX &+= fx
        nowY &+= fy
        beforeX &+= bx
        beforeY &+= by
        squares.add(
            frame: fx &* fx &+ fy &* fy, background: bx &* bx &+ by &* by,
            common: fx &* bx &+ fy &* by)
    }

    /// The sums about the means of `count` pixels.
    func aboutMean(count: Int) -> SlopeAgreement {
        guard count > 0 else { return SlopeAgreement() }
        var sums = squares
        sums.add(
            frame: -(nowX * nowX + nowY * nowY) / count,
            background: -(beforeX * beforeX + beforeY * beforeY) / count,
            common: -(nowX * beforeX + nowY * beforeY) / count)
        return sums
    }
}
