public import Footage

/// What a stream is.
public struct StreamFacts: Hashable, Sendable {
    public var path: String
    public var container: String
    public var codec: String
    public var size: FrameSize
    /// Size in which it is analysed.
    public var analysisSize: FrameSize
    public var durationSeconds: Double
    public var framesPerSecond: Double
    public var bitsPerSecond: Double
    /// Mean time from key frame to key frame.
    public var keyFrameSeconds: Double
}

/// What the work on one stream costs on one core.
public struct StreamCosts: Hashable, Sendable {
    /// Frames, and time of the recording, that were measured.
    public var frames = 0
    public var mediaSeconds = 0.0
    /// Processor time per frame of the recording, in milliseconds.
    public var milliseconds: [BenchStage: Double] = [:]
    /// Processor time of looking at the key frames alone, per second of the recording.
    public var keyFramePassPerSecond = 0.0

    /// All stages of a thorough scan.
    public var millisecondsPerFrame: Double { milliseconds.values.reduce(0, +) }

    /// What a live feed has of them.
    public var liveMillisecondsPerFrame: Double {
        milliseconds.filter(\.key.isLive).values.reduce(0, +)
    }

    /// The share of one core that one such camera takes, live.
    public func liveLoad(framesPerSecond: Double) -> Double {
        liveMillisecondsPerFrame / 1000 * framesPerSecond
    }
}

/// How fast recordings like this one are scanned with all cores.
public struct BatchSpeed: Hashable, Sendable {
    public var workers: Int
    /// Frames per second of wall-clock time, all workers together.
    public var framesPerSecond: Double
    /// Hours of recording in an hour, every frame looked at.
    public var thoroughHours: Double
    /// Hours of recording in an hour, the key frames and the likeliest tenth.
    public var fastHours: Double
    /// The most memory that the process has had.
    public var peakBytes: Int
}

/// Everything measured on one stream.
public struct StreamMeasurement: Hashable, Sendable {
    public var facts: StreamFacts
    public var costs: StreamCosts
    public var batch: BatchSpeed
    public var live: LiveCapacity
}
