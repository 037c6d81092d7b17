import Footage
import Testing

@testable import EventScoring

@Suite struct SegmentBuilderTests {
    /// Frames at a fixed rate; `motion` gives the ppm of each.
    private func segments(
        _ motion: [Int], framesPerSecond: Int = 10, from start: Double = 0,
        parameters: ScoringParameters = ScoringParameters()
    ) -> [MotionSegment] {
        var builder = SegmentBuilder(parameters: parameters)
        var closed: [MotionSegment] = []
        let interval = MediaTime(microseconds: 1_000_000 / Int64(framesPerSecond))
        for (index, ppm) in motion.enumerated() {
            let time =
                MediaTime(seconds: start)
                + MediaTime(microseconds: Int64(index) * interval.microseconds)
            let step = builder.add(MotionMetrics(time: time, motionPPM: ppm), standing: interval)
            if let segment = step.closed { closed.append(segment) }
        }
        if let segment = builder.finish() { closed.append(segment) }
        return closed
    }

    @Test("A run of motion is one segment with its sums")
    func oneRun() throws {
        let found = segments([0, 0, 100, 300, 300, 100, 0, 0])
        let segment = try #require(found.first)
        #expect(found.count == 1)
        #expect(segment.range.start == MediaTime(seconds: 0.2))
        #expect(segment.range.end == MediaTime(seconds: 0.6))
        #expect(segment.activeMicroseconds == 400_000)
        #expect(segment.motionIntegral == 800 * 100_000)
        #expect(segment.peakPPM == 300)
        #expect(segment.peakTime == MediaTime(seconds: 0.3), "the earliest of equal peaks")
    }

    @Test("Quiet shorter than the event gap does not end a segment, the gap itself does")
    func gap() {
        let quiet29 = [100] + Array(repeating: 0, count: 29) + [100]
        let quiet30 = [100] + Array(repeating: 0, count: 30) + [100]
        #expect(segments(quiet29).count == 1)
        #expect(segments(quiet30).count == 2)
    }

    @Test("Motion below the threshold is quiet")
    func threshold() {
        #expect(segments([49, 49, 49]).isEmpty)
        #expect(segments([50]).count == 1)
        let everything = ScoringParameters(motionThresholdPPM: 0)
        #expect(segments([0, 0], parameters: everything).isEmpty, "no motion is never active")
    }

    @Test("A frame stands for one second at most, however late the next one is")
    func slowFrames() {
        var builder = SegmentBuilder(parameters: ScoringParameters())
        _ = builder.add(
            MotionMetrics(time: .zero, motionPPM: 100), standing: MediaTime(seconds: 5))
        #expect(builder.finish()?.range.end == MediaTime(seconds: 1))
    }

    @Test("The same motion gives the same sums at every frame rate", arguments: [2, 5, 10, 25])
    func frameRates(framesPerSecond: Int) throws {
        let motion =
            Array(repeating: 0, count: framesPerSecond)
            + Array(repeating: 1000, count: 4 * framesPerSecond)
            + Array(repeating: 0, count: framesPerSecond)
        let segment = try #require(segments(motion, framesPerSecond: framesPerSecond).first)
        #expect(segment.range.start == MediaTime(seconds: 1))
        #expect(segment.range.end == MediaTime(seconds: 5))
        #expect(segment.activeMicroseconds == 4_000_000)
        #expect(segment.motionIntegral == 4_000_000_000)
    }

    @Test("The caller learns which frame is the peak so far, and that a segment ended before it")
    func steps() {
        var builder = SegmentBuilder(parameters: ScoringParameters())
        func step(_ seconds: Double, _ ppm: Int) -> SegmentBuilder.Step {
            builder.add(
                MotionMetrics(time: MediaTime(seconds: seconds), motionPPM: ppm),
                standing: MediaTime(seconds: 0.1))
        }
        #expect(step(0, 100) == .init(closed: nil, isPeak: true))
        #expect(step(0.1, 100) == .init(closed: nil, isPeak: false))
        #expect(step(0.2, 200) == .init(closed: nil, isPeak: true))
        let next = step(9, 100)
        #expect(next.isPeak)
        #expect(next.closed?.peakTime == MediaTime(seconds: 0.2))
        #expect(step(20, 0).closed?.peakTime == MediaTime(seconds: 9))
        #expect(builder.finish() == nil)
    }

    @Test("Motion without rest is cut into pieces that the event builder joins again")
    func endlessMotion() throws {
        let found = segments(Array(repeating: 100, count: 2000), framesPerSecond: 10)
        #expect(found.count == 4)
        #expect(found.allSatisfy { $0.range.duration <= SegmentBuilder.longestSegment })
        let events = EventBuilder.events(
            from: found.enumerated().map { TimelineSegment(id: Int64($0), $1) },
            parameters: ScoringParameters())
        #expect(events.count == 1)
        #expect(events.first?.activeMicroseconds == 200_000_000)
    }
}
