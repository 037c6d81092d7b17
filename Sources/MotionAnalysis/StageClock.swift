/// The stages of the analysis of one frame, in their order.
public enum AnalysisStep: String, Sendable, CaseIterable {
    /// Reading and decoding.
    case decode
    /// Averaging down to the size that is analysed.
    case reduce
    /// Making a background from samples.
    case prime
    /// Shake, smoothing, and the fit of light.
    case prepare
    /// Comparison with the background.
    case classify
    /// Votes, holes, components and what they show.
    case objects
    /// Linking over time, and what each thing is.
    case track
    /// What the background learns.
    case learn
}

/// Adds up the time that each step of the analysis takes.
public final class StageClock {
    /// Nanoseconds by step, since the clock was made.
    public private(set) var nanoseconds: [AnalysisStep: UInt64] = [:]
    private let now: () -> UInt64
    private var last: UInt64 = 0

    /// - Parameter now: a clock in nanoseconds, best of the thread's own processor time.
    public init(now: @escaping () -> UInt64) { self.now = now }

    /// What follows belongs to the step that is ended next.
    public func start() { last = now() }

    /// Adds the time since the last start or end to a step.
    public func end(_ step: AnalysisStep) {
        let time = now()
        nanoseconds[step, default: 0] += time &- last
        last = time
    }
}
