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
    static let largestSpread = 12

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
                let difference = value > centre ? value - centre : centre - value
                noise.add(difference: difference, change: difference, luma: centre)
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
        var alternatives = Alternatives(size: model.size)
        let reach = Plane(size: model.size)
        for i in 0..<model.size.pixelCount { reach.base[i] = model.reach(at: i) }
        ContestedPixels(samples: samples, kernels: kernels).visit(
            around: model.luma, reach: reach
        ) {
            pixel, values, group in
            let spread = model.spread.base[pixel]
            let background = values.mean(of: group)
            model.set(mode: 0, pixel: pixel, to: background, weight: 255)
            model.luma.base[pixel] = background.luma
            model.spread.base[pixel] = 0
            alternatives.cover(pixel, in: values.everySample & ~group)
            guard let other = values.alternative(to: group) else { return }
            alternatives.add(
                .init(
                    pixel: pixel, samples: other, background: background,
                    value: values.mean(of: other), spread: spread))
        }
        for other in alternatives.independent {
            let weight = other.weight(in: samples.count)
            model.set(mode: 1, pixel: other.pixel, to: other.value, weight: weight)
            model.spread.base[other.pixel] = other.spread
        }
    }
}
