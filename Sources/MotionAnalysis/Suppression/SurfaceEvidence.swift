import Footage
import KernelDispatch

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
    mutating func add(_ run: MaskRun, _ pictures: ContourEvidence.Pictures, _ kernels: KernelTable)
    {
        let (y, width) = (Int(run.row), pictures.size.width)
        let (first, end) = (Int(run.start) + Self.border, Int(run.end) - Self.border)
        guard first < end, y > 0, y + 1 < pictures.size.height,
            let thresholds = pictures.thresholds.baseAddress
        else { return }
        let start = y * width + first
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 16) { memory in
            guard let sums = memory.baseAddress else { return }
            sums.initialize(repeating: 0, count: 16)
            kernels.addSurface(
                pictures.frame + start, pictures.background + start, width, end - first,
                thresholds, UnsafeMutableRawPointer(sums + 8).assumingMemoryBound(to: UInt8.self),
                sums)
            pixels += Int(sums[0])
            texturedPixels += Int(sums[1])
            keptPixels += Int(sums[2])
            strokes += Int(sums[3])
            strokesBefore += Int(sums[4])
            brighter += Int(sums[5])
            darker += Int(sums[6])
        }
    }
}
