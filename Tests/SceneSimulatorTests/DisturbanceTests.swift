import Footage
import Testing

@testable import SceneSimulator

@Suite struct DisturbanceTests {
    private func renderer(
        _ effect: Disturbance.Effect, from: Double = 0, to: Double = 10, sigma: Double = 0
    ) throws -> SceneRenderer {
        try renderer(.yard, .day, effect, from: from, to: to, sigma: sigma)
    }

    private func renderer(
        _ background: BackgroundKind, _ effect: Disturbance.Effect, from: Double = 0,
        to: Double = 10, sigma: Double = 0
    ) throws -> SceneRenderer {
        try renderer(background, .day, effect, from: from, to: to, sigma: sigma)
    }

    private func renderer(
        _ background: BackgroundKind, _ light: LightKind, _ effect: Disturbance.Effect,
        from: Double = 0, to: Double = 10, sigma: Double = 0
    ) throws -> SceneRenderer {
        try SceneRenderer(
            plainScene(
                background, light, sigma: sigma,
                disturbances: [Disturbance(effect, from: from, to: to)]))
    }

    @Test("without grain, disturbance or actor every frame is the same")
    func stillScene() throws {
        for background in BackgroundKind.allCases {
            let scene = try SceneRenderer(plainScene(background))
            #expect(scene.picture(0).fingerprint == scene.picture(77).fingerprint)
        }
    }

    @Test("grain has the stated deviation at mid grey and differs between frames")
    func grain() throws {
        for (sigma, blotch) in [(2.0, 0.0), (4, 0.5), (8, 0.5)] {
            var scene = plainScene(sigma: sigma)
            scene.grain.blotchShare = blotch
            let noisy = try SceneRenderer(scene)
            scene.grain.sigma = 0
            let clean = try SceneRenderer(scene).picture(3).luma
            let plane = noisy.picture(3).luma
            var sum = 0.0
            var squares = 0.0
            var count = 0.0
            for index in plane.bytes.indices where (118...138).contains(clean.bytes[index]) {
                let noise = Double(plane.bytes[index]) - Double(clean.bytes[index])
                sum += noise
                squares += noise * noise
                count += 1
            }
            let deviation = (squares / count - (sum / count) * (sum / count)).squareRoot()
            #expect(abs(deviation / sigma - 1) < 0.1, "\(sigma) became \(deviation)")
            #expect(abs(sum / count) < 0.3)
            #expect(noisy.picture(4).luma.distance(to: plane) > sigma * 0.7)
        }
    }

    @Test("a light step changes the mean at once; exposure follows")
    func lightStep() throws {
        let scene = try renderer(.corridor, .lightStep(gain: 0.4), from: 3, to: 7)
        let means = [2.9, 3.0, 6.9, 7.0, 9.9].map { scene.picture(atSeconds: $0).luma.mean }
        #expect(means[1] < means[0] * 0.5)
        #expect(means[2] > means[1] * 1.2)
        #expect(means[3] > means[0] * 1.2)
        #expect(abs(means[4] - means[0]) < 3)
    }

    @Test("the infrared switch takes all colour, brings grain, and ends")
    func infraredSwitch() throws {
        let scene = try renderer(.road, .infraredSwitch, from: 3, to: 7, sigma: 1.5)
        let before = scene.picture(atSeconds: 2)
        let during = scene.picture(atSeconds: 5)
        #expect(try #require(before.cb).bytes.contains { abs(Int($0) - 128) > 10 })
        #expect(try #require(during.cb).bytes.allSatisfy { $0 == 128 })
        #expect(try #require(during.cr).bytes.allSatisfy { $0 == 128 })
        // The filter moves: dark for a moment, then too bright until exposure settles.
        #expect(scene.picture(30).luma.mean < during.luma.mean * 0.6)
        #expect(scene.picture(32).luma.mean > during.luma.mean * 1.3)
        let after = scene.picture(atSeconds: 9.5)
        #expect(after.luma.distance(to: before.luma) < 4)
        #expect(
            scene.picture(51).luma.distance(to: during.luma)
                > scene.picture(21).luma.distance(to: before.luma))
    }

    @Test("lightning lights a few frames and leaves the rest alone")
    func lightning() throws {
        let scene = try renderer(.yard, .lamps, .lightning(perMinute: 30))
        let means = (0..<100).map { scene.picture($0).luma.mean }
        let usual = means.sorted()[50]
        let bright = means.filter { $0 > usual * 1.2 }.count
        #expect((3...25).contains(bright))
        let truth = scene.description.groundTruth().disturbances
        #expect(truth.count == 5 && truth.allSatisfy { $0.suppressor == "light_change" })
    }

    @Test("rain adds streaks that are gone two frames later")
    func rain() throws {
        let scene = try renderer(.yard, .infrared, .rain(streaks: 100))
        let dry = try SceneRenderer(plainScene(.yard, .infrared)).picture(50).luma
        let wet = scene.picture(50).luma
        let share = wet.changedShare(from: dry, by: 8)
        #expect(share > 0.001 && share < 0.1, "\(share)")
        #expect(zip(wet.bytes, dry.bytes).allSatisfy { $0 >= $1 })
        let later = scene.picture(52).luma
        let both = zip(zip(wet.bytes, later.bytes), dry.bytes).filter {
            Int($0.0) > Int($1) + 8 && Int($0.1) > Int($1) + 8
        }.count
        #expect(Double(both) < share * Double(dry.bytes.count) * 0.2)
    }

    @Test("snow falls: marks are elsewhere a little later, and brighter than what they hide")
    func snow() throws {
        let scene = try renderer(.yard, .lamps, .snow(flakes: 100))
        let clear = try SceneRenderer(plainScene(.yard, .lamps)).picture(50).luma
        #expect(scene.picture(50).luma.changedShare(from: clear, by: 10) > 0.0005)
        #expect(scene.picture(50).fingerprint != scene.picture(51).fingerprint)
    }

    @Test("insects come when the truth says, and only then")
    func insects() throws {
        let scene = try renderer(.yard, .infrared, .insects(perMinute: 30))
        let empty = try SceneRenderer(plainScene(.yard, .infrared)).picture(0).luma
        let truth = scene.description.groundTruth().disturbances
        #expect(truth.count == 5 && truth.allSatisfy { $0.suppressor == "insect" })
        var largest = 0.0
        for frame in 0..<100 {
            let time = scene.description.time(ofFrame: frame).microseconds
            let flying = truth.contains {
                $0.startMicroseconds <= time && time < $0.endMicroseconds
            }
            let changed = scene.picture(frame).luma.changedShare(from: empty, by: 10)
            if !flying { #expect(changed == 0) }
            largest = max(largest, changed)
        }
        #expect(largest > 0.0008, "\(largest)")
    }

    @Test("waves move on the water and nowhere else")
    func ripple() throws {
        let scene = try renderer(.harbour, .infrared, .ripple(amplitude: 16))
        let first = scene.picture(10).luma
        let second = scene.picture(13).luma
        #expect(first.changedShare(from: second, by: 4, rows: 0.45...0.75) > 0.2)
        #expect(first.changedShare(from: second, by: 0, rows: 0.9...1) == 0)
        #expect(first.changedShare(from: second, by: 0, rows: 0...0.28) == 0)
    }

    @Test("moored boats bob but stay")
    func mooredBoats() throws {
        let scene = try renderer(.harbour, .infrared, .mooredBoats(count: 3))
        let changes = (1..<60).map {
            scene.picture($0).luma.changedShare(from: scene.picture(0).luma, by: 6)
        }
        #expect(changes.max() ?? 0 > 0.002)
        #expect(changes.max() ?? 1 < 0.1)
        #expect(scene.groundTruth(frame: 20).boxes.isEmpty)
    }

    @Test("wind moves leaves and nothing below the trees")
    func foliage() throws {
        let scene = try renderer(.park, .foliage(amplitude: 0.012))
        let first = scene.picture(10).luma
        let second = scene.picture(14).luma
        #expect(first.changedShare(from: second, by: 8, rows: 0...0.4) > 0.02)
        #expect(first.changedShare(from: second, by: 0, rows: 0.85...1) == 0)
    }

    @Test("a trembling camera moves everything by no more than stated, with its truth")
    func shake() throws {
        let still = plainScene(actors: [walker()])
        var trembling = still
        trembling.disturbances = [Disturbance(.shake(amplitudePixels: 3), from: 0, to: 10)]
        let timeline = SceneTimeline(trembling)
        let offsets = (0..<100).map { timeline.cameraOffset(at: Double($0) / 10) }
        #expect(offsets.allSatisfy { abs($0.x) <= 3 && abs($0.y) <= 3 })
        #expect(offsets.contains { abs($0.x) > 1.2 } && offsets.contains { abs($0.y) > 1.2 })
        let steady = try SceneRenderer(still)
        let shaken = try SceneRenderer(trembling)
        for frame in stride(from: 20, to: 80, by: 7) {
            let expected = try #require(steady.groundTruth(frame: frame).boxes.first?.region)
            let found = try #require(shaken.groundTruth(frame: frame).boxes.first?.region)
            let moved = (found.x - expected.x) * Double(mediumSize.width)
            #expect(abs(moved - offsets[frame].x) <= 1.01)
        }
        #expect(shaken.picture(3).luma.distance(to: steady.picture(3).luma) > 1)
    }

    @Test("headlights sweep through part of the picture")
    func headlights() throws {
        let scene = try renderer(.yard, .lamps, .headlights(perMinute: 12))
        let dark = try SceneRenderer(plainScene(.yard, .lamps)).picture(0).luma
        let shares = (0..<100).map { scene.picture($0).luma.changedShare(from: dark, by: 12) }
        #expect(shares.max() ?? 0 > 0.05)
        #expect(shares.min() ?? 1 == 0)
    }

    @Test("clouds darken the ground, drift makes all brighter and darker, mains rolls bands")
    func slowLight() throws {
        let plain = try SceneRenderer(plainScene(.road)).picture(0).luma
        let clouds = try renderer(.road, .cloudShadows(depth: 0.5))
        let means = (0..<10).map { clouds.picture($0 * 10).luma.mean }
        #expect(
            means.allSatisfy { $0 <= plain.mean + 0.5 } && (means.min() ?? 255) < plain.mean - 2)
        let drift = try renderer(
            .road, .exposureDrift(amplitude: 0.2, periodSeconds: 4))
        #expect(drift.picture(atSeconds: 1).luma.mean > plain.mean * 1.1)
        #expect(drift.picture(atSeconds: 3).luma.mean < plain.mean * 0.9)
        let mains = try renderer(.road, .flicker(amplitude: 0.1, frequency: 1.7))
        #expect(mains.picture(1).luma.distance(to: mains.picture(3).luma) > 2)
    }

    @Test("the clock changes with each second, in its place, and bears the right date")
    func clock() throws {
        let scene = try renderer(.yard, .clock(cameraName: "cam 1"))
        let first = scene.picture(0).luma
        #expect(scene.picture(9).luma.distance(to: first) == 0)
        let next = scene.picture(10).luma
        #expect(next.changedShare(from: first, by: 50, rows: 0...0.1) > 0)
        #expect(next.changedShare(from: first, by: 0, rows: 0.15...1) == 0)
        #expect(OverlayText.timestamp(0) == "2000-01-01 00:00:00")
        #expect(OverlayText.timestamp(848_000_000) == "2026-11-14 19:33:20")
        #expect(OverlayText.timestamp(5_097_599) == "2000-02-28 23:59:59")
        #expect(OverlayText.timestamp(5_097_600) == "2000-02-29 00:00:00")
    }

    @Test("damage to the camera shows, and is an event of health")
    func health() throws {
        let plain = try SceneRenderer(plainScene()).picture(50).luma
        let blurred = try renderer(.defocus(radius: 0.03), from: 3, to: 8)
        #expect(blurred.picture(50).luma.sharpness < plain.sharpness * 0.5)
        let covered = try renderer(.cover(openShare: 0.1), from: 3, to: 8)
        #expect(covered.picture(50).luma.mean < plain.mean * 0.2)
        let turned = try renderer(.turned(shareX: 0.2, shareY: -0.05), from: 3, to: 8)
        #expect(turned.picture(50).luma.distance(to: plain) > 8)
        let frozen = try renderer(.freeze, from: 3, to: 8, sigma: 3)
        #expect(frozen.picture(31).fingerprint == frozen.picture(79).fingerprint)
        #expect(frozen.picture(81).fingerprint != frozen.picture(80).fingerprint)
        for (scene, kind) in [
            (blurred, "defocused"), (covered, "covered"), (turned, "moved"), (frozen, "frozen"),
        ] {
            let events = scene.description.groundTruth().events
            #expect(events.map(\.kind) == [kind])
            #expect(events[0].startMicroseconds == 3_000_000)
            #expect(events[0].endMicroseconds == 8_000_000)
        }
    }

    @Test("a hard shadow darkens the ground but not the one who casts it")
    func shadow() throws {
        let bare = try SceneRenderer(plainScene(actors: [walker()]))
        let shaded = try SceneRenderer(plainScene(actors: [walker(shadowDepth: 0.5)]))
        let labels = shaded.groundTruth(frame: 50).labels
        let (with, without) = (shaded.picture(50).luma, bare.picture(50).luma)
        var ratio = 0.0
        var count = 0.0
        for index in labels.bytes.indices {
            if labels.bytes[index] == GroundTruthFrame.shadowLabel {
                ratio += Double(with.bytes[index]) / Double(without.bytes[index])
                count += 1
            } else if labels.bytes[index] == 1 {
                #expect(abs(Int(with.bytes[index]) - Int(without.bytes[index])) < 60)
            }
        }
        #expect(count > 50)
        #expect(abs(ratio / count - 0.55) < 0.1)
    }
}
