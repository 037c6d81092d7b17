import Footage
import Testing

@testable import MotionAnalysis

@Suite("Following things from frame to frame")
struct BlobTrackerTests {
    /// A thing that moves evenly: its box at a time, in pixels of a picture of 640 × 360.
    private struct Mover {
        var x: Double
        var y = 150.0
        var speed: Double
        var width = 24.0
        var height = 80.0
        var luma: Double

        func box(_ time: Double) -> BoxEdges {
            BoxEdges(
                left: (x + speed * time).rounded(), top: y,
                right: (x + speed * time).rounded() + width, bottom: y + height)
        }
    }

    /// Follows things for some seconds; those that touch are one observation.
    ///
    /// - Returns: for every frame the number of the thing at each mover's place.
    private func follow(
        _ movers: [Mover], seconds: Double, framesPerSecond: Double = 15,
        hidden: (Int, Double) -> Bool = { _, _ in false }
    ) -> [[Int?]] {
        var tracker = BlobTracker(
            size: FrameSize(width: 640, height: 360), parameters: AnalysisParameters())
        var numbers: [[Int?]] = []
        for frame in 0..<Int(seconds * framesPerSecond) {
            let time = Double(frame) / framesPerSecond
            let seen = movers.indices.filter { !hidden($0, time) }
            var observations = touching(seen.map { (movers[$0].box(time), movers[$0].luma) })
                .map(observation)
            tracker.link(&observations, at: MediaTime(seconds: time))
            for index in tracker.tracks.indices where tracker.tracks[index].observations >= 3 {
                tracker.tracks[index].isConfirmed = true
            }
            numbers.append(
                movers.map { mover in
                    let present = tracker.tracks.filter(\.isMatched)
                    let best = present.max {
                        $0.seenBox.overlap(mover.box(time)) < $1.seenBox.overlap(mover.box(time))
                    }
                    return best.flatMap {
                        $0.seenBox.overlap(mover.box(time)) > 0.3 ? $0.thing : nil
                    }
                })
        }
        return numbers
    }

    private func touching(_ boxes: [(BoxEdges, Double)]) -> [(BoxEdges, Double)] {
        var joined: [(BoxEdges, Double)] = []
        for (box, luma) in boxes {
            if let index = joined.firstIndex(where: { $0.0.common(box) > 0 }) {
                joined[index] = (joined[index].0.union(box), (joined[index].1 + luma) / 2)
            } else {
                joined.append((box, luma))
            }
        }
        return joined
    }

    private func observation(_ box: BoxEdges, luma: Double) -> Observation {
        var component = MaskComponent()
        for y in Int(box.top)..<Int(box.bottom) {
            component.add(
                start: Int(box.left), end: Int(box.right), row: y, isAtEdge: false)
        }
        return Observation(
            component: component, appearance: Appearance(luma: luma), activeShare: 1,
            activePixels: component.pixels, looksLikeGhost: false, looksLikeLight: false)
    }

    @Test("Two who cross keep their numbers", arguments: [8.0, 15, 30])
    func crossing(rate: Double) {
        let movers = [
            Mover(x: 100, speed: 80, luma: 60), Mover(x: 460, speed: -80, luma: 170),
        ]
        let numbers = follow(movers, seconds: 4.5, framesPerSecond: rate)
        #expect(numbers[Int(rate)] == [1, 2])
        #expect(numbers.last == [1, 2])
    }

    @Test("Each of two who touch has a box of its own")
    func group() {
        let movers = [
            Mover(x: 100, speed: 80, luma: 60), Mover(x: 460, speed: -80, luma: 170),
        ]
        let numbers = follow(movers, seconds: 4.5)
        let both = numbers.dropFirst(5).filter { $0 == [1, 2] }
        #expect(both.count > (numbers.count - 5) * 8 / 10)
    }

    @Test("One that passes behind scenery comes back under its number", arguments: [4.0, 15, 30])
    func occlusion(rate: Double) {
        let numbers = follow(
            [Mover(x: 60, speed: 90, luma: 90)], seconds: 5, framesPerSecond: rate
        ) { _, time in time > 2 && time < 3.2 }
        #expect(numbers.last == [1])
    }

    @Test("Another thing elsewhere is not taken for the one that went out of sight")
    func stranger() {
        let movers = [Mover(x: 60, speed: 60, luma: 90), Mover(x: 560, speed: -60, luma: 200)]
        let numbers = follow(movers, seconds: 4) { index, time in
            index == 0 ? time > 1.5 : time < 2
        }
        #expect(numbers.last == [nil, 2])
    }

    @Test("What is seen in two parts that move as one is one thing")
    func parts() {
        let movers = [
            Mover(x: 60, y: 120, speed: 70, height: 40, luma: 60),
            Mover(x: 62, y: 166, speed: 70, width: 20, height: 34, luma: 160),
        ]
        #expect(follow(movers, seconds: 3).last == [1, 1])
    }

    @Test(
        "A foot that stands while the person goes on is no thing of its own, nor one seen before him",
        arguments: [20, 0])
    func foot(first: Int) {
        var tracker = BlobTracker(
            size: FrameSize(width: 640, height: 360), parameters: AnalysisParameters())
        for frame in 0..<40 {
            let time = Double(frame) / 15
            let body = Mover(x: 60, speed: 60, luma: 60).box(time)
            var boxes = [(body, 60.0)]
            if frame >= first {
                // Each foot stands for two thirds of a second, near the middle of the way over it.
                let step = Mover(x: 66, speed: 60, luma: 60).box(
                    Double(first + (frame - first) / 10 * 10 + 5) / 15)
                boxes.append(
                    (
                        BoxEdges(
                            left: step.left, top: body.bottom + 6, right: step.left + 12,
                            bottom: body.bottom + 28), 60
                    ))
            }
            var observations = boxes.map(observation)
            tracker.link(&observations, at: MediaTime(seconds: time))
            for index in tracker.tracks.indices
            where tracker.tracks[index].observations >= 3 && tracker.tracks[index].travel > 4 {
                tracker.tracks[index].isPlausible = true
            }
        }
        #expect(tracker.tracks.map(\.thing) == [1])
    }

    @Test("Two who walk side by side are two")
    func sideBySide() {
        let movers = [
            Mover(x: 60, speed: 70, luma: 60), Mover(x: 100, speed: 70, luma: 160),
        ]
        #expect(follow(movers, seconds: 4).last == [1, 2])
    }

    @Test("The estimate after a second is the same for any number of frames")
    func frames() {
        func estimate(_ count: Int) -> MotionEstimate {
            var estimate = MotionEstimate(position: 10, deviation: 2, velocityDeviation: 30)
            for _ in 0..<count { estimate.advance(seconds: 1 / Double(count), acceleration: 12) }
            return estimate
        }
        #expect(abs(estimate(1).variance - estimate(50).variance) < 1e-6)
    }
}
