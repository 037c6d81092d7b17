import Footage
import Foundation
import Testing

@testable import Evaluation

@Suite("True boxes beside found ones")
struct TrackingTruthTests {
    private func time(_ tenths: Int) -> MediaTime {
        MediaTime(microseconds: Int64(tenths) * 100_000)
    }

    private func region(_ x: Double) -> Region {
        Region(x: x, y: 0.4, width: 0.1, height: 0.2)
    }

    private func blob(_ track: Int, at x: Double) -> Blob {
        Blob(region: region(x), pixels: 100, track: track)
    }

    /// Boxes five times a second, as long as `tenths`.
    private func thing(
        _ id: Int, at x: Double, _ tenths: ClosedRange<Int>, movingUntil end: Int
    ) -> TrackingTruth.Thing {
        TrackingTruth.Thing(
            id: id, moving: [MediaRange(start: time(tenths.lowerBound), end: time(end))],
            boxes: tenths.filter { $0 % 2 == 0 }.map {
                .init(time: time($0), region: region(x))
            })
    }

    /// Two seconds: the first thing from 0.4 s to 1.2 s, five boxes; the second from 0.8 s to 1.6 s,
    /// five boxes, the last two of them at rest.
    private var truth: TrackingTruth {
        TrackingTruth(things: [
            thing(1, at: 0.1, 4...12, movingUntil: 13), thing(2, at: 0.6, 8...16, movingUntil: 13),
        ])
    }

    @Test("Boxes are compared at their times, and as often where there is nothing")
    func times() {
        let frames = (0..<20).map { tenth in
            TrackingTruth.Frame(time: time(tenth), found: [.init(id: tenth, region: region(0.3))])
        }
        let moments = truth.moments(frames, duration: time(20))
        #expect(moments.map { $0.found.map(\.id) } == (0..<10).map { [2 * $0] })
        #expect(
            moments.map { $0.truth.map(\.id) }
                == [[], [], [1], [1], [1, 2], [1, 2], [1, 2], [], [], []])
        #expect(moments.map { $0.optional.map(\.id) }.filter { !$0.isEmpty } == [[2], [2]])
    }

    @Test("Without any true box, what is found counts five times a second")
    func empty() {
        let frames = (0..<20).map { tenth in
            TrackingTruth.Frame(time: time(tenth), found: [.init(id: 1, region: region(0.3))])
        }
        let moments = TrackingTruth(things: []).moments(frames, duration: time(20))
        #expect(TrackingScore(moments).falseBoxes == 10)
    }

    @Test("Where frames are missing, nothing was found")
    func missingFrames() {
        let frames = [4, 5, 6, 11, 12].map { tenth in
            TrackingTruth.Frame(time: time(tenth), found: [.init(id: 1, region: region(0.1))])
        }
        let score = TrackingScore(
            TrackingTruth(things: [thing(1, at: 0.1, 4...12, movingUntil: 13)])
                .moments(frames, duration: time(20)))
        // At 0.8 s nothing is near, at 1 s the frame at 1.1 s is.
        #expect(score.truthBoxes == 5 && score.matches == 4)
        #expect(score.fragments == 1)
    }

    @Test("A recording's tracks, scored by hand")
    func byHand() throws {
        // Track 7 is confirmed at 0.8 s, and was motion from 0.4 s on; from 1.2 s on the first thing
        // is track 8. The second thing is found at 1.2 s only. Track 9 never was motion; track 5
        // stands where there is nothing, at 1.8 s.
        var tracks = FoundTracks()
        for tenth in stride(from: 0, to: 20, by: 2) {
            var metrics = MotionMetrics(time: time(tenth), young: [blob(9, at: 0.85)])
            switch tenth {
            case 4, 6: metrics.young.append(blob(7, at: 0.1))
            case 8:
                metrics.confirmed = [7]
                metrics.blobs = [blob(7, at: 0.1)]
            case 10: metrics.blobs = [blob(7, at: 0.1)]
            case 12: metrics.blobs = [blob(8, at: 0.1), blob(6, at: 0.6)]
            case 18: metrics.blobs = [blob(5, at: 0.4)]
            default: break
            }
            tracks.add(metrics, stretch: 0)
        }
        let frames = tracks.frames(size: FrameSize(width: 640, height: 360))
        let score = TrackingScore(
            truth.moments(frames, duration: time(20)), leastOverlap: 0.3)
        // Five boxes of the first thing and three of the second that move; seven found.
        #expect(score.truthBoxes == 8 && score.foundBoxes == 7)
        #expect(score.misses == 2 && score.falseBoxes == 1)
        #expect(score.identitySwitches == 1 && score.fragments == 0)
        #expect(score.accuracy == 1 - 4.0 / 8)
        // Track 7 has four boxes of the first thing, track 6 one of the second.
        #expect(score.identityF == 2 * 5.0 / 15)
    }

    @Test("Over the border of two stretches the same thing keeps its number")
    func stretches() {
        var tracks = FoundTracks()
        for tenth in stride(from: 0, to: 20, by: 2) {
            // In the second stretch, numbers begin again, and 3 is young and never confirmed.
            let isSecond = tenth >= 10
            let x = 0.1 + 0.02 * Double(tenth)
            var metrics = MotionMetrics(time: time(tenth), blobs: [blob(isSecond ? 1 : 3, at: x)])
            metrics.confirmed = isSecond ? [1] : [3]
            if isSecond { metrics.young = [blob(3, at: 0.8)] }
            tracks.add(metrics, stretch: isSecond ? 1 : 0)
        }
        let frames = tracks.frames(size: FrameSize(width: 640, height: 360))
        #expect(frames.count == 10)
        #expect(Set(frames.flatMap { $0.found.map(\.id) }).count == 1)
        #expect(frames.allSatisfy { $0.found.count == 1 })
    }

    @Test("Things are read with their boxes and when they move; without any, nothing is known")
    func decoding() throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "tracks-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let start = "{\"duration_us\": 9000000, \"events\": []"
        try Data("\(start)}".utf8).write(to: URL(filePath: path))
        #expect(try EventTruth(path: path).tracking == nil)
        let object = """
            {"id": 4, "moving": [{"start_us": 400000, "end_us": 900000}],
             "path": [{"time_us": 600000, "object": 4, "x": 0.5, "y": 0.25, "width": 0.1,
                       "height": 0.2}]}
            """
        try Data("\(start), \"objects\": [\(object)]}".utf8).write(to: URL(filePath: path))
        let thing = try #require(try EventTruth(path: path).tracking?.things.first)
        #expect(thing.id == 4)
        #expect(thing.moving == [MediaRange(start: time(4), end: time(9))])
        #expect(thing.boxes.map(\.time) == [time(6)])
        #expect(thing.boxes.map(\.region) == [Region(x: 0.5, y: 0.25, width: 0.1, height: 0.2)])
    }
}
