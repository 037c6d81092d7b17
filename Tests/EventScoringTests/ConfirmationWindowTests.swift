import Footage
import Testing

@testable import EventScoring

@Suite("Frames wait until it is known what is in them")
struct ConfirmationWindowTests {
    private func blob(_ track: Int, pixels: Int = 100) -> Blob {
        Blob(
            region: Region(x: 0.25, y: 0.25, width: 0.125, height: 0.25), pixels: pixels,
            track: track)
    }

    private func frame(
        _ seconds: Double, blobs: [Blob] = [], young: [Blob] = [], confirmed: [Int] = []
    ) -> MotionMetrics {
        var metrics = MotionMetrics(
            time: MediaTime(seconds: seconds), blobs: blobs, young: young, confirmed: confirmed,
            watchedPixels: 10_000)
        metrics.motionPPM = blobs.reduce(0) { $0 + $1.pixels } * 100
        metrics.suppressed[.noise] = Int64(young.reduce(0) { $0 + $1.pixels })
        return metrics
    }

    private func run(_ frames: [MotionMetrics], length: Double) -> [MotionMetrics] {
        var window = ConfirmationWindow<Void>(length: MediaTime(seconds: length))
        var out: [MotionMetrics] = []
        for frame in frames { out += window.add(frame, ()).map(\.metrics) }
        return out + window.finish().map(\.metrics)
    }

    @Test("a thing that is confirmed was motion from its first frame")
    func backdated() {
        let out = run(
            [
                frame(0), frame(0.1, young: [blob(1)]), frame(0.2, young: [blob(1)]),
                frame(0.3, blobs: [blob(1)], confirmed: [1]),
            ], length: 1)
        #expect(out.map(\.motionPPM) == [0, 10_000, 10_000, 10_000])
        #expect(out.map { $0.suppressed[.noise] } == [0, 0, 0, 0])
        #expect(out[1].blobs.map(\.track) == [1])
        #expect(out[1].young.isEmpty)
        #expect(out[1].grid?.isEmpty == false)
    }

    @Test("a thing that is not stays noise")
    func unconfirmed() {
        let out = run(
            [
                frame(0, young: [blob(1)]), frame(0.1, young: [blob(2)]),
                frame(0.2, blobs: [blob(2)], confirmed: [2]),
            ], length: 1)
        #expect(out.map(\.motionPPM) == [0, 10_000, 10_000])
        #expect(out[0].suppressed[.noise] == 100)
    }

    @Test("a confirmation reaches back only as far as the window")
    func bounded() {
        let frames =
            (0..<20).map { frame(Double($0) / 10, young: [blob(1)]) }
            + [frame(2, blobs: [blob(1)], confirmed: [1])]
        let out = run(frames, length: 0.5)
        #expect(out.first { $0.motionPPM > 0 }?.time == MediaTime(seconds: 1.5))
    }

    @Test("frames come out once each, in order, and none waits longer than the window")
    func order() {
        var window = ConfirmationWindow<Int>(length: MediaTime(seconds: 0.5))
        var out: [Int] = []
        for number in 0..<50 {
            let time = Double(number) / 10
            for entry in window.add(frame(time), number) {
                #expect(entry.metrics.time <= MediaTime(seconds: time - 0.5))
                out.append(entry.attachment)
            }
            #expect(window.entries.count <= 6)
        }
        out += window.finish().map(\.attachment)
        #expect(out == Array(0..<50))
    }
}
