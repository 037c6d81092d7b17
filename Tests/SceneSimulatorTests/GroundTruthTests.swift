import Footage
import Foundation
import Testing

@testable import SceneSimulator

@Suite struct GroundTruthTests {
    @Test("boxes of the path lie where the mask is")
    func boxesMatchMasks() throws {
        for kind in [ActorKind.person, .vehicle, .crate] {
            var actor = walker(sizeShare: 0.02)
            actor.kind = kind
            let scene = plainScene(actors: [actor])
            let renderer = try SceneRenderer(scene)
            let path = try #require(scene.groundTruth().objects.first).path
            #expect(path.count > 40)
            for timed in path {
                let frame = Int((Double(timed.timeMicroseconds) / 1e5).rounded())
                let found = try #require(renderer.groundTruth(frame: frame).boxes.first)
                #expect(found.object == 1 && found.kind == kind)
                let overlap = found.region.overlap(timed.region)
                #expect(overlap > 0.85, "\(kind) in frame \(frame): \(overlap)")
            }
        }
    }

    @Test("a box is the smallest rectangle round its label's pixels")
    func boxesAreTight() throws {
        let truth = try SceneRenderer(plainScene(actors: [walker(shadowDepth: 0.5)]))
            .groundTruth(frame: 50)
        let box = try #require(truth.boxes.first)
        var pixels = 0
        var outside = 0
        for y in 0..<truth.labels.size.height {
            for x in 0..<truth.labels.size.width where truth.labels[x, y] == 1 {
                pixels += 1
                let px = (Double(x) + 0.5) / Double(truth.labels.size.width)
                let py = (Double(y) + 0.5) / Double(truth.labels.size.height)
                if px < box.region.x || px > box.region.x + box.region.width
                    || py < box.region.y || py > box.region.y + box.region.height
                {
                    outside += 1
                }
            }
        }
        #expect(pixels == box.pixels && outside == 0)
        let mask = truth.changeDetectionMask()
        #expect(mask.bytes.filter { $0 == 255 }.count == pixels)
        #expect(mask.bytes.contains(50), "the shadow is marked apart")
    }

    @Test("silhouettes have the stated share of the picture", arguments: ActorKind.allCases)
    func sizes(kind: ActorKind) throws {
        for share in [0.003, 0.01, 0.05] {
            var actor = walker(sizeShare: share, from: 0.45, to: 0.55, y: 0.95)
            actor.kind = kind
            let renderer = try SceneRenderer(plainScene(actors: [actor]))
            var sum = 0.0
            for frame in stride(from: 5, to: 95, by: 10) {
                let pixels = renderer.groundTruth(frame: frame).boxes.first?.pixels ?? 0
                sum += Double(pixels) / Double(mediumSize.pixelCount) / 9
            }
            #expect(abs(sum / share - 1) < 0.2, "\(kind) of \(share) covers \(sum)")
        }
    }

    @Test("actors move as fast as their path says")
    func speed() throws {
        let renderer = try SceneRenderer(plainScene(actors: [walker(from: 0.2, to: 0.8)]))
        func middle(_ frame: Int) throws -> Double {
            let box = try #require(renderer.groundTruth(frame: frame).boxes.first)
            return box.region.x + box.region.width / 2
        }
        // Frames a whole number of steps apart would be better still; 1 % is enough.
        let moved = try middle(90) - middle(10)
        #expect(abs(moved - 0.6 * 8 / 9.95) < 0.03)
    }

    @Test("actors differ from the background by about their contrast, and move by sub-pixels")
    func contrast() throws {
        let places: [(BackgroundKind, LightKind)] = [
            (.yard, .day), (.road, .day), (.corridor, .infrared), (.park, .lamps),
        ]
        for (background, light) in places {
            for contrast in [-25.0, -15, 15, 60] {
                let found = try meanContrast(
                    plainScene(
                        background, light, actors: [walker(sizeShare: 0.02, contrast: contrast)]))
                #expect(
                    abs(found - contrast) < 4 + 0.2 * abs(contrast),
                    "\(contrast) in the \(background) by \(light) became \(found)")
            }
        }
        let slow = try SceneRenderer(plainScene(actors: [walker(from: 0.5, to: 0.505)]))
        #expect(slow.picture(20).luma.distance(to: slow.picture(21).luma) > 0)
    }

    /// Mean difference that the actors make, over all frames and pixels in which they are seen.
    private func meanContrast(_ scene: SceneDescription) throws -> Double {
        let renderer = try SceneRenderer(scene)
        var empty = scene
        empty.actors = []
        let without = try SceneRenderer(empty).picture(0).luma
        var sum = 0.0
        var count = 0.0
        for frame in stride(from: 5, to: 95, by: 5) {
            let with = renderer.picture(frame).luma
            let labels = renderer.groundTruth(frame: frame).labels
            for index in labels.bytes.indices where labels.bytes[index] == 1 {
                sum += Double(with.bytes[index]) - Double(without.bytes[index])
                count += 1
            }
        }
        return sum / count
    }

    @Test("a rest shorter than the event gap joins two movements, a longer one parts them")
    func eventGap() {
        for (rest, expected) in [(GroundTruth.eventGapSeconds - 0.5, 1), (6, 2)] {
            let visitor = Actor(
                id: 4, kind: .person, sizeShare: 0.01, contrast: 40,
                path: [
                    Waypoint(at: 1, x: 0.2, y: 0.9), Waypoint(at: 5, x: 0.5, y: 0.9),
                    Waypoint(at: 5 + rest, x: 0.5, y: 0.9),
                    Waypoint(at: 9 + rest, x: 0.8, y: 0.9),
                ])
            let events = plainScene(seconds: 20, actors: [visitor]).groundTruth().events
            #expect(events.map(\.kind) == Array(repeating: "motion", count: expected))
            #expect(events.first?.startMicroseconds == 1_000_000)
            #expect(events.last?.endMicroseconds == Int64((9 + rest) * 1_000_000))
        }
    }

    @Test("events begin and end with what the masks show")
    func eventsMatchVisibility() throws {
        for name in ["yard-day", "rain-person", "ripple-boat", "tiny-person"] {
            let scene = try SceneCatalogue.scene(named: name)
                .description(seed: 4, size: mediumSize, durationSeconds: 40)
            let renderer = try SceneRenderer(scene)
            let events = scene.groundTruth().events.filter { $0.kind == "motion" }
            let event = try #require(events.first)
            #expect(events.count == 1)
            let seen = (0..<scene.frameCount).filter {
                renderer.groundTruth(frame: $0).boxes.contains { $0.pixels > 8 }
            }
            let first = scene.time(ofFrame: try #require(seen.first)).microseconds
            let last = scene.time(ofFrame: try #require(seen.last) + 1).microseconds
            #expect(abs(first - event.startMicroseconds) < 700_000, "\(name)")
            #expect(abs(last - event.endMicroseconds) < 700_000, "\(name)")
        }
    }

    @Test("a round that nobody makes in time is absent; one that is not over is not")
    func rounds() throws {
        for name in ["yard-patrol", "night-patrol"] {
            for seed in 1...10 as ClosedRange<UInt64> {
                let scene = try SceneCatalogue.scene(named: name).description(seed: seed)
                let absent = scene.groundTruth().events.filter { $0.kind == "absence" }
                #expect((1...2).contains(absent.count), "\(name) \(seed)")
                #expect(absent.allSatisfy { $0.place == "gate" })
                #expect(absent.allSatisfy { $0.endMicroseconds <= 180_000_000 })
            }
        }
    }

    @Test("who loiters in the scenes of loitering does so for half a minute")
    func loitering() throws {
        for name in ["yard-loitering", "night-loitering"] {
            for seed in 1...20 as ClosedRange<UInt64> {
                let kinds = try SceneCatalogue.scene(named: name)
                    .description(seed: seed).groundTruth().events.map(\.kind)
                #expect(kinds.filter { $0 == "loitering" }.count == 1, "\(name) \(seed)")
            }
        }
    }

    @Test("a crate set down is left, one carried off is removed")
    func crates() throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            let left = try SceneCatalogue.scene(named: "corridor-left-object")
                .description(seed: seed).groundTruth()
            let kinds = left.events.map(\.kind)
            #expect(kinds.filter { $0 == "object_left" }.count == 1)
            #expect(!kinds.contains("object_removed"))
            let event = try #require(left.events.first { $0.kind == "object_left" })
            #expect(event.endMicroseconds == left.durationMicroseconds)
            #expect(event.boxes.allSatisfy { $0.object == event.objects[0] })

            let removed = try SceneCatalogue.scene(named: "object-removed")
                .description(seed: seed).groundTruth()
            let others = removed.events.map(\.kind)
            #expect(others.filter { $0 == "object_removed" }.count == 1)
            #expect(!others.contains("object_left"))
        }
    }

    @Test("what stands there from the start is background until it moves")
    func standingCrate() throws {
        let scene = try SceneCatalogue.scene(named: "object-removed")
            .description(seed: 2, size: mediumSize)
        let renderer = try SceneRenderer(scene)
        let crate = try #require(scene.actors.first { $0.kind == .crate })
        #expect(renderer.groundTruth(frame: 0).boxes.isEmpty)
        let taken = crate.path[1].seconds + 0.8
        let frame = Int(taken * scene.frameRate.framesPerSecond)
        #expect(renderer.groundTruth(frame: frame).boxes.contains { $0.kind == .crate })
    }

    @Test("staying long is loitering, a boat that stays has stopped")
    func staying() throws {
        let loitering = try SceneCatalogue.scene(named: "loitering").description(seed: 1)
        #expect(loitering.groundTruth().events.contains { $0.kind == "loitering" })
        let arrival = try SceneCatalogue.scene(named: "boat-arrival").description(seed: 1)
        let events = arrival.groundTruth().events
        #expect(events.map(\.kind) == ["motion", "stopped"])
        #expect(events[1].startMicroseconds >= events[0].endMicroseconds)
    }

    @Test("people who cross keep their identity; the nearer hides the farther")
    func crossing() throws {
        let scene = plainScene(actors: [
            walker(id: 1, from: 0.1, to: 0.9, y: 0.9),
            walker(id: 2, contrast: -60, from: 0.9, to: 0.1, y: 0.93),
        ])
        let renderer = try SceneRenderer(scene)
        let apart = renderer.groundTruth(frame: 10).boxes
        let meeting = renderer.groundTruth(frame: 50).boxes
        #expect(apart.map(\.object) == [1, 2])
        let hidden = try #require(meeting.first { $0.object == 1 }?.pixels ?? 0)
        #expect(hidden < apart[0].pixels * 3 / 4)
        let after = renderer.groundTruth(frame: 90).boxes
        #expect(after[0].region.x > after[1].region.x)
    }

    @Test("truth and descriptions survive JSON, with sorted keys")
    func json() throws {
        for recipe in SceneCatalogue.all {
            let scene = recipe.description(seed: 6, durationSeconds: 20)
            #expect(try SceneDescription(jsonData: scene.jsonData()) == scene)
            let truth = scene.groundTruth()
            let data = try truth.jsonData()
            #expect(try GroundTruth(jsonData: data) == truth)
            #expect(try truth.jsonData() == data)
        }
        let text = String(decoding: try plainScene().groundTruth().jsonData(), as: UTF8.self)
        let keys = ["\"disturbances\"", "\"duration_us\"", "\"events\"", "\"frame_count\""]
        let places = keys.map { text.range(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    }
}
