import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("Frames in which nothing is new")
struct RestingFramesTests {
    private static let size = FrameSize(width: 320, height: 180)

    /// A textured ground with noise of its own, and a square of another brightness, if any.
    private static func luma(noiseSeed: Int, square: (x: Int, side: Int, contrast: Int)? = nil)
        -> Plane
    {
        let plane = Plane(size: size)
        var state = UInt32(truncatingIfNeeded: noiseSeed &* 2_654_435_761 | 1)
        for y in 0..<size.height {
            for x in 0..<size.width {
                state = state &* 1_664_525 &+ 1_013_904_223
                plane[x, y] = UInt8(90 + (x / 7 + y / 5) % 40 + Int(state >> 30))
            }
        }
        guard let square else { return plane }
        for y in 60..<60 + square.side {
            for x in square.x..<square.x + square.side {
                plane[x, y] = UInt8(Int(plane[x, y]) + square.contrast)
            }
        }
        return plane
    }

    private static func frames(isAtRest: Bool) -> RestingFrames {
        var frames = RestingFrames(
            size: size, parameters: AnalysisParameters().model, kernels: .forThisMachine)
        _ = frames.leavesOut(luma(noiseSeed: 1), at: .zero, analysed: nil)
        frames.remember(luma(noiseSeed: 1), isAtRest: isAtRest)
        return frames
    }

    private static func time(_ frame: Int) -> MediaTime {
        MediaTime(microseconds: Int64(frame) * 40_000)
    }

    @Test("A scene at rest is analysed again after a quarter of a second at the latest")
    func leavesOutForAWhile() {
        var frames = Self.frames(isAtRest: true)
        let left = (1...7).map {
            frames.leavesOut(Self.luma(noiseSeed: $0 + 1), at: Self.time($0), analysed: .zero)
        }
        #expect(left == [true, true, true, true, true, false, false])
    }

    @Test("While something is going on every frame is analysed")
    func analysesAllInMotion() {
        var frames = Self.frames(isAtRest: false)
        let isLeftOut = frames.leavesOut(Self.luma(noiseSeed: 2), at: Self.time(1), analysed: .zero)
        #expect(!isLeftOut)
    }

    @Test("What comes in is analysed at once", arguments: [30, -30, 12])
    func analysesWhatIsNew(contrast: Int) {
        var frames = Self.frames(isAtRest: true)
        let now = Self.luma(noiseSeed: 2, square: (100, 12, contrast))
        let isLeftOut = frames.leavesOut(now, at: Self.time(1), analysed: .zero)
        #expect(!isLeftOut)
    }

    @Test("At few frames a second all are analysed")
    func analysesSlowStreams() {
        var frames = Self.frames(isAtRest: true)
        let later = MediaTime(seconds: 0.2)
        let isLeftOut = frames.leavesOut(Self.luma(noiseSeed: 2), at: later, analysed: .zero)
        #expect(!isLeftOut)
    }

    @Test("Somebody who comes into a scene at rest is seen as soon as if all had been analysed")
    func findsTheSame() {
        let all = Self.firstMotion(disabled: .restingFrames)
        let some = Self.firstMotion(disabled: [])
        #expect(all.time != nil && some.time != nil)
        #expect((some.time ?? 0) - (all.time ?? 0) <= 0.25)
        #expect(some.learned < all.learned / 2)
    }

    /// When motion is first reported, and in how many of the 100 still frames before it the
    /// background was learnt.
    private static func firstMotion(
        disabled: DisabledComponents
    ) -> (time: Double?, learned: Int) {
        var parameters = AnalysisParameters()
        parameters.disabled = disabled
        let analyser = MotionAnalyser(size: size, parameters: parameters)
        var (ticks, learned) = (UInt64(0), 0)
        let clock = StageClock {
            ticks += 1
            return ticks
        }
        analyser.clock = clock
        var first: Double?
        for frame in 0..<300 {
            let square = frame < 200 ? nil : (x: 20 + 2 * (frame - 200), side: 16, contrast: 40)
            let picture = PlanarPicture(size: size, hasChroma: false)
            picture.luma.copy(from: luma(noiseSeed: frame, square: square))
            let before = clock.nanoseconds[.learn] ?? 0
            let metrics = analyser.analyse(picture, at: time(frame))
            if (100..<200).contains(frame), clock.nanoseconds[.learn] ?? 0 > before {
                learned += 1
            }
            if first == nil, frame >= 200, metrics.motionPPM > 0 { first = time(frame).seconds }
        }
        return (first, learned)
    }
}
