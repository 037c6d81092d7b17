import EventStore
import Footage
import Foundation
import SceneSimulator
import Testing
import VideoDecoding

@testable import Playback

/// When a thing vanished, in scenes of which that is known.
struct VanishTests {
    private func search(
        _ scene: VanishScene, at seconds: Double = 2, until: Double? = nil,
        target: VanishTarget? = nil
    ) throws -> VanishAnswer {
        let folder = try TemporaryFolder()
        let path = folder.path + "/scene.mp4"
        try scene.write(path)
        return try VanishSearch.run(
            VanishQuestion(
                segments: [
                    VanishSegment(
                        source: .file(path: path), duration: MediaTime(seconds: scene.seconds))
                ], reference: (0, MediaTime(seconds: seconds)),
                target: target ?? .box(scene.region),
                until: until.map { (0, MediaTime(seconds: $0)) }), microseconds: { 0 })
    }

    private static let scenes = [
        "foliage-empty", "shake-empty", "rain-empty", "grain-empty", "clouds-empty",
        "exposure-drift-empty", "ripple-empty", "snow-empty", "ir-switch-empty",
        "headlights-empty",
    ]

    @Test("a thing taken away is found to the picture", arguments: scenes, [1, 2] as [UInt64])
    func vanished(_ name: String, seed: UInt64) throws {
        let moment = 57.4
        let answer = try search(
            VanishScene(scene: name, seed: seed, seconds: 100) { $0 < moment })
        #expect(answer.verdict == .vanished, "\(name) \(seed): \(answer)")
        #expect(answer.changes.count == 1, "\(name) \(seed): \(answer.changes)")
        let before = try #require(answer.before)
        let after = try #require(answer.after)
        #expect(before.media.seconds < moment && before.media.seconds > moment - 1, "\(answer)")
        #expect(after.media.seconds >= moment - 0.01 && after.media.seconds < moment + 1)
        #expect(before.similarity > after.similarity)
    }

    @Test("a thing that stays is still there", arguments: scenes, [3] as [UInt64])
    func stays(_ name: String, seed: UInt64) throws {
        let answer = try search(
            VanishScene(scene: name, seed: seed, seconds: 100) { _ in true })
        #expect(answer.verdict == .stillThere, "\(name) \(seed): \(answer)")
        #expect(answer.changes.isEmpty)
    }

    @Test(
        "a point on a thing is enough, large or small",
        arguments: [26, 14], ["foliage-empty", "grain-empty"])
    func point(width: Int, name: String) throws {
        for moment in [57.4, .infinity] {
            let scene = VanishScene(
                scene: name, seed: 5, seconds: 100,
                box: (x: 150, y: 110, width: width, height: width * 2 / 3)
            ) { $0 < moment }
            let target = VanishTarget.point(
                NormalizedPoint(
                    x: scene.region.x + scene.region.width / 2,
                    y: scene.region.y + scene.region.height / 2))
            let answer = try search(scene, target: target)
            #expect(answer.verdict == (moment < 100 ? .vanished : .stillThere), "\(answer)")
            if let before = answer.before { #expect(abs(before.media.seconds - moment) < 1) }
        }
    }

    @Test("people who pass before it do not make it vanish", arguments: [1, 2, 3, 4] as [UInt64])
    func passers(seed: UInt64) throws {
        let passes = stride(from: 6.0, to: 170, by: 13).map { $0...$0 + 5 }
        let there = try search(
            VanishScene(
                scene: "foliage-empty", seed: seed, seconds: 180, isThere: { _ in true },
                passes: passes))
        #expect(there.verdict == .stillThere, "\(seed): \(there)")
        // Taken while somebody stands before it: seen last before, gone after.
        let moment = 87.0
        let taken = try search(
            VanishScene(
                scene: "foliage-empty", seed: seed, seconds: 180, isThere: { $0 < moment },
                passes: passes))
        #expect(taken.verdict == .vanished, "\(seed): \(taken)")
        #expect(taken.changes.count == 1, "\(seed): \(taken.changes)")
        #expect(try #require(taken.before).media.seconds > 80)
        #expect(try #require(taken.before).media.seconds < moment)
        #expect(try #require(taken.after).media.seconds < 92)
    }

    @Test("a thing that was moved away and brought back is reported both times")
    func reversal() throws {
        for seed in [1, 2, 3] as [UInt64] {
            let away = 130.2..<258.4
            let answer = try search(
                VanishScene(scene: "exposure-drift-empty", seed: seed, seconds: 400) {
                    !away.contains($0)
                })
            #expect(answer.verdict == .returned, "\(seed): \(answer)")
            #expect(answer.changes.map(\.kind) == [.vanished, .returned])
            let times = answer.changes.map(\.after.media.seconds)
            guard times.count == 2 else { continue }
            #expect(abs(times[0] - 130.2) < 0.5 && abs(times[1] - 258.4) < 0.5, "\(times)")
        }
    }

    @Test("searched backwards, it is found when a thing came")
    func backwards() throws {
        for seconds in [36.0, 200] {
            let moment = seconds * 0.4 + 0.2
            let answer = try search(
                VanishScene(scene: "clouds-empty", seed: 5, seconds: seconds) { $0 >= moment },
                at: seconds - 3, until: 0)
            #expect(answer.verdict == .returned, "\(answer)")
            let after = try #require(answer.after)
            #expect(abs(after.media.seconds - moment) < 0.5, "\(answer)")
        }
    }

    @Test("a short recording is searched picture by picture")
    func short() throws {
        for seed in [1, 2, 3, 4] as [UInt64] {
            let answer = try search(
                VanishScene(
                    scene: "foliage-empty", seed: seed, seconds: 30, isThere: { $0 < 17.2 },
                    passes: [5...8, 20...23]))
            #expect(answer.verdict == .vanished, "\(seed): \(answer)")
            #expect(answer.changes.count == 1, "\(seed): \(answer)")
            #expect(abs((answer.before?.media.seconds ?? 0) - 17.0) < 0.5, "\(seed): \(answer)")
        }
    }

    @Test(
        "crates that people take away in simulated scenes are missed from then on",
        arguments: ["object-removed", "night-removed-object"], [1, 2, 3] as [UInt64])
    func crates(_ name: String, seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/crate.mp4"
        let renderer = try SceneRenderer(
            SceneCatalogue.scene(named: name).description(
                seed: seed, size: FrameSize(width: 640, height: 360), frameRate: .init(5)))
        let truth = renderer.description.groundTruth()
        let writer = try VideoWriter(
            path: path, size: renderer.size, framesPerSecond: 5,
            options: ["g": "10", "crf": "27", "preset": "veryfast"])
        let picture = PlanarPicture(size: renderer.size)
        for frame in 0..<truth.frameCount {
            renderer.render(frame: frame, into: picture)
            try writer.append(picture, at: MediaTime(seconds: Double(frame) / 5))
        }
        try writer.finish()
        // The crate stands still at first, and is carried off at last.
        let crate = try #require(truth.objects.first { $0.kind == .crate })
        let box = try #require(crate.path.first)
        let carried = try #require(crate.moving.first ?? crate.visible.last)
        let taken =
            Double(
                crate.moving.isEmpty ? carried.endMicroseconds : carried.startMicroseconds) / 1e6
        let answer = try VanishSearch.run(
            VanishQuestion(
                segments: [
                    VanishSegment(
                        source: .file(path: path),
                        duration: MediaTime(seconds: Double(truth.frameCount) / 5))
                ], reference: (0, MediaTime(microseconds: box.timeMicroseconds)),
                target: .box(box.region)), microseconds: { 0 })
        #expect(answer.verdict == .vanished, "\(name) \(seed): \(answer)")
        let after = try #require(answer.after)
        #expect(abs(after.media.seconds - taken) < 8, "\(name) \(seed): taken \(taken), \(answer)")
    }

    // MARK: Several recordings

    @Test("a feed is searched over all of its recordings, and what cannot be read is named")
    func manyRecordings() throws {
        let feed = try StoredFeed()
        let start = WallTime(microsecondsUTC: 1_700_000_000_000_000)
        var first: RecordingID?
        for number in 0..<4 {
            let path = feed.folder.path + "/part\(number).mp4"
            // It goes 22.4 s into the third part; five minutes lie between the beginnings.
            try VanishScene(scene: "clouds-empty", seed: 3, seconds: 60) {
                number < 2 || number == 2 && $0 < 22.4
            }.write(path)
            let recording = try feed.add(
                path, seconds: 60, start: start + MediaTime(seconds: Double(number) * 300))
            first = first ?? recording
        }
        let broken = feed.folder.path + "/part1.mp4"
        try Data("gone".utf8).write(to: URL(fileURLWithPath: broken))
        let scene = VanishScene(scene: "clouds-empty", seed: 3, seconds: 60) { _ in true }
        let answer = try feed.player.vanish(
            VanishRequest(
                feed: feed.feed, recording: try #require(first), media: MediaTime(seconds: 3),
                target: .box(scene.region)), microseconds: { 0 })
        #expect(answer.verdict == .vanished)
        let wanted = start + MediaTime(seconds: 622.4)
        let after = try #require(answer.after?.wall)
        #expect(abs(after.microsecondsUTC - wanted.microsecondsUTC) < 500_000, "\(answer)")
        #expect(answer.unreadable.map(\.path) == [broken])
        #expect(answer.probes <= VanishSearch.mostProbes)
        let english = answer.sentence(timeZone: .gmt)
        #expect(english.hasPrefix("It was last seen at 2023-11-14 22:23:4"))
        #expect(answer.sentence(language: "id", timeZone: .gmt).hasPrefix("Terakhir terlihat"))
    }

    @Test("a plain place, a box outside and a moment outside are refused")
    func nothingToCompare() throws {
        let feed = try StoredFeed()
        let path = feed.folder.path + "/plain.mp4"
        try DrawnVideo.write(path, seconds: 5) { _, _ in }
        let recording = try feed.add(path, seconds: 5)
        func trouble(
            _ target: VanishTarget, at seconds: Double = 1, until: Double? = nil
        ) -> PlaybackError.Trouble? {
            let error = #expect(throws: PlaybackError.self) {
                try feed.player.vanish(
                    VanishRequest(
                        feed: nil, recording: recording, media: MediaTime(seconds: seconds),
                        target: target, until: until.map { (recording, MediaTime(seconds: $0)) }),
                    microseconds: { 0 })
            }
            return error?.trouble
        }
        let point = VanishTarget.point(NormalizedPoint(x: 0.5, y: 0.5))
        #expect(trouble(point) == .nothingToCompare)
        #expect(trouble(.box(Region(x: 0.9, y: 0.9, width: 0.5, height: 0.5))) == .nothingToCompare)
        #expect(trouble(point, at: 50) == .outOfRange)
    }

    @Test(
        "on real footage, a briefcase put down is found when it came",
        .enabled(if: FileManager.default.fileExists(atPath: RealFootage.briefcase)))
    func briefcase() throws {
        let seeker = try RecordingSeeker(source: .file(path: RealFootage.briefcase))
        let answer = try VanishSearch.run(
            VanishQuestion(
                segments: [
                    VanishSegment(
                        source: .file(path: RealFootage.briefcase), duration: seeker.duration)
                ], reference: (0, MediaTime(seconds: 11)),
                target: .box(Region(x: 0.307, y: 0.545, width: 0.068, height: 0.05)),
                until: (0, .zero)), microseconds: { 0 })
        #expect(answer.verdict == .returned)
        // Put down about frame 125 of 25 a second.
        #expect(abs((answer.after?.media.seconds ?? 0) - 5) < 1, "\(answer)")
    }
}

/// Beside the repository, where it is there.
enum RealFootage {
    static let briefcase = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("shared/footage/clips/hall_and_monitor_left_briefcase.mp4").path
}
