import Footage
import Testing

@testable import FeedPipeline

@Suite("The key frames that are looked at first")
struct KeyFramePlanTests {
    private func plan(group seconds: Double, length: Double) -> (plan: KeyFramePlan, samples: [Int])
    {
        let starts = stride(from: 0, to: length, by: seconds).map { MediaTime(seconds: $0) }
        let samples = SamplePlan(groupStarts: starts, duration: MediaTime(seconds: length)).groups
        return (
            KeyFramePlan(
                groupStarts: starts, samples: samples, duration: MediaTime(seconds: length)),
            samples
        )
    }

    @Test(
        "hold all samples, and are four seconds apart at most where there are key frames",
        arguments: [0.5, 1, 2, 3, 4, 5, 9.5], [30.0, 300, 3000])
    func spacing(group: Double, length: Double) {
        let (plan, samples) = plan(group: group, length: length)
        #expect(plan.groups == Array(Set(plan.groups)).sorted())
        #expect(Set(plan.groups).isSuperset(of: samples))
        let times = plan.groups.map { plan.starts[$0].seconds }
        for (one, next) in zip(times, times.dropFirst()) {
            #expect(next - one <= max(4, group), "\(one) … \(next)")
        }
        #expect(length - (times.last ?? 0) <= max(4, group) + group)
    }

    @Test("are few: with a key frame each second, every third or fourth")
    func few() {
        let (plan, _) = plan(group: 1, length: 3600)
        #expect(plan.groups.count < 1100)
    }

    @Test("a long recording is sketched by samples at most half a minute apart, a short one is not")
    func sketch() {
        #expect(plan(group: 2, length: 600).plan.sketch.isEmpty)
        let (plan, samples) = plan(group: 2, length: 43_200)
        #expect(Set(plan.sketch).isSubset(of: samples))
        let times = plan.sketch.map { plan.starts[$0].seconds }
        for (one, next) in zip(times, times.dropFirst()) { #expect(next - one <= 30) }
        #expect(plan.sketch.count < 1500)
    }

    @Test("are worked through in parts, which hold every stretch once at each depth")
    func parts() {
        let (plan, _) = plan(group: 2, length: 10_000)
        let stretches = StretchPlan.stretches(
            groupStarts: plan.starts, duration: MediaTime(seconds: 10_000))
        let parts = SurveyPart.parts(of: stretches, plan: plan)
        for depth in [SurveyPart.Depth.sketch, .survey] {
            let ordinals = parts.filter { $0.depth == depth }.flatMap { Array($0.stretches) }
            #expect(ordinals == stretches.map(\.ordinal))
        }
        #expect(parts.first?.depth == .sketch && parts.last?.depth == .survey)
    }
}
