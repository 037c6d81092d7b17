import Footage
import KernelDispatch

/// Makes a background from samples of the scene: their median, what they alternate with, and how
/// much they differ.
struct ModelSeeding {
    let kernels: KernelTable
    /// Samples in the order of time, in the light of the frame that is to be analysed.
    let samples: [WorkingPicture]

    /// Fewer than this do not make a median.
    static let leastSampleCount = 3

    /// Starts the model from the median of the samples.
    ///
    /// - Parameter scratch: a picture that may be overwritten.
    func seed(
        _ model: BackgroundModel, noise: inout NoiseFloor, scratch: WorkingPicture,
        at time: MediaTime
    ) {
        seedMedian(model, noise: &noise, scratch: scratch, at: time)
        // Quartiles: what at least a quarter of the samples do is not noise of the median.
        let quarter = samples.count / 4
        let lumas = samples.map(\.luma)
        takeRank(quarter, of: lumas, into: scratch.luma)
        takeRank(samples.count - 1 - quarter, of: lumas, into: scratch.cb)
        for i in 0..<model.size.pixelCount {
            let range = Int(scratch.cb.base[i]) - Int(scratch.luma.base[i])
            let noise = Int(noise.thresholds[Int(model.luma.base[i])])
            model.spread.base[i] = UInt8(min(max(range - noise, 0), Self.largestSpread))
        }
        model.setFloors(tiles: 0..<model.tileCount, noise: noise)
        settleContested(in: model)
        model.setFloors(tiles: 0..<model.tileCount, noise: noise)
    }

    /// Starts the model from the median alone: of frames from a few moments what differs is what
    /// moves, and not how much the background does.
    func seedMedian(
        _ model: BackgroundModel, noise: inout NoiseFloor, scratch: WorkingPicture,
        at time: MediaTime
    ) {
        let middle = (samples.count - 1) / 2
        for plane in [\WorkingPicture.luma, \.cb, \.cr] {
            takeRank(middle, of: samples.map { $0[keyPath: plane] }, into: scratch[keyPath: plane])
        }
        measureNoise(against: scratch.luma, into: &noise)
        model.restart(from: scratch, noise: noise, at: time)
    }

    /// More than this is not noise: then a second mode must explain it.
    private static let largestSpread = 12

    private func takeRank(_ rank: Int, of planes: [Plane], into target: Plane) {
        let tiles = ModelLayout.tileCount(pixelCount: target.size.pixelCount)
        let addresses = planes.map { UnsafePointer($0.base) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { counts in
            addresses.withUnsafeBufferPointer { list in
                guard let list = list.baseAddress, let counts = counts.baseAddress else { return }
                kernels.orderStatistic(list, planes.count, rank, counts, target.base, tiles)
            }
        }
        withExtendedLifetime(planes) {}
    }

    private func measureNoise(against median: Plane, into noise: inout NoiseFloor) {
        // A stride that is no divisor of usual widths meets all columns.
        for sample in samples {
            for i in stride(from: 0, to: median.size.pixelCount, by: 37) {
                let (value, centre) = (sample.luma.base[i], median.base[i])
                noise.add(
                    difference: value > centre ? value - centre : centre - value, luma: centre)
            }
        }
        noise.conclude(share: 1)
    }

    /// Decides where the samples disagree.
    ///
    /// The median takes for background what is there most of the time: a person who stands where
    /// he stands. What was there before a visit and is there after it is background even in the
    /// minority, and what samples go back and forth between (leaves before the sky, a blinking
    /// lamp) is background both times.
    private func settleContested(in model: BackgroundModel) {
        let count = samples.count
        let lumas = samples.map { UnsafePointer($0.luma.base) }
        let cbs = samples.map { UnsafePointer($0.cb.base) }
        let crs = samples.map { UnsafePointer($0.cr.base) }
        var values = SampleValues(count: count)
        let everySample = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(count)) - 1)
        var alternatives = Alternatives(size: model.size)
        for pixel in 0..<model.size.pixelCount {
            let centre = Int(model.luma.base[pixel])
            let floor = model.address(plane: ModelLayout.floorPlane, pixel: pixel)
            let spread = model.spread.base[pixel]
            let reach = Int(floor.pointee) - Int(spread)
            var outside = 0
            for luma in lumas where abs(Int(luma[pixel]) - centre) > reach { outside += 1 }
            guard outside * 6 >= count, outside >= 2 else { continue }
            for index in 0..<count {
                values.luma[index] = lumas[index][pixel]
                values.cb[index] = cbs[index][pixel]
                values.cr[index] = crs[index][pixel]
            }
            values.group(reach: reach)
            guard let background = values.background else { continue }
            set(model, mode: 0, pixel: pixel, to: values.mean(of: background), weight: 255)
            model.luma.base[pixel] = model.address(plane: 0, pixel: pixel).pointee
            model.spread.base[pixel] = 0
            alternatives.cover(pixel, in: everySample & ~background)
            if let other = values.alternative(to: background) {
                alternatives.add(other, at: pixel, value: values.mean(of: other), spread: spread)
            }
        }
        for other in alternatives.independent {
            set(
                model, mode: 1, pixel: other.pixel, to: other.value,
                weight: UInt8(min(200, 64 + 400 * other.samples.nonzeroBitCount / count)))
            model.spread.base[other.pixel] = other.spread
        }
        withExtendedLifetime(samples) {}
    }

    private func set(
        _ model: BackgroundModel, mode: Int, pixel: Int, to value: (UInt8, UInt8, UInt8),
        weight: UInt8
    ) {
        model.address(plane: 4 * mode, pixel: pixel).pointee = value.0
        model.address(plane: 4 * mode + 1, pixel: pixel).pointee = value.1
        model.address(plane: 4 * mode + 2, pixel: pixel).pointee = value.2
        model.address(plane: 4 * mode + 3, pixel: pixel).pointee = weight
    }
}
