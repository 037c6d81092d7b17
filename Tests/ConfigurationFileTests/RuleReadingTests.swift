import ConfigurationFile
import EventScoring
import Footage
import Testing

@Suite struct `Rules of a configuration` {
    private static let yaml = """
        defaults:
          time_zone: Asia/Makassar
          zones: {yard: [[0, 0], [1, 0], [1, 1]]}
          rules:
            night:
              type: intrusion
              zones: yard
              schedule: closed
              size: {smallest: 0.1%, largest: 0.3}
              longer_than: 2s
        feeds:
          jetty:
            lines: {gate: {points: [[0.2, 0.5], [0.8, 0.5]], left: street, right: yard}}
            rules:
              night: {severity: motion, longer_than: 1m}
              out: {type: line_crossing, lines: [gate], direction: left_to_right, anchor: centre}
          market: {rules: {night: off}}
          school: {rules: {night: {type: loitering}}}
        schedules: {closed: 18:00–06:00}
        """

    @Test func `are read with all that they say`() throws {
        let rules = try #require(Reading.sound(Self.yaml).feed(named: "jetty").rules)
        let night = try #require(rules.rules.first { $0.name == "night" })
        #expect(
            night
                == RuleDefinition(
                    name: "night", type: "intrusion", zones: ["yard"], schedule: "closed",
                    size: ObjectSize(smallest: 0.001, largest: 0.3), severity: .motion,
                    parameters: ["longer_than": .duration(MediaTime(seconds: 60))]))
        let out = try #require(rules.rules.first { $0.name == "out" })
        #expect(
            out
                == RuleDefinition(
                    name: "out", type: "line_crossing", lines: ["gate"], anchor: .centre,
                    parameters: ["direction": .choice("left_to_right")]))
        #expect(
            rules.lines == [
                Line(
                    name: "gate",
                    points: [NormalizedPoint(x: 0.2, y: 0.5), NormalizedPoint(x: 0.8, y: 0.5)],
                    left: "street", right: "yard")
            ])
        #expect(rules.zones.map(\.name) == ["yard"])
        #expect(rules.schedules.map(\.name) == ["closed"])
    }

    @Test func `of the defaults can be taken away, changed and replaced`() throws {
        let configuration = try Reading.sound(Self.yaml)
        func rules(_ feed: String) -> RuleSet? { configuration.feed(named: feed).rules }
        #expect(rules("market")?.rules == [])
        #expect(rules("market")?.schedules == [])
        #expect(rules("school")?.rules == [RuleDefinition(name: "night", type: "loitering")])
        #expect(rules("unnamed")?.rules.map(\.name) == ["night"])
    }

    @Test func `of the defaults that need a zone are none of feeds without it`() throws {
        let configuration = try Reading.sound(
            """
            defaults: {rules: {night: {type: intrusion, zones: yard}, day: {type: stopped}}}
            feeds: {gate: {zones: {yard: [[0, 0], [1, 0], [1, 1]]}}}
            """)
        #expect(configuration.feed(named: "gate").rules?.rules.map(\.name) == ["night", "day"])
        #expect(configuration.feed(named: "other").rules?.rules.map(\.name) == ["day"])
    }

    @Test func `take the parameters of every type there is`() throws {
        for type in RuleCatalogue.types {
            var keys = ["type: \(type.name)", "schedule: s"]
            keys.append(type.binding == .lines ? "lines: l" : "zones: z")
            for parameter in type.parameters {
                keys.append("\(parameter.name): \(parameter.standard.configurationText)")
            }
            let rules = try #require(
                Reading.sound(
                    """
                    defaults: {time_zone: UTC}
                    schedules: {s: 18:00–06:00}
                    feeds:
                      a:
                        zones: {z: [[0, 0], [1, 0], [1, 1]]}
                        lines: {l: [[0, 0], [1, 1]]}
                        rules: {r: {\(keys.joined(separator: ", "))}}
                    """
                ).feed(named: "a").rules)
            let standard = Dictionary(
                uniqueKeysWithValues: type.parameters.map { ($0.name, $0.standard) })
            #expect(rules.rules.first?.parameters == standard, "\(type.name)")
        }
    }
}
