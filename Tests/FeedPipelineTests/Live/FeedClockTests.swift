import Footage
import Testing

@testable import FeedPipeline

@Suite("The time of a watched feed")
struct FeedClockTests {
    @Test("whole seconds are those that are not after a moment")
    func wholeSeconds() {
        #expect(MediaTime(seconds: 12.9).wholeSecond == MediaTime(seconds: 12))
        #expect(MediaTime(seconds: 12).wholeSecond == MediaTime(seconds: 12))
        #expect(MediaTime(seconds: -0.5).wholeSecond == MediaTime(seconds: -1))
    }

    @Test("what is counted from a recording's start keeps its lengths")
    func counting() {
        var outcome = StretchOutcomeSample.moving
        outcome = outcome.counted(from: MediaTime(seconds: 100), ordinal: 0)
        #expect(outcome.ordinal == 0)
        #expect(outcome.segments[0].motion.range.start == MediaTime(seconds: 5))
        #expect(outcome.segments[0].motion.peakTime == MediaTime(seconds: 6))
        #expect(outcome.segments[0].motion.boxes[0].time == MediaTime(seconds: 5))
        #expect(outcome.activity.map(\.second) == [5])
        #expect(outcome.coverage[0].range.start == .zero)
        #expect(outcome.changes[0].time == MediaTime(seconds: 7))
        #expect(outcome.changes[0].lastBefore == MediaTime(seconds: -3))
    }
}
