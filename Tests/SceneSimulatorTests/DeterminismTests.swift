import Footage
import Testing

@testable import SceneSimulator

@Suite struct DeterminismTests {
    private static let scenes = [
        "harbour-night-rain", "foliage-person", "insects-person", "snow-person", "busy-yard",
        "shake-person", "clouds-person", "lightning-person",
    ]

    @Test("the same seed gives the same frames", arguments: scenes)
    func sameSeed(name: String) throws {
        let recipe = try SceneCatalogue.scene(named: name)
        let first = try SceneRenderer(recipe.description(seed: 5, size: smallSize))
        let second = try SceneRenderer(recipe.description(seed: 5, size: smallSize))
        for frame in [0, 17, 300] {
            #expect(first.picture(frame).fingerprint == second.picture(frame).fingerprint)
        }
    }

    @Test("another seed gives other frames", arguments: scenes)
    func otherSeed(name: String) throws {
        let recipe = try SceneCatalogue.scene(named: name)
        let first = try SceneRenderer(recipe.description(seed: 5, size: smallSize))
        let second = try SceneRenderer(recipe.description(seed: 6, size: smallSize))
        #expect(first.picture(9).luma.distance(to: second.picture(9).luma) > 1)
    }

    @Test("a frame does not depend on those drawn before it", arguments: scenes)
    func randomAccess(name: String) throws {
        let scene = try SceneCatalogue.scene(named: name).description(seed: 3, size: smallSize)
        let inOrder = try SceneRenderer(scene)
        let sequential = (100..<110).map { inOrder.picture($0).fingerprint }
        let shuffled = SceneRenderer(sharing: inOrder)
        for frame in [107, 100, 109, 103, 101] {
            #expect(shuffled.picture(frame).fingerprint == sequential[frame - 100])
        }
    }

    @Test("frames drawn on several threads are those drawn on one")
    func parallel() async throws {
        let scene = try SceneCatalogue.scene(named: "harbour-night-rain").description(
            seed: 2, size: smallSize)
        let alone = try SceneRenderer(scene)
        let expected = (0..<8).map { alone.picture($0 * 11).fingerprint }
        let found = await withTaskGroup(of: (Int, UInt64?).self) { group in
            for index in 0..<8 {
                group.addTask {
                    (index, (try? SceneRenderer(scene))?.picture(index * 11).fingerprint)
                }
            }
            return await group.reduce(into: [UInt64?](repeating: nil, count: 8)) {
                $0[$1.0] = $1.1
            }
        }
        #expect(found == expected)
    }

    @Test("luma is the same with and without chroma")
    func withoutChroma() throws {
        let renderer = try SceneRenderer(
            plainScene(sigma: 2, actors: [walker(shadowDepth: 0.4)]))
        let grey = PlanarPicture(size: renderer.size, hasChroma: false)
        renderer.render(frame: 40, into: grey)
        #expect(grey.luma.distance(to: renderer.picture(40).luma) == 0)
    }

    @Test("odd sizes are drawn to the last pixel")
    func oddSize() throws {
        for size in [FrameSize(width: 161, height: 91), FrameSize(width: 17, height: 233)] {
            let scene = try SceneCatalogue.scene(named: "harbour-night-rain")
                .description(seed: 4, size: size)
            let picture = try SceneRenderer(scene).picture(3)
            #expect(picture.luma[size.width - 1, size.height - 1] > 0)
        }
    }

    @Test("the sine agrees with known values")
    func sine() {
        for (turns, value) in [
            (0.0, 0.0), (0.25, 1), (0.5, 0), (0.75, -1), (1.0 / 12, 0.5), (-0.125, -0.70710678),
            (7.375, 0.70710678),
        ] {
            #expect(abs(Curves.sine(turns: turns) - value) < 1e-6)
        }
    }
}
