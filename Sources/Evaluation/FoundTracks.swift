import EventScoring
import Footage

/// Gathers the boxes of confirmed tracks, frame by frame.
struct FoundTracks {
    /// Number of a track, which holds within its stretch.
    private struct Number: Hashable {
        var stretch: Int
        var track: Int
    }

    private var frames: [(metrics: MotionMetrics, stretch: Int)] = []
    private var confirmed: Set<Number> = []

    /// Takes the next frame.
    mutating func add(_ metrics: MotionMetrics, stretch: Int) {
        confirmed.formUnion(metrics.confirmed.map { Number(stretch: stretch, track: $0) })
        // Of a frame only the boxes are needed.
        frames.append(
            (
                MotionMetrics(time: metrics.time, blobs: metrics.blobs, young: metrics.young),
                stretch
            ))
    }

    /// What was motion all along, in order of time. Numbers hold over all of it: from one stretch
    /// to the next, tracks are joined as for the path of an event's object.
    ///
    /// - Parameter size: of the pictures, as stored.
    func frames(size: FrameSize) -> [TrackingTruth.Frame] {
        let boxes = frames.map { frame in
            TimedBoxes(
                time: frame.metrics.time,
                boxes: (frame.metrics.blobs
                    + frame.metrics.young.filter {
                        confirmed.contains(Number(stretch: frame.stretch, track: $0.track))
                    }).map { TimedBoxes.Box(region: $0.region, track: $0.track) })
        }
        guard Set(frames.map(\.stretch)).count > 1 else {
            return boxes.map { moment in
                TrackingTruth.Frame(
                    time: moment.time,
                    found: moment.boxes.map { .init(id: $0.track, region: $0.region) })
            }
        }
        var found: [MediaTime: [TrackingMoment.Thing]] = [:]
        for (number, path) in ObjectPathBuilder(displayed: size).paths(from: boxes).enumerated() {
            for point in path.points {
                found[point.time, default: []].append(.init(id: number, region: point.region))
            }
        }
        return boxes.map { TrackingTruth.Frame(time: $0.time, found: found[$0.time] ?? []) }
    }
}
