import Footage

/// What the pixels of one thing say of what it is made of: something that covers the scene, or
/// light or shadow through which the scene is still seen.
struct SurfaceEvidence {
    /// Pixels that were looked at: the borders are left out.
    var pixels = 0
    /// Those at which the background has a clear slope, and those of them at which the frame has
    /// the same: nothing solid stands there.
    var texturedPixels = 0
    var keptPixels = 0
    /// Places with a slope as steep as that of a letter's stroke, in the frame and the background.
    var strokes = 0
    var strokesBefore = 0
    /// Sums of the luma by which the frame is brighter, and darker, than the background.
    var brighter = 0
    var darker = 0

    mutating func add(_ other: SurfaceEvidence) {
        pixels += other.pixels
        texturedPixels += other.texturedPixels
        keptPixels += other.keptPixels
        strokes += other.strokes
        strokesBefore += other.strokesBefore
        brighter += other.brighter
        darker += other.darker
    }

    /// Leaves only a share of it: later frames count more.
    mutating func fade(to share: Double) {
        pixels = Int(Double(pixels) * share)
        texturedPixels = Int(Double(texturedPixels) * share)
        keptPixels = Int(Double(keptPixels) * share)
        strokes = Int(Double(strokes) * share)
        strokesBefore = Int(Double(strokesBefore) * share)
        brighter = Int(Double(brighter) * share)
        darker = Int(Double(darker) * share)
    }

    /// Share of the background's texture that is still seen, 0…1.
    var keptShare: Double { Double(keptPixels) / Double(max(1, texturedPixels)) }

    /// Share of the difference that is brighter, 0…1.
    var brightShare: Double { Double(brighter) / Double(max(1, brighter + darker)) }

    /// Pixels at each end of a run that are left out: the thing's own contour.
    private static let border = 2

    /// Adds one run of a component.
    mutating func add(_ run: MaskRun, _ pictures: ContourEvidence.Pictures) {
        let (y, width) = (Int(run.row), pictures.size.width)
        let (first, end) = (Int(run.start) + Self.border, Int(run.end) - Self.border)
        guard first < end, y > 0, y + 1 < pictures.size.height,
            let thresholds = pictures.thresholds.baseAddress
        else { return }
        let (now, before) = (
            pictures.frame + y * width, pictures.background + y * width
        )
        var (textured, kept): (Int32, Int32) = (0, 0)
        var (brighter, darker): (Int32, Int32) = (0, 0)
        var (strokes, strokesBefore): (Int32, Int32) = (0, 0)
        for x in first..<end {
            let (f, b) = (Int32(now[x]), Int32(before[x]))
            brighter = brighter &+ max(f &- b, 0)
            darker = darker &+ max(b &- f, 0)
            let least = max(Int32(thresholds[Int(b)]) &* 3 / 4, 6)
            let across = Self.slope(now, before, at: x, step: 1, (f, b), least: least)
            let down = Self.slope(now, before, at: x, step: width, (f, b), least: least)
            textured = textured &+ (across & 1) &+ (down & 1)
            kept = kept &+ (across >> 1 & 1) &+ (down >> 1 & 1)
            strokes = strokes &+ (across >> 2 & 1)
            strokesBefore = strokesBefore &+ (across >> 3)
        }
        pixels += end - first
        texturedPixels += Int(textured)
        keptPixels += Int(kept)
        self.strokes += Int(strokes)
        self.strokesBefore += Int(strokesBefore)
        self.brighter += Int(brighter)
        self.darker += Int(darker)
    }

    private static let steepStroke: Int32 = 64

    /// Bit 0: the background has a slope there; bit 1: the frame has it too. In other light it may
    /// be as steep as before (light was added) or steeper by as much as all is brighter. Bits 2 and
    /// 3: it is a stroke, in the frame and in the background.
    private static func slope(
        _ now: UnsafePointer<UInt8>, _ before: UnsafePointer<UInt8>, at x: Int, step: Int,
        _ lumas: (Int32, Int32), least: Int32
    ) -> Int32 {
        let g = Int32(now[x &+ step]) &- Int32(now[x &- step])
        let h = Int32(before[x &+ step]) &- Int32(before[x &- step])
        let (f, b) = (lumas.0 &+ 1, lumas.1 &+ 1)
        let (steep, steepBefore) = (abs(g), abs(h))
        let isTextured: Int32 = steepBefore >= least ? 1 : 0
        let isLikeAdded =
            2 &* steep >= steepBefore && steep <= 2 &* steepBefore
        let isLikeMultiplied =
            2 &* steep &* b >= steepBefore &* f && steep &* b <= 2 &* steepBefore &* f
        let isKept = g &* h > 0 && (isLikeAdded || isLikeMultiplied)
        let strokes: Int32 = (steep >= steepStroke ? 4 : 0) | (steepBefore >= steepStroke ? 8 : 0)
        return isTextured | (isKept ? isTextured << 1 : 0) | strokes
    }
}
