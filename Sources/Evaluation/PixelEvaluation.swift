public import FeedPipeline
public import Footage
import Foundation
public import MotionAnalysis
import VideoDecoding

/// Compares the masks of a sequence with its true ones.
public struct PixelEvaluation: Sendable {
    /// What came out for one sequence.
    public struct Result: Sendable {
        public var score = PixelScore()
        /// Frames analysed, and those of them that were compared with the truth.
        public var frames = 0
        public var scoredFrames = 0
        /// Frames that could not be decoded.
        public var lostFrames = 0
        /// Processor time of each step, milliseconds per frame.
        public var stepMilliseconds: [AnalysisStep: Double] = [:]
        public var suppressed = SuppressorCounts()
        /// The sequence has one mask: what counts is wrong pixels.
        public var hasSingleMask = false

        /// Of everything after decoding.
        public var millisecondsPerFrame: Double {
            stepMilliseconds.filter { $0.key != .decode }.values.reduce(0, +)
        }
    }

    public var settings: RecordingSettings
    public var manner: RecordingAnalysis.Manner
    /// Of numbered pictures.
    public var framesPerSecond: Double
    /// Where masks are written as `bin000001.png`, at the size of the pictures; `nil`: nowhere.
    public var maskFolder: String?

    public init(
        settings: RecordingSettings, manner: RecordingAnalysis.Manner,
        framesPerSecond: Double = 25, maskFolder: String? = nil
    ) {
        self.settings = settings
        self.manner = manner
        self.framesPerSecond = framesPerSecond
        self.maskFolder = maskFolder
    }

    /// - Parameter onProgress: gets the share of the frames that are done, 0…1.
    /// - Throws: `EvaluationError`.
    public func run(
        folder: String, name: String, category: String?, onProgress: (Double) -> Void = { _ in }
    ) throws(EvaluationError) -> Result {
        let sequence = try LabelledSequence(
            folder: folder, name: name, category: category, framesPerSecond: framesPerSecond)
        do {
            return try run(sequence, folder: folder, onProgress: onProgress)
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw .unreadable(path: sequence.source.path, reason: "\(error)")
        }
    }

    private func run(
        _ sequence: LabelledSequence, folder: String, onProgress: (Double) -> Void
    ) throws -> Result {
        let analysis = try RecordingAnalysis(sequence.source, settings: settings)
        let size = analysis.size
        let region = try sequence.truth.region(size: size)
        let clock = StageClock(now: Self.threadNanoseconds)
        var result = Result()
        result.hasSingleMask = sequence.truth.masks.count == 1
        var writer = try maskFolder.map { try MaskWriter(folder: "\($0)/\(sequence.name)") }
        result.lostFrames = try analysis.run(as: manner, clock: clock) { frame in
            result.frames += 1
            result.suppressed.add(frame.metrics.suppressed)
            let number =
                sequence.firstNumber
                + Int((frame.metrics.time.seconds * sequence.framesPerSecond).rounded())
            if sequence.truth.scores(number),
                let labels = try sequence.truth.labels(of: number, size: size)
            {
                result.score.add(
                    frame.foreground, geometry: frame.geometry, labels: labels, region: region)
                result.scoredFrames += 1
            }
            try writer?.write(frame, number: number)
            onProgress(Double(result.frames) / Double(max(1, analysis.frameCount)))
        }
        guard result.scoredFrames > 0 else {
            throw EvaluationError.truthWithoutFrames(
                path: folder, count: sequence.truth.masks.count)
        }
        for (step, nanoseconds) in clock.nanoseconds {
            result.stepMilliseconds[step] = Double(nanoseconds) / 1e6 / Double(result.frames)
        }
        return result
    }

    private static func threadNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

extension PixelScore {
    /// Adds one frame.
    ///
    /// - Parameters:
    ///   - mask: of analysis size; a pixel of it stands for `divisorX × divisorY` stored ones, the
    ///     last also for the rest at the edge.
    ///   - labels: CDnet's grey levels, of stored size.
    ///   - region: row-major, `true` where pixels count; `nil`: everywhere.
    mutating func add(
        _ mask: Plane, geometry: AnalysisGeometry, labels: Plane, region: [Bool]?
    ) {
        let (width, height) = (labels.size.width, labels.size.height)
        for y in 0..<height {
            let maskY = min(y / geometry.divisorY, mask.size.height - 1)
            for x in 0..<width {
                let index = y * width + x
                let label = TruthLabel.byLevel[Int(labels.bytes[index])]
                guard label.isScored, region?[index] ?? true else { continue }
                let maskX = min(x / geometry.divisorX, mask.size.width - 1)
                let isOn = mask.bytes[maskY * mask.size.width + maskX] != 0
                switch (isOn, label == .foreground) {
                case (true, true): truePositives += 1
                case (true, false):
                    falsePositives += 1
                    if label == .shadow { shadowPositives += 1 }
                case (false, true): falseNegatives += 1
                case (false, false): trueNegatives += 1
                }
            }
        }
    }
}
