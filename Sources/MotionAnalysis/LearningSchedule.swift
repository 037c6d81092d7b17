import Footage
import KernelDispatch

/// When which tiles learn, and by how much: the same change per second at any frame rate.
///
/// The tiles are learnt in turn, every `phaseCount`-th together; each set has its own clock and
/// its own remainders of amounts below one.
struct LearningSchedule {
    static let phaseCount = 4
    /// A set rests at least this long: at 25 frames a second every fourth frame.
    private static let restSeconds = 0.15
    /// After a gap in time nothing is learnt for more than this.
    private static let longestSeconds = 1.0

    /// For taking over at once; nothing else is learnt.
    static let absorption = LearnRates(
        step: 255, gain: 0, loss: 0, vacating: 0, newcomer: 0,
        absorbed: 2 * BackgroundModel.leastWeight)

    private struct Clock {
        var last: MediaTime?
        var follow = 0.0
        var gain = 0.0
        var loss = 0.0
        var vacating = 0.0
    }

    private let parameters: AnalysisParameters
    private var clocks = [Clock](repeating: Clock(), count: phaseCount)

    init(parameters: AnalysisParameters) { self.parameters = parameters }

    /// Begins anew, the sets evenly staggered.
    mutating func restart(at time: MediaTime) {
        for phase in clocks.indices {
            let lead = Self.restSeconds * Double(phase) / Double(Self.phaseCount)
            clocks[phase] = Clock(last: time - MediaTime(seconds: lead))
        }
    }

    /// The amounts for one set, or `nil` while it rests.
    mutating func rates(phase: Int, at time: MediaTime) -> LearnRates? {
        guard let last = clocks[phase].last else { return nil }
        let elapsed = (time - last).seconds
        guard elapsed >= Self.restSeconds - 0.001 else { return nil }
        let seconds = min(elapsed, Self.longestSeconds)
        clocks[phase].last = time
        let least = Double(BackgroundModel.leastWeight)
        let gain = least / max(parameters.model.learningSeconds, 0.1)
        return LearnRates(
            step: whole(\.follow, phase, parameters.model.followLevelsPerSecond * seconds),
            gain: whole(\.gain, phase, gain * seconds),
            // Full weight lasts for some minutes without being seen.
            loss: whole(\.loss, phase, seconds),
            vacating: whole(\.vacating, phase, 2 * gain * seconds),
            newcomer: 8, absorbed: 2 * BackgroundModel.leastWeight)
    }

    private mutating func whole(
        _ remainder: WritableKeyPath<Clock, Double>, _ phase: Int, _ amount: Double
    ) -> UInt8 {
        let wanted = amount + clocks[phase][keyPath: remainder]
        let taken = min(wanted.rounded(.down), 255)
        clocks[phase][keyPath: remainder] = min(wanted - taken, 1)
        return UInt8(taken)
    }
}
