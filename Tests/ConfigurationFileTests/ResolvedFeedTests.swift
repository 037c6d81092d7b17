import ConfigurationFile
import Testing

@Suite struct `What holds for one feed` {
    private static let head = """
        schedules: {closed: [{days: weekdays, hours: 18:00–06:00}, {days: weekend}]}
        holidays: [08-17]
        """
    private static let yaml =
        head + """

            defaults:
              time_zone: Asia/Makassar
              event_gap: 4s
              retention: 30d
              watch: [[[0, 0.1], [1, 0.1], [1, 1], [0, 1]]]
              masks: [[[0, 0], [0.4, 0], [0.4, 0.08]], {name: logo, points: [[0, 0], [1, 0], [1, 0.2]]}]
              rules:
                night: {type: intrusion, zones: 'yard: north', schedule: closed, longer_than: 90s}
            feeds:
              jetty:
                site: 'Pelabuhan #2'
                zones: {'yard: north': [[0.1, 0.2], [0.9, 0.2], [0.9, 1]]}
                lines: {gate: {points: [[0.2, 0.5], [0.8, 0.5]], left: jalan}, sill: [[0, 0.5], [1, 1]]}
                privacy_masks: {windows: [[0.6, 0], [0.8, 0], [0.8, 0.2]]}
                rules:
                  night: {severity: alert, size: {smallest: 0.1%}}
                  out: {type: line_crossing, lines: [gate, sill], anchor: centre}
                health: {moved: off, covered: 20s, dark: {enabled: off, hold: 1m}}
            """

    @Test func `is YAML that says the same`() throws {
        let configuration = try Reading.sound(Self.yaml)
        let lines = ResolvedFeed(configuration: configuration, name: "jetty").lines
        let again = try Reading.sound(
            Self.head + "\nfeeds:\n  jetty:\n"
                + lines.map { "    \($0)\n" }.joined())
        var expected = configuration.feed(named: "jetty")
        let actual = again.feed(named: "jetty")
        // Built-in values are stated there; the rest is the same.
        expected.sensitivity = 0.5
        expected.minimumEventLength = actual.minimumEventLength
        expected.preRoll = actual.preRoll
        expected.postRoll = actual.postRoll
        expected.rules?.rules = actual.rules?.rules ?? []
        #expect(actual == expected)
        let rules = configuration.feed(named: "jetty").rules?.rules ?? []
        for (stated, resolved) in zip(rules, actual.rules?.rules ?? []) {
            #expect(resolved.name == stated.name)
            #expect(resolved.zones == stated.zones)
            #expect(resolved.lines == stated.lines)
            #expect(resolved.schedule == stated.schedule)
            #expect(resolved.size == stated.size)
            #expect(resolved.anchor == stated.anchor)
            #expect(resolved.parameters.merging(stated.parameters) { $1 } == resolved.parameters)
        }
    }

    @Test func `says where each value comes from`() throws {
        let lines = ResolvedFeed(configuration: try Reading.sound(Self.yaml), name: "jetty").lines
        for (start, origin) in [
            ("site: \"Pelabuhan #2\"", "# feed"), ("time_zone: Asia/Makassar", "# defaults"),
            ("event_gap: 4s", "# defaults"), ("pre_roll: 2s", "# built in"),
            ("rules:", "# defaults and feed"), ("retention: 30d", "# defaults"),
            ("    schedule: closed", "# weekdays 18:00–06:00, and all day on weekends"),
            ("    longer_than: 90s", "90s"), ("    gap: 10s", "# built in"),
        ] {
            let line = lines.first { $0.hasPrefix(start) }
            #expect(line?.hasSuffix(origin) == true, "\(start): \(line ?? "missing")")
        }
    }

    @Test func `are the defaults where it is not named`() throws {
        let lines = ResolvedFeed(configuration: try Reading.sound(Self.yaml), name: "pasar").lines
        #expect(lines[0] == "# feed pasar, which has no entry of its own")
        #expect(lines.contains { $0.hasPrefix("event_gap: 4s") })
    }
}
