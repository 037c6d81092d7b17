import Footage
import Testing

@testable import EventScoring

@Suite struct MomentSelectionTests {
    private func blob(_ track: Int, pixels: Int = 10, x: Double = 0.1) -> Blob {
        Blob(
            region: Region(x: x, y: 0.2, width: 0.1, height: 0.3), pixels: pixels, track: track)
    }

    private func boxes(
        _ frames: [MotionMetrics], orientation: Orientation = .upright
    ) -> [TimedBoxes] {
        var builder = SegmentBuilder(parameters: ScoringParameters(), orientation: orientation)
        for frame in frames { _ = builder.add(frame, standing: MediaTime(seconds: 0.04)) }
        return builder.finish()?.boxes ?? []
    }

    @Test("At most five moments a second are kept, the one with the most motion of each fifth")
    func moments() {
        let frames = (0..<50).map { index in
            MotionMetrics(
                time: MediaTime(microseconds: Int64(index) * 40_000),
                motionPPM: index == 23 ? 900 : 100 + index % 5, blobs: [blob(1)])
        }
        let kept = boxes(frames)
        #expect(kept.count == 10)
        #expect(kept.contains { $0.time == MediaTime(microseconds: 23 * 40_000) }, "the peak")
        #expect(kept.map(\.time) == kept.map(\.time).sorted())
    }

    @Test("Of more than sixteen boxes the longest-lived stay, the biggest of those as old")
    func crowd() throws {
        let old = (1...3).map { blob($0, pixels: 1) }
        let fresh = (4...23).map { blob($0, pixels: $0) }
        let kept = boxes([
            MotionMetrics(time: .zero, motionPPM: 100, blobs: old),
            MotionMetrics(time: MediaTime(seconds: 1), motionPPM: 100, blobs: fresh + old),
        ])
        let tracks = try #require(kept.last).boxes.map(\.track)
        #expect(tracks.count == 16)
        #expect(tracks.prefix(3) == [1, 2, 3])
        #expect(tracks.dropFirst(3) == Array((11...23).reversed())[...])
    }

    @Test("Boxes are turned as the viewer sees the picture")
    func rotation() throws {
        let frame = MotionMetrics(time: .zero, motionPPM: 100, blobs: [blob(1)])
        let box = try #require(boxes([frame], orientation: .clockwise90).first?.boxes.first)
        #expect(abs(box.region.x - 0.5) < 1e-9)
        #expect(abs(box.region.y - 0.1) < 1e-9)
        #expect(abs(box.region.width - 0.3) < 1e-9)
        #expect(abs(box.region.height - 0.1) < 1e-9)
    }

    @Test("Motion without boxes keeps no moments")
    func noBoxes() {
        #expect(boxes([MotionMetrics(time: .zero, motionPPM: 100)]).isEmpty)
    }
}
