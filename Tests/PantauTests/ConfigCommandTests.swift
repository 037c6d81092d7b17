import Foundation
import Testing

@Suite("The config command")
struct ConfigCommandTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func file(_ yaml: String) throws -> String {
        let file = folder.path("pantau.yaml")
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    private static let port = """
        defaults:
          time_zone: Asia/Makassar
          rules: {night: {type: intrusion, zones: yard, schedule: closed, longer_than: 2s}}
        feeds:
          jetty:
            site: Pelabuhan
            zones: {yard: [[0, 0], [1, 0], [1, 1]]}
            retention: 30d
          gate: {zones: {yard: [[0, 0], [1, 0], [1, 1]]}, rules: {night: {severity: motion}}}
        schedules:
          closed: [{days: weekdays, hours: 18:00–06:00}, {days: holidays}]
        holidays: [08-17]
        """

    @Test("tells what a sound configuration means")
    func summary() throws {
        let file = try file(Self.port)
        let result = try PantauProcess.run(["config", "check", file])
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(
            result.output == """
                \(file) is sound

                FEED      SITE       TIME ZONE      ZONES  LINES  MASKS  PRIVACY  RULES  KEPT
                jetty     Pelabuhan  Asia/Makassar  yard   -          0        0      1  30d
                gate      -          Asia/Makassar  yard   -          0        0      1  forever
                (others)  -          Asia/Makassar  -      -          0        0      0  forever

                RULE   FEEDS  LOOKS FOR  WHERE  WHEN    SEVERITY  BESIDES
                night  jetty  intrusion  yard   closed  alert     longer_than 2s
                night  gate   intrusion  yard   closed  motion    longer_than 2s

                SCHEDULE  HOLDS
                closed    weekdays 18:00–06:00, and all day on 17 August

                """)
    }

    @Test("tells all that is wrong, and ends with status 2")
    func refused() throws {
        let file = try file("defaults:\n  sensitivty: 1\n  event_gap: soon\nx: 1\n")
        let result = try PantauProcess.run(["config", "check", file])
        #expect(result.status == 2)
        #expect(
            result.errors == """
                \(file):2:3: unknown key 'sensitivty'; did you mean 'sensitivity'?
                \(file):3:14: 'soon' is not a length of time; use 90, 1.5s, 5m, 2h, 1h30m or \
                00:01:30.5
                \(file):4:1: unknown key 'x'; known are defaults, feeds, clips, schedules, \
                holidays and alerts

                """)
        #expect(result.output == "\(file) is refused: 3 errors\n")
    }

    @Test("looks for pantau.yaml where nothing is named")
    func unnamed() throws {
        _ = try file("feeds: {a: {}}\n")
        let found = try PantauProcess.run(["config", "check"], folder: folder.url)
        #expect(found.status == 0)
        #expect(found.output.hasPrefix("pantau.yaml is sound\n"))
        let elsewhere = try ScratchFolder()
        let missing = try PantauProcess.run(["config", "check"], folder: elsewhere.url)
        #expect(missing.status == 2)
        #expect(missing.errors.hasPrefix("pantau.yaml: there is no such file"))
    }

    @Test("prints problems and the summary as JSON")
    func json() throws {
        let file = try file(Self.port + "\nschedulez: {}\n")
        let refused = try PantauProcess.run(["config", "check", "--json", file])
        #expect(refused.status == 2)
        let problem = try #require(refused.objects.first)
        #expect(problem["line"] as? Int == 13)
        #expect(problem["column"] as? Int == 1)
        #expect(problem["severity"] as? String == "error")
        #expect(problem["code"] as? String == "unknown_key")
        #expect(problem["what"] as? String == "unknown key 'schedulez'")
        #expect(problem["meant"] as? String == "did you mean 'schedules'?")
        #expect(refused.summary["sound"] as? Bool == false)

        let sound = try PantauProcess.run(["config", "check", "--json", try self.file(Self.port)])
        #expect(sound.status == 0)
        #expect(sound.objects.count == 1)
        #expect(sound.summary["sound"] as? Bool == true)
        let feeds = try #require(sound.summary["feeds"] as? [[String: Any]])
        #expect(feeds.map { $0["feed"] as? String } == ["jetty", "gate"])
    }

    @Test("shows what holds for one feed")
    func show() throws {
        let result = try PantauProcess.run(["config", "show", "gate", try file(Self.port)])
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first == "# feed gate")
        #expect(lines.contains { $0.hasPrefix("time_zone: Asia/Makassar") })
        #expect(lines.contains("    severity: motion"))
    }

    @Test("prints the schema that is in the documentation")
    func schema() throws {
        let result = try PantauProcess.run(["config", "schema"])
        #expect(result.status == 0)
        let file = PantauProcess.packageRoot.appending(path: "docs/pantau.schema.json")
        #expect(result.output == (try String(contentsOf: file, encoding: .utf8)))
    }
}
