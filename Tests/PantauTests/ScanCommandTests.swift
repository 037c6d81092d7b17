import Foundation
import Testing

@Suite("pantau scan")
struct ScanCommandTests {
    @Test("finds the visitor of a long quiet scene, at the right time, with a picture")
    func visitor() throws {
        let folder = try ScratchFolder()
        let path = folder.path("gate_20260131_235900.mp4")
        let truth = try TestRecordings.simulate("quiet-hours", to: path, seconds: 120)
        let first = try #require(truth.events.map(\.range.start.seconds).min())
        let last = try #require(truth.events.map(\.range.end.seconds).max())
        let database = folder.path("t.sqlite")
        let result = try PantauProcess.run([
            "scan", path, "--db", database, "--json", "--timezone", "Asia/Makassar",
        ])
        #expect(result.status == 0)
        let found = try EventSummary.all(in: database)
        // A visitor who pauses may be one event or several, but each is about the visitor.
        #expect((1...truth.events.count).contains(found.count), "\(found)")
        #expect(abs(try #require(found.first).start - first) < 1, "\(found)")
        #expect(abs(try #require(found.last).end - last) < 3, "\(found)")
        // On the wall clock, in the feed's zone.
        let row = try #require(
            try PantauProcess.run(["events", "--db", database, "--format", "json"]).objects.first)
        #expect((row["start"] as? String)?.hasSuffix("+08:00") == true)
        #expect(row["feed"] as? String == "gate")
        let jpeg = folder.path("event.jpg")
        let shown = try PantauProcess.run([
            "events", "show", "\(row["id"] ?? 0)", "--db", database, "--thumbnail", jpeg,
        ])
        #expect(shown.status == 0)
        let picture = try Data(contentsOf: URL(fileURLWithPath: jpeg))
        #expect(picture.starts(with: [0xFF, 0xD8]) && picture.suffix(2) == Data([0xFF, 0xD9]))
    }

    @Test("skips what is finished, redoes it with --rescan, and doubles nothing")
    func again() throws {
        let folder = try ScratchFolder()
        let path = folder.path("yard.mp4")
        try TestRecordings.simulate("busy-yard", to: path, seconds: 15)
        let database = folder.path("t.sqlite")
        let first = try PantauProcess.run(["scan", path, "--db", database, "--json"])
        let events = try EventSummary.all(in: database)
        #expect(first.objects.first?["status"] as? String == "analysed")
        let second = try PantauProcess.run(["scan", path, "--db", database, "--json"])
        #expect(second.status == 0)
        #expect(second.objects.first?["status"] as? String == "skipped")
        let third = try PantauProcess.run(["scan", path, "--db", database, "--json", "--rescan"])
        #expect(third.objects.first?["status"] as? String == "analysed")
        #expect(try EventSummary.all(in: database) == events)
        try Database.expectSound(database)
    }

    @Test("prints per recording the keys that programs rely on, and a summary last")
    func json() throws {
        let folder = try ScratchFolder()
        let path = folder.path("yard.mp4")
        try TestRecordings.simulate("yard-day", to: path, seconds: 6)
        let result = try PantauProcess.run([
            "scan", path, "--db", folder.path("t.sqlite"), "--json",
        ])
        let recording = try #require(result.objects.first)
        for key in [
            "recording", "feed", "status", "duration_s", "analysed_s", "frames", "events", "error",
        ] {
            #expect(recording.keys.contains(key), "\(key) is missing")
        }
        #expect(recording["frames"] as? Int == 60)
        #expect(recording["duration_s"] as? Double == 6)
        for key in ["wall_s", "cpu_s", "x_realtime", "events"] {
            #expect(result.summary.keys.contains(key), "\(key) is missing")
        }
    }

    @Test("joins an event that runs over the border of two recordings, and notes gaps and overlaps")
    func timeline() throws {
        let folder = try ScratchFolder()
        // One busy scene in two files that follow each other, and a third after a gap.
        for (name, seed) in [
            ("port_20260131_220000.mp4", 1), ("port_20260131_220020.mp4", 2),
            ("port_20260131_220100.mp4", 3), ("port_20260131_220115.mp4", 4),
        ] {
            try TestRecordings.simulate(
                "busy-yard", to: folder.path(name), seconds: 20, seed: UInt64(seed))
        }
        let database = folder.path("t.sqlite")
        let result = try PantauProcess.run(["scan", folder.url.path, "--db", database])
        #expect(result.status == 0)
        let gaps = try Database.rows(
            "SELECT state, (end_us - start_us) / 1000000 FROM feed_gap ORDER BY start_us", database)
        #expect(gaps == ["absent|20", "overlap|5"])
        // No event begins at the seam: it goes on from the first file.
        let seam = try Database.number(
            """
            SELECT count(*) FROM event
            WHERE start_recording_id <> end_recording_id
            """, database)
        #expect(seam > 0)
        try Database.expectSound(database)
    }

    @Test("stops when the budget is spent, and says what was not looked at")
    func budget() throws {
        let folder = try ScratchFolder()
        let path = folder.path("yard.mp4")
        try TestRecordings.simulate("busy-yard", to: path, seconds: 120)
        let database = folder.path("t.sqlite")
        let result = try PantauProcess.run([
            "scan", path, "--db", database, "--budget", "0.05s", "--workers", "1", "--json",
        ])
        #expect(result.status == 1)
        #expect(result.objects.first?["status"] as? String == "partial")
        #expect(
            try Database.number(
                "SELECT count(*) FROM coverage WHERE state = 'pending'", database) > 0)
        #expect(try PantauProcess.run(["scan", path, "--db", database]).status == 0)
        try Database.expectSound(database)
    }

    @Test("counts motion only inside a zone and outside a mask")
    func zones() throws {
        let folder = try ScratchFolder()
        let path = folder.path("yard.mp4")
        try TestRecordings.simulate("busy-yard", to: path, seconds: 20)
        func events(_ arguments: [String]) throws -> Int {
            let database = folder.path("\(UUID().uuidString).sqlite")
            let result = try PantauProcess.run(
                ["scan", path, "--db", database, "--json"] + arguments)
            return result.summary["events"] as? Int ?? -1
        }
        let everywhere = try events([])
        let masked = try events(["--mask", "0,0 1,0 1,1 0,1"])
        let corner = try events(["--zone", "0,0 0.05,0 0.05,0.05 0,0.05"])
        #expect(everywhere > 0)
        #expect(masked == 0)
        #expect(corner == 0)
    }
}
