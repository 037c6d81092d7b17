public import Footage
public import KernelDispatch

/// Takes a reading of the camera's state from the first frame of every period.
///
/// One meter sees one stretch in the order of time. The frames between are not touched: a reading
/// of a 640 × 360 picture costs about as much as half a frame's analysis, once in two seconds.
public final class HealthMeter {
    /// Periods begin at multiples of it in media time.
    public static let period = MediaTime(seconds: 2)
    /// Smaller pictures are not told anything of.
    public static let smallestSize = FrameSize(width: 64, height: 36)

    private let size: FrameSize
    private let kernels: KernelTable
    private let cells: CellMeasure
    private var stillness: StillnessMeasure
    private var readings: [HealthReading] = []
    /// Of the last reading's own picture, whatever signature stands for its view.
    private var fingerprint: [UInt8] = []
    private var period: Int64?
    private var keyFrames = 0
    /// Readings since the view was last measured.
    private var viewAge = 1
    /// Whether the last reading showed the scene of the one before.
    private var isViewConfirmed = false
    /// While a scene goes on, its view is measured every so many readings.
    private static let longestViewAge = 3

    /// - Parameter size: of the analysis pictures.
    public init(size: FrameSize, kernels: KernelTable = .forThisMachine) {
        self.size = size
        self.kernels = kernels
        cells = CellMeasure(size: size, kernels: kernels)
        stillness = StillnessMeasure(size: size)
    }

    /// Takes the next frame; measures it if it is the first of its period.
    ///
    /// - Parameters:
    ///   - picture: of the meter's size.
    ///   - time: presentation time; not before that of the frame before.
    public func add(_ picture: PlanarPicture, at time: MediaTime, isKeyFrame: Bool) {
        guard size.width >= Self.smallestSize.width, size.height >= Self.smallestSize.height else {
            return
        }
        precondition(picture.size == size, "the picture has another size")
        if isKeyFrame { keyFrames += 1 }
        let current = time.microseconds / Self.period.microseconds
        guard current != period else { return }
        period = current
        if !readings.isEmpty { readings[readings.count - 1].end = time }
        cells.measure(picture.luma)
        var view = cells.signature(of: picture.luma)
        fingerprint = view.fingerprint
        let isViewKept = readings.last.map { keepView(&view, after: $0.view) } ?? false
        let change = stillness.change(to: picture.luma, keyFrames: keyFrames, kernels: kernels)
        keyFrames = 0
        readings.append(
            HealthReading(
                time: time, end: time + Self.period,
                light: cells.light(colour: ColourMeasure(picture)), sharpness: cells.sharpness(),
                change: change, view: view, isViewKept: isViewKept,
                aspectPermille: size.width * 1000 / size.height))
    }

    /// Takes over from the view before what noise alone tells from it, which costs nothing to store,
    /// and of two readings out of three also what moves in a scene.
    ///
    /// - Returns: whether the view was kept although more than noise has changed.
    private func keepView(_ view: inout ViewSignature, after last: ViewSignature) -> Bool {
        let difference = ViewDifference(view, last)
        let isKept =
            difference.isOfScene && isViewConfirmed && viewAge < Self.longestViewAge
            && !difference.isNoise
        // What has changed much is measured twice before it may be kept.
        isViewConfirmed = difference.isOfScene
        viewAge = isKept ? viewAge + 1 : 1
        if isKept || difference.isNoise {
            view = last
        } else {
            view.settle(on: last)
        }
        return isKept
    }

    /// The readings so far. Each but the last ends where the next begins, or after two periods.
    /// The next stretch can only compare with the last one's fingerprint, which is its own.
    ///
    /// - Parameter end: of the stretch; the last reading does not reach beyond it.
    public func finish(at end: MediaTime) -> [HealthReading] {
        var readings = readings
        for index in readings.indices {
            let longest = readings[index].time + Self.period + Self.period
            readings[index].end = min(readings[index].end, longest, max(end, readings[index].time))
        }
        if let last = readings.indices.last { readings[last].view.fingerprint = fingerprint }
        return readings
    }
}

/// How colourful a picture is, by a sparse grid of its chroma samples.
struct ColourMeasure {
    /// Mean distance from neutral, in sixteenths of a level.
    private(set) var mean = 0
    private(set) var strongest: UInt8 = 0

    init(_ picture: PlanarPicture) {
        guard let cb = picture.cb, let cr = picture.cr, cb.size.pixelCount > 0 else { return }
        var (sum, count, most) = (0, 0, 0)
        for y in stride(from: 0, to: cb.size.height, by: 4) {
            let (blue, red) = (cb.row(y), cr.row(y))
            for x in stride(from: 0, to: cb.size.width, by: 4) {
                let distance = abs(Int(blue[x]) - 128) + abs(Int(red[x]) - 128)
                sum += distance
                most = max(most, distance)
                count += 1
            }
        }
        mean = sum * 16 / count
        strongest = UInt8(min(255, most))
    }
}
