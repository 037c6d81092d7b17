import Footage
import Testing

@testable import SceneSimulator

@Suite struct AppearancePlanTests {
    @Test("appearances have the planned number, lengths, sizes and contrasts")
    func asPlanned() throws {
        for kind in [ActorKind.person, .boat, .vehicle] {
            let plan = AppearancePlan(
                background: kind == .boat ? .harbour : .yard, kinds: [kind], count: 40,
                lengthSeconds: 0.5...20, sizeShare: 0.001...0.05, contrast: 12...60,
                quietSeconds: 5...9)
            let scene = plan.description(seed: 3, size: mediumSize)
            try scene.validate()
            let events = scene.groundTruth().events.filter { $0.kind == "motion" }
            #expect(events.count == 40)
            for (actor, event) in zip(scene.actors, events) {
                let length = actor.path[1].seconds - actor.path[0].seconds
                #expect((0.5...20).contains(length))
                #expect((0.001...0.05).contains(actor.sizeShare))
                #expect((12...60).contains(abs(actor.contrast)))
                let seen = Double(event.endMicroseconds - event.startMicroseconds) / 1e6
                #expect(abs(seen - length) < 0.14)
                #expect(event.objects == [actor.id])
            }
            let short = scene.actors.filter { $0.path[1].seconds - $0.path[0].seconds < 3.2 }
            #expect((10...30).contains(short.count), "lengths are spread over their logarithm")
        }
    }

    @Test("a plan and a seed always make the same scene")
    func deterministic() {
        let plan = AppearancePlan(effects: [.rain(streaks: 50)], count: 5)
        #expect(plan.description(seed: 1) == plan.description(seed: 1))
        #expect(plan.description(seed: 1) != plan.description(seed: 2))
        #expect(AppearancePlan(count: 0).description(seed: 1).actors.isEmpty)
    }
}
