import Foundation
import Testing

@Suite("The configuration file")
struct ConfigurationTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func scan(_ yaml: String, _ arguments: [String]) throws -> PantauProcess.Result {
        let file = folder.path("pantau.yaml")
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: file))
        return try PantauProcess.run(
            [
                "scan", "--config", file, "--db", folder.path("\(UUID().uuidString).sqlite"),
                "--json",
            ]
                + arguments)
    }

    @Test("gives each feed its own masks and zone")
    func perFeed() throws {
        let (jetty, gate) = (folder.path("jetty.mp4"), folder.path("gate.mp4"))
        try TestRecordings.simulate("busy-yard", to: jetty, seconds: 12)
        try TestRecordings.simulate("busy-yard", to: gate, seconds: 12, seed: 2)
        let yaml = """
            defaults:
              event_gap: 4s
            feeds:
              jetty:
                masks: [[[0, 0], [1, 0], [1, 1], [0, 1]]]
            """
        let result = try scan(yaml, [jetty, gate])
        #expect(result.status == 0, "\(result.errors)")
        var events: [String: Int] = [:]
        for object in result.objects.dropLast() {
            events[object["feed"] as? String ?? ""] = object["events"] as? Int
        }
        #expect(events["jetty"] == 0)
        #expect((events["gate"] ?? 0) > 0)
    }

    @Test("gives way to the command line")
    func override() throws {
        let jetty = folder.path("jetty.mp4")
        try TestRecordings.simulate("busy-yard", to: jetty, seconds: 12)
        let yaml = "feeds:\n  jetty:\n    zones: [[[0, 0], [0.02, 0], [0.02, 0.02]]]\n"
        let configured = try scan(yaml, [jetty])
        let stated = try scan(yaml, [jetty, "--zone", "0,0 1,0 1,1 0,1"])
        #expect(configured.summary["events"] as? Int == 0)
        #expect((stated.summary["events"] as? Int ?? 0) > 0)
    }

    @Test(
        "is refused with status 2, one line and its number where something is wrong",
        arguments: [
            ("defaults:\n  sensitivty: 0.3\n", ":2:3: ", "'sensitivity'"),
            ("feeds:\n  jetty:\n    event_gap: soon\n", ":3:16: ", "soon"),
            ("defaults:\n  masks: [[[0, 0], [1, 0]]]\n", ":2:11: ", "at least three"),
            ("defaults:\n  zones: [[[0, 0], [1, 0], [1, 7]]]\n", ":2:28: ", "0…1"),
            ("defaults:\n  time_zone: Asia/Makasar\n", ":2:14: ", "Asia/Makassar"),
            ("defaults:\n  sensitivity: high\n", ":2:16: ", "0 to 1"),
            ("defaults:\n  event_gap: [\n", ":", ""),
            ("defaults:\n  model: [1]\n", ":2:10: ", "the path of a file, not a list"),
            ("- jetty\n", ":1:1: ", "defaults, feeds"),
        ])
    func wrong(yaml: String, line: String, words: String) throws {
        let recording = folder.path("a.mp4")
        try Data("never opened".utf8).write(to: URL(fileURLWithPath: recording))
        let result = try scan(yaml, [recording])
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(result.errors)")
        let text = try #require(lines.first)
        #expect(text.contains("pantau.yaml" + line), "\(text)")
        if !words.isEmpty { #expect(text.contains(words), "\(text)") }
    }

    @Test("puts privacy masks among the feed's areas, once, and ignores motion under them")
    func privacyMasks() throws {
        let (recording, file) = (folder.path("jetty.mp4"), folder.path("pantau.yaml"))
        try TestRecordings.simulate("busy-yard", to: recording, seconds: 12)
        let yaml = """
            feeds:
              jetty:
                privacy_masks: {all: [[0, 0], [1, 0], [1, 1], [0, 1]]}
            """
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: file))
        let database = folder.path("t.sqlite")
        for status in ["analysed", "skipped"] {
            let result = try PantauProcess.run([
                "scan", recording, "--config", file, "--db", database, "--json",
            ])
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.objects.first?["status"] as? String == status)
            #expect(!result.output.contains("other settings"))
            #expect(
                try Database.rows("SELECT name, kind, created_by FROM zone", database) == [
                    "all|privacy_mask|configuration"
                ])
        }
        #expect(try Database.number("SELECT count(*) FROM event", database) == 0)
    }

    @Test("says how long what was found is kept, and purging goes by it")
    func retention() throws {
        let (jetty, gate) = (folder.path("jetty.mp4"), folder.path("gate.mp4"))
        let (file, database) = (folder.path("pantau.yaml"), folder.path("t.sqlite"))
        try TestRecordings.simulate("busy-yard", to: jetty, seconds: 12)
        try TestRecordings.simulate("busy-yard", to: gate, seconds: 12, seed: 2)
        try Data("feeds: {jetty: {retention: 30d}}\n".utf8).write(to: URL(fileURLWithPath: file))
        try PantauProcess.run([
            "scan", jetty, gate, "--db", database, "--start", "2020-01-31T08:00:00Z",
        ])
        func events(_ feed: String) throws -> Int {
            try Database.number(
                """
                SELECT count(*) FROM event JOIN feed ON feed.id = feed_id
                WHERE feed.name = '\(feed)'
                """, database)
        }
        let kept = try events("gate")
        #expect(try events("jetty") > 0 && kept > 0)
        let result = try PantauProcess.run(["purge", "--config", file, "--db", database])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("jetty: kept 30d\nDeleted "))
        #expect(result.output.contains("gate: kept forever\n"))
        #expect(try events("jetty") == 0)
        #expect(try events("gate") == kept)
        let both = try PantauProcess.run([
            "purge", "--config", file, "--older-than", "30d", "--db", database,
        ])
        #expect(both.status == 2)
    }

    @Test("tells everything that is wrong before anything is scanned")
    func severalWrong() throws {
        let recording = folder.path("a.mp4")
        try Data("never opened".utf8).write(to: URL(fileURLWithPath: recording))
        let result = try scan("defaults:\n  sensitivity: 2\n  zone: []\nfeds:\n", [recording])
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.split(separator: "\n").count == 3, "\(result.errors)")
    }

    @Test("gives a feed parameters of its own, from a file beside the configuration")
    func model() throws {
        let (jetty, gate) = (folder.path("jetty.mp4"), folder.path("gate.mp4"))
        try TestRecordings.simulate("busy-yard", to: jetty, seconds: 12)
        try TestRecordings.simulate("busy-yard", to: gate, seconds: 12, seed: 2)
        let standard = PantauProcess.packageRoot.appending(path: "models/standard.json")
        let numb = try String(contentsOf: standard, encoding: .utf8)
            .replacing(/"least_difference": [0-9]+/, with: "\"least_difference\": 255")
        try Data(numb.utf8).write(to: URL(filePath: folder.path("numb.json")))
        let yaml = "feeds:\n  jetty:\n    model: numb.json\n"
        let result = try scan(yaml, [jetty, gate])
        #expect(result.status == 0, "\(result.errors)")
        var events: [String: Int] = [:]
        for object in result.objects.dropLast() {
            events[object["feed"] as? String ?? ""] = object["events"] as? Int
        }
        #expect(events["jetty"] == 0)
        #expect((events["gate"] ?? 0) > 0)

        let missing = try scan("defaults:\n  model: nowhere.json\n", [jetty])
        #expect(missing.status == 2)
        #expect(missing.errors.contains("nowhere.json cannot be read"))
    }

    @Test("may leave a key empty, and may be missing nothing but itself")
    func emptyAndMissing() throws {
        let recording = folder.path("yard.mp4")
        try TestRecordings.simulate("yard-day", to: recording, seconds: 2)
        #expect(try scan("defaults:\nfeeds:\n  jetty:\n", [recording]).status == 0)
        let result = try PantauProcess.run([
            "scan", recording, "--config", folder.path("none.yaml"), "--db",
            folder.path("t.sqlite"),
        ])
        #expect(result.status == 2)
        #expect(result.errors.contains("none.yaml"))
    }
}
