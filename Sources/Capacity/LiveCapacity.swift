public import FeedPipeline
import Foundation

/// How many cameras the machine carries live.
public struct LiveCapacity: Hashable, Sendable {
    /// What keeps it from more.
    public enum Limit: String, Sendable {
        case processor, memory, most
    }

    /// Cameras that the cost of one promises.
    public var predicted = 0
    /// Cameras that were run at a time, with no frame dropped and the headroom kept; 0 where not
    /// even one was.
    public var cameras = 0
    /// Whether `cameras` is what was run, and not the least that failed.
    public var isVerified = false
    public var limit = Limit.processor
    /// How long each run took.
    public var seconds = 0.0
    /// Of the last run that counts.
    public var arrivedFrames = 0
    public var droppedFrames = 0
    /// Share of all cores that the cameras took, and that others took meanwhile.
    public var processorShare = 0.0
    public var processorShareOfOthers = 0.0
    public var delayMedianMilliseconds = 0.0
    public var delay99Milliseconds = 0.0
    public var bytesPerCamera = 0

    /// The machine's price, shared by the cameras that it carries; `nil` where it carries none.
    public func costPerCamera(price: Double?) -> Double? {
        isVerified && cameras > 0 ? price.map { $0 / Double(cameras) } : nil
    }
}

/// Finds how many cameras the machine carries: first by what one costs, then by running them.
public struct LiveSearch: Sendable {
    public var settings: RecordingSettings
    /// Share of the cores that is to stay free.
    public var headroom: Double
    /// Length of a run.
    public var seconds: Double
    public var cores: Int
    /// More are not tried.
    public var most = 512
    /// Told of each run before it begins.
    public var onTrial: @Sendable (Int) -> Void = { _ in }

    static let mostTrials = 4
    /// Of the memory that is there; the rest is for others.
    private static let memoryShare = 0.7

    public init(settings: RecordingSettings, headroom: Double, seconds: Double, cores: Int) {
        self.settings = settings
        self.headroom = headroom
        self.seconds = seconds
        self.cores = cores
    }

    /// - Parameters:
    ///   - works: the cameras, in equal parts.
    ///   - load: share of a core that one of them takes, on average.
    public func run(_ works: [MeasuredRecording], load: Double) throws -> LiveCapacity {
        var capacity = LiveCapacity()
        capacity.seconds = seconds
        capacity.predicted = count(load: load)
        let bound = bound(works)
        var next = min(max(1, capacity.predicted), bound.count)
        var failed = Int.max
        for _ in 0..<Self.mostTrials {
            onTrial(next)
            let outcome = try LiveTrial(settings: settings, seconds: seconds)
                .run(works, count: next)
            let keeps = keepsUp(outcome)
            let seen = count(load: outcome.coresUsed / Double(next))
            if keeps || !capacity.isVerified { take(outcome, keeps, into: &capacity) }
            if keeps {
                // Worth another run only if there is room for noticeably more.
                let better = min(seen, bound.count, failed - 1)
                guard Double(better) >= Double(next) * 1.08, better > next else { break }
                next = better
            } else {
                failed = min(failed, next)
                if capacity.isVerified || next == 1 { break }
                // Where frames were dropped, as many as those that were looked at stand for.
                let share =
                    outcome.droppedFrames > 0 ? outcome.lookedAtShare * (1 - headroom / 2) : 0.95
                next = max(1, min(seen, next - 1, Int(Double(next) * share)))
            }
        }
        if capacity.isVerified, capacity.cameras == bound.count { capacity.limit = bound.limit }
        return capacity
    }

    /// Cameras of this load that leave the headroom.
    func count(load: Double) -> Int {
        guard load > 0 else { return most }
        return Int(min(Double(most), Double(cores) * (1 - headroom) / load))
    }

    func keepsUp(_ outcome: LiveTrial.Outcome) -> Bool {
        // Two hundredths are within what two runs differ by.
        outcome.droppedFrames == 0
            && outcome.coresUsed / Double(cores) <= 1 - headroom + 0.02
            && outcome.delay99Milliseconds < PacedCamera.queueSeconds * 1000
    }

    private func take(
        _ outcome: LiveTrial.Outcome, _ keeps: Bool, into capacity: inout LiveCapacity
    ) {
        capacity.isVerified = keeps
        capacity.cameras = keeps ? outcome.cameras : 0
        capacity.arrivedFrames = outcome.arrivedFrames
        capacity.droppedFrames = outcome.droppedFrames
        capacity.processorShare = outcome.coresUsed / Double(cores)
        capacity.processorShareOfOthers = outcome.coresUsedByOthers / Double(cores)
        capacity.delayMedianMilliseconds = outcome.delayMedianMilliseconds
        capacity.delay99Milliseconds = outcome.delay99Milliseconds
        capacity.bytesPerCamera = outcome.bytesPerCamera
    }

    /// The most that may be tried, and why not more.
    private func bound(_ works: [MeasuredRecording]) -> (count: Int, limit: LiveCapacity.Limit) {
        guard let available = SystemState.availableBytes() else { return (most, .most) }
        // A decoder keeps up to 17 pictures of 1.5 bytes a pixel, the analysis some 16 MB.
        let bytes = works.map { $0.index.info.storedSize.pixelCount * 3 / 2 * 17 + 16_000_000 }
        let mean = bytes.reduce(0, +) / max(1, bytes.count)
        let fitting = Int(Double(available) * Self.memoryShare) / max(1, mean)
        return fitting < most ? (max(1, fitting), .memory) : (most, .most)
    }
}
