import Footage
import Testing

@testable import SceneSimulator

@Suite("Blotches, flurries and positions") struct NearLensTests {
    private func renderer(
        _ effect: Disturbance.Effect, from: Double = 0, to: Double = 10
    ) throws -> SceneRenderer {
        try SceneRenderer(
            plainScene(.yard, .lamps, disturbances: [Disturbance(effect, from: from, to: to)]))
    }

    private func clear() throws -> Plane {
        try SceneRenderer(plainScene(.yard, .lamps)).picture(50).luma
    }

    @Test("blotches stay within their amplitude and are others within half a second")
    func blotches() throws {
        let scene = try renderer(.blotches(amplitude: 20))
        let (without, first, later) = (
            try clear(), scene.picture(50).luma, scene.picture(56).luma
        )
        for (noisy, clean) in zip(first.bytes, without.bytes) {
            #expect(abs(Int(noisy) - Int(clean)) <= 21)
        }
        #expect(first.changedShare(from: without, by: 4) > 0.3)
        #expect(first.changedShare(from: later, by: 4) > 0.3)
        let next = scene.picture(51).luma
        #expect(first.distance(to: next) < first.distance(to: later))
    }

    @Test("a flurry is darker than what it hides, little, and never in the same place")
    func flurry() throws {
        let scene = try renderer(.flurry(flakes: 3))
        let (without, first, next) = (
            try clear(), scene.picture(50).luma, scene.picture(51).luma
        )
        #expect(zip(first.bytes, without.bytes).allSatisfy { $0 <= $1 })
        let share = first.changedShare(from: without, by: 10)
        #expect(share > 0.0001 && share < 0.01, "\(share)")
        #expect(first.changedShare(from: next, by: 10) > share / 2)
    }

    @Test("a position is there all the time, and changes from its start to its end")
    func position() throws {
        let scene = try renderer(.position, from: 3, to: 6)
        func picture(_ seconds: Double) -> UInt64 {
            scene.picture(atSeconds: seconds).fingerprint
        }
        #expect(scene.picture(atSeconds: 1).luma.changedShare(from: try clear(), by: 40) > 0.005)
        #expect(picture(0) == picture(2.9))
        #expect(picture(3.1) != picture(3.3))
        #expect(picture(6.1) == picture(9))
        let truth = scene.description.groundTruth().disturbances
        #expect(truth.map(\.suppressor) == ["on_screen_text"])
    }
}
