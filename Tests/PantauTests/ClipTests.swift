import Foundation
import Testing

/// Real footage, where it lies beside the project.
@Suite("Real clips", .enabled(if: PantauProcess.hasFootage, "no footage beside the project"))
struct ClipTests {
    private static func clip(_ name: String) -> String {
        PantauProcess.footage.appendingPathComponent("clips/\(name)").path
    }

    private func events(_ name: String, _ arguments: [String] = []) throws -> [EventSummary] {
        let folder = try ScratchFolder()
        let database = folder.path("t.sqlite")
        let result = try PantauProcess.run(
            ["scan", Self.clip(name), "--db", database] + arguments)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        try Database.expectSound(database)
        return try EventSummary.all(in: database)
    }

    @Test(
        "in which nothing moves give no event",
        arguments: ["empty_room.avi", "issue53_brightness_change.avi"])
    func nothing(name: String) throws {
        #expect(try events(name) == [])
    }

    @Test("with motion throughout give one event of nearly all their length")
    func throughout() throws {
        let events = try events("vtest.avi")
        #expect(events.count == 1, "\(events)")
        #expect(try #require(events.first).start < 1)
        #expect(try #require(events.last).end > 78)
    }

    @Test("show the person who waves")
    func person() throws {
        #expect(try !events("person_waving.avi").isEmpty)
    }

    @Test("show the people who pass one by one, from the first to the last")
    func oneByOne() throws {
        let events = try events("one-by-one-person-detection.mp4")
        #expect(!events.isEmpty)
        #expect(try #require(events.last).end > 100)
    }

    @Test("show the man with the briefcase from when he enters")
    func briefcase() throws {
        let events = try events("hall_and_monitor_left_briefcase.mp4")
        // The corridor is empty in frames 0 to 9, at 25 frames a second.
        #expect(abs(try #require(events.first).start - 0.4) < 0.6, "\(events)")
    }

    @Test("give the three events in the region that DVR-Scan's test set names")
    func region() throws {
        // Region 631, 532, 210 × 127 of 1280 × 720. Events end 2 s after the motion, or with the
        // clip; 25 frames/s.
        let zone = "0.49297,0.73889 0.65703,0.73889 0.65703,0.91528 0.49297,0.91528"
        let folder = try ScratchFolder()
        let database = folder.path("t.sqlite")
        try PantauProcess.run([
            "scan", Self.clip("traffic_camera.mp4"), "--db", database, "--zone", zone,
            "--pre-roll", "0s", "--post-roll", "2s", "--event-gap", "2s", "--min-event", "0.08s",
        ])
        let found = try PantauProcess.run(["events", "--db", database, "--format", "json"]).objects
            .map { ($0["clip_start_s"] as? Double ?? .nan, $0["clip_end_s"] as? Double ?? .nan) }
            .sorted { $0.0 < $1.0 }
        let expected = [(0.4, 5.92), (14.36, 19.6), (21.72, 23.04)]
        try #require(found.count == 3, "\(found)")
        for (event, truth) in zip(found, expected) {
            #expect(abs(event.0 - truth.0) <= 0.5, "\(event) for \(truth)")
            #expect(abs(event.1 - truth.1) <= 0.5, "\(event) for \(truth)")
        }
    }

    @Test("give the same events at a variable frame rate, at the times of the same pictures")
    func variableFrameRate() throws {
        // The same 576 pictures; from the 289th on they stand for 0.08 s instead of 0.04 s.
        func stretched(_ seconds: Double) -> Double {
            seconds <= 11.52 ? seconds : 11.52 + (seconds - 11.52) * 2
        }
        let zone = "0.49297,0.73889 0.65703,0.73889 0.65703,0.91528 0.49297,0.91528"
        let options = ["--zone", zone, "--event-gap", "2s", "--min-event", "0.08s"]
        let constant = try events("traffic_camera.mp4", options)
        let variable = try events("traffic_camera_vfr.mp4", options)
        try #require(constant.count == 3 && variable.count == 3, "\(constant) \(variable)")
        for (one, other) in zip(constant, variable) {
            #expect(abs(stretched(one.start) - other.start) <= 0.2, "\(one), \(other)")
            #expect(abs(stretched(one.end) - other.end) <= 0.2, "\(one), \(other)")
        }
    }
}

@Suite(
    "The collection of broken files",
    .enabled(if: PantauProcess.hasFootage, "no footage beside the project"))
struct RobustnessTests {
    @Test("ends by itself with every file accounted for")
    func everyFile() throws {
        let folder = try ScratchFolder()
        let database = folder.path("t.sqlite")
        let root = PantauProcess.footage.appendingPathComponent("robustness")
            .resolvingSymlinksInPath()
        let result = try PantauProcess.run(["scan", root.path, "--db", database, "--json"])
        #expect(result.status == 1)
        var files: Set<String> = []
        let enumerator = FileManager.default.enumerator(atPath: root.path)
        while let name = enumerator?.nextObject() as? String {
            var isFolder: ObjCBool = false
            FileManager.default.fileExists(
                atPath: root.appendingPathComponent(name).path, isDirectory: &isFolder)
            if !isFolder.boolValue { files.insert(root.appendingPathComponent(name).path) }
        }
        let told = Set(result.objects.dropLast().compactMap { $0["recording"] as? String })
        #expect(told == files)
        let stored = Set(try Database.rows("SELECT path FROM recording", database))
        #expect(stored == files)
        #expect(
            try Database.number(
                "SELECT count(*) FROM recording WHERE status IN ('pending', 'scanning')", database)
                == 0)
        #expect(
            try Database.number(
                "SELECT count(*) FROM recording WHERE status <> 'analysed' AND error IS NULL",
                database) == 0)
        try Database.expectSound(database)
    }
}
