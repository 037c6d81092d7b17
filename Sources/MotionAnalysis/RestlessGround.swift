import Footage
import KernelDispatch

/// Learns from the last half minute what places go back and forth between: leaves before the sky,
/// waves, the steps of an escalator.
///
/// The model learns nothing where it sees an object, and what is restless looks like one until it
/// is known. So a few frames are kept, ever further apart, and looked at together as the samples of
/// a recording are.
struct RestlessGround {
    /// In the order of time, in the light of the background.
    private var frames: [WorkingPicture] = []
    /// Samples of other times, in that light too.
    private var witnesses: [WorkingPicture] = []
    private var interval: MediaTime
    private var lastTime: MediaTime?
    /// Frames that came since they were last looked at.
    private var fresh = 0

    private let shortestInterval: MediaTime
    private let longestInterval: MediaTime

    /// Frames kept at most; then every second one goes and the distance doubles.
    private static let largestCount = 16
    /// Fewer show nothing in turn.
    private static let leastCount = 8
    /// Looked at again after so many new frames.
    private static let step = 4
    /// In so many samples of other times it must be seen: a person who waves stands elsewhere then.
    private static let leastWitnesses = 2

    private let kernels: KernelTable

    init(parameters: ModelParameters, kernels: KernelTable) {
        self.kernels = kernels
        shortestInterval = MediaTime(seconds: parameters.restlessShortestSeconds)
        longestInterval = MediaTime(seconds: parameters.restlessLongestSeconds)
        interval = shortestInterval
    }

    /// Forgets all frames.
    ///
    /// - Parameter witnesses: samples of other times, in the light of the new background.
    mutating func restart(witnesses: [WorkingPicture] = []) {
        self.witnesses = witnesses
        frames.removeAll()
        interval = shortestInterval
        lastTime = nil
        fresh = 0
    }

    /// Takes the frame, in the light of the background, if it is time.
    ///
    /// - Returns: whether it is time to learn from the frames.
    mutating func add(_ frame: WorkingPicture, at time: MediaTime) -> Bool {
        if let lastTime, time >= lastTime, time - lastTime < interval { return false }
        lastTime = time
        let copy = makeRoom() ?? WorkingPicture(size: frame.size)
        copy.copy(from: frame)
        frames.append(copy)
        fresh += 1
        guard frames.count >= Self.leastCount, fresh >= Self.step else { return false }
        fresh = 0
        return true
    }

    /// - Returns: a picture that is no longer needed.
    private mutating func makeRoom() -> WorkingPicture? {
        guard frames.count == Self.largestCount else { return nil }
        guard interval < longestInterval else { return frames.removeFirst() }
        frames = frames.indices.filter { $0 % 2 == 1 }.map { frames[$0] }
        interval = MediaTime(microseconds: 2 * interval.microseconds)
        return nil
    }

    /// Brings the frames to another light, as the background was brought to it.
    mutating func apply(_ fit: LightFit) {
        let (gain, offset) = fit.fixedPoint
        for frame in frames {
            kernels.applyGain(frame.luma.base, gain, offset, frame.luma.size.pixelCount)
        }
        witnesses.removeAll()
    }

    /// Adds to the model what the frames go back and forth between.
    func teach(_ model: BackgroundModel, noise: NoiseFloor) {
        var alternatives = Alternatives(size: model.size)
        let reach = Plane(size: model.size)
        for i in 0..<model.size.pixelCount {
            reach.base[i] = noise.thresholds[Int(model.luma.base[i])]
        }
        ContestedPixels(samples: frames, kernels: kernels).visit(
            around: model.luma, reach: reach
        ) {
            pixel, values, group in
            alternatives.cover(pixel, in: values.everySample & ~group)
            guard let other = values.alternative(to: group) else { return }
            let background = values.mean(of: SampleValues.laterHalf(of: group))
            let value = values.mean(of: SampleValues.laterHalf(of: other))
            guard isWitnessed(value, at: pixel, reach: noise.thresholds[Int(value.luma)])
            else { return }
            let beyond = values.middleRange - Int(noise.thresholds[Int(background.luma)])
            alternatives.add(
                .init(
                    pixel: pixel, samples: other, background: background, value: value,
                    spread: UInt8(min(max(beyond, 0), ModelSeeding.largestSpread))))
        }
        for other in alternatives.independent {
            model.know(other.background, at: other.pixel, weight: 255)
            model.luma.base[other.pixel] = other.background.luma
            model.know(other.value, at: other.pixel, weight: other.weight(in: frames.count))
            model.spread.base[other.pixel] = max(model.spread.base[other.pixel], other.spread)
        }
    }

    private func isWitnessed(
        _ value: PixelValue, at pixel: Int, reach: UInt8
    ) -> Bool {
        guard !witnesses.isEmpty else { return true }
        var count = 0
        for witness in witnesses where witness.value(at: pixel).distance(to: value) <= reach {
            count += 1
            if count == Self.leastWitnesses { return true }
        }
        return false
    }
}
