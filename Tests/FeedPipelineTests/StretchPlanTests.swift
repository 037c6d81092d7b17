import Footage
import Testing

@testable import FeedPipeline

@Suite("A recording is cut into stretches")
struct StretchPlanTests {
    private func starts(every seconds: Double, count: Int) -> [MediaTime] {
        (0..<count).map { MediaTime(seconds: Double($0) * seconds) }
    }

    @Test(
        "that tile it exactly, whatever its length and key frame distance",
        arguments: [(2.0, 30), (0.04, 4000), (10.0, 6), (4.0, 900), (60.0, 3), (1.0, 1)])
    func tiling(interval: Double, count: Int) {
        let duration = MediaTime(seconds: interval * Double(count))
        let stretches = StretchPlan.stretches(
            groupStarts: starts(every: interval, count: count), duration: duration)
        #expect(stretches.first?.range.start == .zero)
        #expect(stretches.last?.range.end == duration)
        for (earlier, later) in zip(stretches, stretches.dropFirst()) {
            #expect(earlier.range.end == later.range.start)
            #expect(earlier.groups.upperBound == later.groups.lowerBound)
            #expect(earlier.ordinal + 1 == later.ordinal)
        }
        #expect(stretches.first?.groups.lowerBound == 0)
        #expect(stretches.last?.groups.upperBound == count)
    }

    @Test("of 10 to 30 seconds where key frames allow")
    func lengths() {
        let hour = StretchPlan.stretches(
            groupStarts: starts(every: 2, count: 1800), duration: MediaTime(seconds: 3600))
        #expect(hour.dropLast().allSatisfy { $0.range.duration == MediaTime(seconds: 30) })
        let minute = StretchPlan.stretches(
            groupStarts: starts(every: 2, count: 30), duration: MediaTime(seconds: 60))
        #expect(minute.count == 6)
        #expect(minute.allSatisfy { $0.range.duration == MediaTime(seconds: 10) })
    }

    @Test("in one piece where there is one key frame only")
    func oneGroup() {
        let stretches = StretchPlan.stretches(
            groupStarts: [.zero], duration: MediaTime(seconds: 500))
        #expect(stretches.count == 1)
        #expect(stretches.first?.range.duration == MediaTime(seconds: 500))
    }

    @Test("and begins at zero even if its first key frame comes later")
    func lateFirstKeyFrame() {
        let stretches = StretchPlan.stretches(
            groupStarts: [MediaTime(seconds: 3)], duration: MediaTime(seconds: 9))
        #expect(stretches.first?.range == MediaRange(start: .zero, end: MediaTime(seconds: 9)))
    }
}

@Suite("Background samples of a recording")
struct SamplePlanTests {
    private func plan(interval: Double, count: Int) -> SamplePlan {
        SamplePlan(
            groupStarts: (0..<count).map { MediaTime(seconds: Double($0) * interval) },
            duration: MediaTime(seconds: interval * Double(count)))
    }

    @Test("lie about ten seconds apart in a long one")
    func spacing() {
        let plan = plan(interval: 2, count: 1800)
        #expect(plan.groups.count == 361)
        #expect(plan.extraTimes.isEmpty)
    }

    @Test("are as many as a stretch can use in a short one, from its first to its last key frame")
    func shortRecording() {
        for count in [41, 60, 82, 100] {
            let plan = plan(interval: 1, count: count)
            #expect(plan.groups.first == 0)
            #expect(plan.groups.last == count - 1)
            #expect((11...SamplePlan.most + 1).contains(plan.groups.count))
            let whole = MediaRange(start: .zero, end: MediaTime(seconds: Double(count)))
            #expect(plan.groups(around: whole).last == count - 1)
        }
    }

    @Test("come from both sides of a stretch, and are never more than sixteen")
    func reach() {
        let plan = plan(interval: 2, count: 1800)
        let stretch = MediaRange(
            start: MediaTime(seconds: 1800), end: MediaTime(seconds: 1830))
        let groups = plan.groups(around: stretch)
        #expect(groups.count == SamplePlan.most)
        #expect(groups.first.map { $0 * 2 } == 1710)
        #expect(groups.last.map { $0 * 2 } == 1920)
        #expect(groups == groups.sorted())
    }

    @Test("are topped up with other frames in a short one with few key frames")
    func extras() {
        #expect(plan(interval: 10, count: 2).extraTimes.count == 12)
        #expect(plan(interval: 10, count: 12).extraTimes.isEmpty)
        #expect(plan(interval: 1, count: 20).extraTimes.isEmpty)
    }
}
