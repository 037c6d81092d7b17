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
        addAlternatives(to: model)
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

    /// Where samples go back and forth between two values (leaves before the sky, a blinking
    /// lamp), both are background. What was there once, however long, is not: it may be a person.
    private func addAlternatives(to model: BackgroundModel) {
        let count = samples.count
        let lumas = samples.map { UnsafePointer($0.luma.base) }
        for pixel in 0..<model.size.pixelCount {
            let centre = Int(model.luma.base[pixel])
            let reach = Int(model.address(plane: ModelLayout.floorPlane, pixel: pixel).pointee)
            var outside = 0
            for luma in lumas where abs(Int(luma[pixel]) - centre) > reach { outside += 1 }
            guard outside * 6 >= count, outside >= 2 else { continue }
            guard let found = alternative(at: pixel, lumas, centre: centre, reach: reach) else {
                continue
            }
            let sample = samples[found.sample]
            model.address(plane: 4, pixel: pixel).pointee = sample.luma.base[pixel]
            model.address(plane: 5, pixel: pixel).pointee = sample.cb.base[pixel]
            model.address(plane: 6, pixel: pixel).pointee = sample.cr.base[pixel]
            model.address(plane: 7, pixel: pixel).pointee = UInt8(
                min(200, 64 + 400 * found.support / count))
        }
        withExtendedLifetime(samples) {}
    }

    private func alternative(
        at pixel: Int, _ lumas: [UnsafePointer<UInt8>], centre: Int, reach: Int
    ) -> (sample: Int, support: Int)? {
        var best: (sample: Int, support: Int)?
        for (candidate, luma) in lumas.enumerated() {
            let value = Int(luma[pixel])
            guard abs(value - centre) > reach else { continue }
            var support = 0
            var changes = 0
            var wasNear = false
            for (index, other) in lumas.enumerated() {
                let isNear = abs(Int(other[pixel]) - value) <= reach
                if isNear { support += 1 }
                if index > 0, isNear != wasNear { changes += 1 }
                wasNear = isNear
            }
            guard support >= 2, changes >= 3 else { continue }
            if support > best?.support ?? 0 { best = (candidate, support) }
        }
        return best
    }
}
