import Footage
import Testing

@testable import SceneSimulator

@Suite struct CatalogueTests {
    @Test("every scene draws its first, middle and last frame at a small size and short length")
    func allRender() throws {
        for recipe in SceneCatalogue.all {
            for seed in [1, 2] as [UInt64] {
                let scene = recipe.description(seed: seed, size: smallSize, durationSeconds: 8)
                let renderer = try SceneRenderer(scene)
                for frame in [0, scene.frameCount / 2, scene.frameCount - 1] {
                    let mean = renderer.picture(frame).luma.mean
                    #expect((2...245).contains(mean), "\(recipe.name) has a mean of \(mean)")
                }
            }
        }
    }

    @Test("every scene is valid with many seeds")
    func allValid() throws {
        for recipe in SceneCatalogue.all {
            for seed in 1...20 as ClosedRange<UInt64> {
                try recipe.description(seed: seed).validate()
                try recipe.description(seed: seed, durationSeconds: 3).validate()
            }
        }
    }

    @Test("names are unique, in lower case, and said in one line")
    func names() {
        let names = SceneCatalogue.all.map(\.name)
        #expect(Set(names).count == names.count)
        for recipe in SceneCatalogue.all {
            #expect(recipe.name.allSatisfy { $0.isLowercase || $0 == "-" })
            #expect(!recipe.summary.isEmpty && recipe.summary.count <= 90)
        }
    }

    @Test("every empty scene has a twin with a visitor in the same conditions")
    func twins() throws {
        for empty in SceneCatalogue.all where empty.isEmpty {
            let base = empty.name.dropLast("-empty".count)
            let twin = try #require(
                SceneCatalogue.all.first { $0.name.hasPrefix(base) && !$0.isEmpty },
                "no twin of \(empty.name)")
            let conditions = empty.description(seed: 9)
            let visited = twin.description(seed: 9)
            #expect(visited.disturbances == conditions.disturbances)
            #expect(visited.background == conditions.background)
            #expect(visited.grain == conditions.grain)
            #expect(visited.actors.count == conditions.actors.count + 1)
        }
    }

    @Test("empty scenes have neither masks nor events; the others have both")
    func emptiness() throws {
        for recipe in SceneCatalogue.all {
            let scene = recipe.description(
                seed: 3, size: smallSize, durationSeconds: min(90, recipe.defaultSeconds))
            let truth = scene.groundTruth()
            #expect(truth.events.isEmpty == recipe.isEmpty, "\(recipe.name)")
            let hasActors = scene.actors.contains { $0.hasBody }
            #expect(truth.objects.isEmpty != hasActors, "\(recipe.name)")
            let renderer = try SceneRenderer(scene)
            // Of what did not come there is nothing to see.
            guard hasActors, let event = truth.events.first(where: { !$0.boxes.isEmpty }) else {
                for frame in stride(from: 0, to: scene.frameCount, by: 97) {
                    #expect(renderer.groundTruth(frame: frame).boxes.isEmpty)
                }
                continue
            }
            let middle = Double(event.startMicroseconds + event.endMicroseconds) / 2e6
            let frame = Int(middle * scene.frameRate.framesPerSecond)
            #expect(!renderer.groundTruth(frame: frame).boxes.isEmpty, "\(recipe.name)")
        }
    }

    @Test("each suppressor but the ghost has a scene in which it is needed")
    func suppressors() {
        let covered = Set(
            SceneCatalogue.all.filter(\.isEmpty).flatMap {
                $0.description(seed: 1).groundTruth().disturbances.map(\.suppressor)
            })
        let wanted: [Suppressor] = [
            .noise, .lightChange, .infraredSwitch, .shadow, .ripple, .rain, .insect, .shake,
            .onScreenText,
        ]
        for suppressor in wanted { #expect(covered.contains(suppressor.rawValue)) }
    }

    @Test("an unknown name is answered with the nearest")
    func suggestion() {
        #expect(SceneCatalogue.nearestName(to: "harbor-night") == "harbour-night")
        #expect(SceneCatalogue.nearestName(to: "Yard-Day") == "yard-day")
        #expect(SceneCatalogue.nearestName(to: "qqqqqqqqqqqqqqqqqqqqqqqq") == nil)
        #expect(SceneCatalogue.named("yard-day")?.name == "yard-day")
        #expect(throws: SceneError.unknownScene(name: "yard-dya", nearest: "yard-day")) {
            try SceneCatalogue.scene(named: "yard-dya")
        }
    }
}
