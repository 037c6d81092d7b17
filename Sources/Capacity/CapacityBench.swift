public import FeedPipeline
import Footage
import Foundation
public import VideoDecoding

/// Measures streams: what each stage costs, how fast recordings are scanned, how many cameras
/// are carried live.
public struct CapacityBench: Sendable {
    public var settings: RecordingSettings
    /// Time of each recording that is measured, about.
    public var seconds: Double
    public var workers: Int
    public var live: LiveSearch

    /// No part of a recording that is longer than this is measured whole.
    static let longestStretch = 300.0

    public init(
        settings: RecordingSettings, seconds: Double, workers: Int, live: LiveSearch
    ) {
        self.settings = settings
        self.seconds = seconds
        self.workers = workers
        self.live = live
    }

    /// A stream that was measured, and its work for more measurements.
    public struct Measured: Sendable {
        public var measurement: StreamMeasurement
        public var work: MeasuredRecording
    }

    /// Measures one recording.
    /// - Throws: `CapacityError`.
    public func measure(_ source: RecordingSource) throws(CapacityError) -> Measured {
        do {
            return try measured(source)
        } catch let error as CapacityError {
            throw error
        } catch let error as VideoDecodingError {
            throw .unreadable(path: source.path, reason: error.description)
        } catch {
            throw .failed(path: source.path, reason: "\(error)")
        }
    }

    private func measured(_ source: RecordingSource) throws -> Measured {
        let built = try ProcessorTime.ofThread { try RecordingIndex.build(source) }
        let work = MeasuredRecording(index: built.0, settings: settings)
        let longest = work.stretches.map(\.range.duration.seconds).max() ?? 0
        guard longest <= max(Self.longestStretch, seconds) else {
            throw CapacityError.tooFewKeyFrames(path: source.path, seconds: Int(longest))
        }
        let store = try ScratchStore(settings: settings)
        let costs = try StageMeter(settings: settings, seconds: seconds, store: store)
            .costs(of: work, indexSeconds: built.seconds)
        guard costs.frames > 0 else { throw CapacityError.noPictures(path: source.path) }
        let batch = try BatchTrial(store: store, workers: workers, seconds: seconds)
            .run(work, costs: costs)
        let facts = Self.facts(of: work)
        let capacity = try live.run(
            [work], load: costs.liveLoad(framesPerSecond: facts.framesPerSecond))
        return Measured(
            measurement: StreamMeasurement(
                facts: facts, costs: costs, batch: batch, live: capacity), work: work)
    }

    /// How many cameras are carried of several kinds in equal parts.
    /// - Throws: `CapacityError`.
    public func measureMix(_ streams: [Measured]) throws(CapacityError) -> LiveCapacity {
        let loads = streams.map { stream in
            stream.measurement.costs.liveLoad(
                framesPerSecond: stream.measurement.facts.framesPerSecond)
        }
        do {
            return try live.run(
                streams.map(\.work), load: loads.reduce(0, +) / Double(max(1, loads.count)))
        } catch let error as CapacityError {
            throw error
        } catch {
            throw .failed(path: "all of them together", reason: "\(error)")
        }
    }

    private static func facts(of work: MeasuredRecording) -> StreamFacts {
        let index = work.index
        let seconds = max(index.duration.seconds, 0.001)
        return StreamFacts(
            path: index.source.path, container: index.info.container, codec: index.info.codec,
            size: index.info.storedSize, analysisSize: work.geometry.size,
            durationSeconds: index.duration.seconds,
            framesPerSecond: Double(index.packetCount) / seconds,
            bitsPerSecond: Double(index.groups.reduce(0) { $0 + $1.bytes }) * 8 / seconds,
            keyFrameSeconds: seconds / Double(max(1, index.groups.count)))
    }
}
