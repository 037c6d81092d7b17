import Footage
import Testing

@testable import EventScoring

/// Any cut of a recording into stretches, analysed in any order, gives the events of one pass.
@Suite struct OrderIndependenceTests {
    private let parameters = ScoringParameters()

    /// A repeatable source of chance (SplitMix64).
    struct SeededGenerator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// What an event is, whatever its segments are called.
    private struct Outline: Hashable {
        let range: ClosedRange<Int64>
        let peak: Int64
        let peakPPM: Int
        let score: Int
        let active: Int64
        let integral: Int64

        init(_ event: EventDraft) {
            range = event.startMicroseconds...event.endMicroseconds
            peak = event.peakMicroseconds
            peakPPM = event.peakPPM
            score = event.score
            active = event.activeMicroseconds
            integral = event.motionIntegral
        }
    }

    /// Bursts of motion and rests of all lengths, at an uneven frame rate.
    private func metrics(_ generator: inout SeededGenerator) -> [MotionMetrics] {
        var time: Int64 = 0
        var frames: [MotionMetrics] = []
        while frames.count < 600 {
            let isMoving = Bool.random(using: &generator)
            let count = Int.random(in: 1...(isMoving ? 20 : 50), using: &generator)
            for _ in 0..<count {
                let ppm = isMoving ? Int.random(in: 1...400, using: &generator) : 0
                frames.append(
                    MotionMetrics(time: MediaTime(microseconds: time), motionPPM: ppm))
                time += Int64.random(in: 30_000...150_000, using: &generator)
            }
        }
        return frames
    }

    /// One stretch at a time, as the scan does it.
    private func segments(
        of frames: [MotionMetrics], cutAt cuts: Set<Int>
    ) -> [[TimelineSegment]] {
        var stretches: [[TimelineSegment]] = [[]]
        var builder = SegmentBuilder(parameters: parameters)
        var next: Int64 = 0
        func keep(_ segment: MotionSegment?) {
            guard let segment else { return }
            stretches[stretches.count - 1].append(TimelineSegment(id: next, segment))
            next += 1
        }
        for (index, frame) in frames.enumerated() {
            if cuts.contains(index) {
                keep(builder.finish())
                stretches.append([])
                builder = SegmentBuilder(parameters: parameters)
            }
            let standing =
                index + 1 < frames.count
                ? frames[index + 1].time - frame.time : MediaTime(seconds: 0.1)
            keep(builder.add(frame, standing: standing).closed)
        }
        keep(builder.finish())
        return stretches
    }

    @Test("Any stretches in any order give the events of one pass", arguments: 0..<60)
    func anyOrder(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let frames = metrics(&generator)
        let onePass = EventBuilder.events(
            from: segments(of: frames, cutAt: []).flatMap(\.self), parameters: parameters)
        #expect(!onePass.isEmpty)

        let cuts = Set(
            (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                Int.random(in: 1..<frames.count, using: &generator)
            })
        let stretches = segments(of: frames, cutAt: cuts).shuffled(using: &generator)
        let together = EventBuilder.events(
            from: stretches.flatMap(\.self).shuffled(using: &generator), parameters: parameters)
        #expect(together.map(Outline.init) == onePass.map(Outline.init))

        // Stretch by stretch: chains so far are handed in again, each as one segment.
        var chains: [TimelineSegment] = []
        var next: Int64 = 1_000_000
        for stretch in stretches {
            chains = EventBuilder.chains(
                of: chains + stretch, gapMicroseconds: parameters.eventGap.microseconds
            ).map { chain in
                let event = chain.event
                next += 1
                return TimelineSegment(
                    id: next, startMicroseconds: event.startMicroseconds,
                    endMicroseconds: event.endMicroseconds,
                    peakMicroseconds: event.peakMicroseconds, peakPPM: event.peakPPM,
                    activeMicroseconds: event.activeMicroseconds,
                    motionIntegral: event.motionIntegral)
            }
        }
        let stepwise = EventBuilder.events(from: chains, parameters: parameters)
        #expect(stepwise.map(Outline.init) == onePass.map(Outline.init))
    }
}
