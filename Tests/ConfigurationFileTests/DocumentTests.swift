import ConfigurationFile
import EventScoring
import Foundation
import Testing

/// `docs/configuration.md`, the schema and the sample say what the code says.
/// One after another, because recording writes the same file.
@Suite(.serialized) struct `The documents of the configuration` {
    private static let page = packageRoot.appending(path: "docs/configuration.md")
    private static let schema = packageRoot.appending(path: "docs/pantau.schema.json")

    private static var isRecording: Bool {
        ProcessInfo.processInfo.environment["PANTAU_RECORD"] == "1"
    }

    @Test(arguments: [
        "configuration", "feed", "polygon", "line", "rule", "types", "size", "schedule", "window",
        "holiday", "source", "clips", "health", "health_switch", "alerts", "destination", "mqtt",
        "tls", "webhook",
    ])
    func `show the table of keys as it is`(name: String) throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- keys: \(name) -->\n"), "no table \(name)")
        let end = try #require(
            text[begin.upperBound...].range(of: "<!-- end of keys -->"), "\(name) has no end")
        let expected = try Self.table(name)
        if Self.isRecording {
            let updated = text.replacingCharacters(
                in: begin.upperBound..<end.lowerBound, with: expected)
            try updated.write(to: Self.page, atomically: true, encoding: .utf8)
            Issue.record("recorded the table \(name): look at it, then run again without")
        } else {
            #expect(
                text[begin.upperBound..<end.lowerBound] == expected,
                "run with PANTAU_RECORD=1 to write the table anew")
        }
    }

    @Test func `have the schema that the program prints`() throws {
        if Self.isRecording {
            try Data(ConfigurationSchema.json.utf8).write(to: Self.schema)
            Issue.record("recorded the schema: look at it, then run again without")
        }
        #expect(
            try String(contentsOf: Self.schema, encoding: .utf8) == ConfigurationSchema.json,
            "run with PANTAU_RECORD=1 to write it anew")
    }

    @Test func `have a sample in which nothing is even odd`() throws {
        let read = ConfigurationReader.read(
            packageRoot.appending(path: "samples/pantau.yaml").path)
        #expect(read.problems == [])
        let configuration = try #require(read.configuration)
        #expect(configuration.feedNames == ["jetty", "gate"])
        #expect(configuration.feed(named: "jetty").rules?.rules.count == 3)
        #expect(configuration.feed(named: "gate").rules?.rules.count == 3)
    }

    @Test func `have examples that are sound`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let blocks = text.matches(of: /(?m)^```yaml\n((?:.*\n)*?)```$/).map { String($0.1) }
        #expect(blocks.count >= 8)
        for block in blocks {
            let read = Reading.parse(block)
            #expect(read.errors == [], "\(block)")
        }
    }

    /// Every example of a key, put after it, is what the key takes.
    @Test func `show examples of keys that are read as they are`() throws {
        let feed = try #require(ConfigurationKeys.sections.first { $0.name == "feed" })
        for key in feed.keys where key.name != "rules" {
            let read = Reading.parse("feeds:\n  a:\n    \(key.name): \(key.example)\n")
            #expect(read.errors == [], "\(key.name): \(key.example)")
        }
    }

    private static func table(_ name: String) throws -> String {
        if name == "types" { return types() }
        if name == "rule" {
            let intrusion = try #require(section("rule_intrusion"))
            let crossing = try #require(section("rule_line_crossing"))
            let parameters = Set(RuleCatalogue.types.flatMap { $0.parameters.map(\.name) })
            var keys = intrusion.keys.filter { !parameters.contains($0.name) }
            keys.insert(try #require(crossing.keys.first { $0.name == "lines" }), at: 2)
            return rows(
                keys.map { key in
                    var key = key
                    if key.name == "severity" { key.standard = "that of its type" }
                    return key
                })
        }
        return rows(try #require(section(name)).keys)
    }

    private static func section(_ name: String) -> SectionDescription? {
        ConfigurationKeys.sections.first { $0.name == name }
    }

    private static func rows(_ keys: [KeyDescription]) -> String {
        let head = ["| key | value | default | what it does | example |", "|---|---|---|---|---|"]
        let rows = keys.map { key in
            let standard = key.isRequired ? "required" : key.standard ?? "none"
            return "| `\(key.name)` | \(key.form.description) | \(standard) | \(key.summary) "
                + "| `\(key.name): \(key.example)` |"
        }
        return (head + rows).joined(separator: "\n") + "\n"
    }

    private static func types() -> String {
        let head = [
            "| type | looks for | bound to | severity | keys of its own |", "|---|---|---|---|---|",
        ]
        let rows = RuleCatalogue.types.map { type in
            let keys = type.parameters.compactMap { parameter in
                section("rule_\(type.name)")?.keys.first { $0.name == parameter.name }
            }.map { key in
                "`\(key.name)` (\(key.form.description); default \(key.standard ?? "none")): "
                    + key.summary
            }
            let binding =
                (type.binding == .lines ? "lines" : "zones")
                + (type.needsSchedule ? ", a schedule" : "")
            return "| `\(type.name)` | \(type.summary) | \(binding) | \(type.severity.rawValue) | "
                + "\(keys.joined(separator: "<br>")) |"
        }
        return (head + rows).joined(separator: "\n") + "\n"
    }
}
