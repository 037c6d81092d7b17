import ConfigurationFile
import Testing

@Suite struct `Anchors and aliases` {
    @Test func `stand for what they name`() throws {
        let configuration = try Reading.sound(
            """
            x-water: &water [[0, 0], [1, 0], [1, 0.5]]
            feeds:
              jetty: {masks: {water: *water}}
              gate: {masks: {river: *water}}
            """)
        #expect(configuration.feed(named: "jetty").masks[0].polygon.points.count == 3)
        #expect(
            configuration.feed(named: "gate").masks[0].polygon
                == configuration.feed(named: "jetty").masks[0].polygon)
    }

    /// Ten lists of ten aliases each are ten billion values.
    private static let laughs: [String] =
        ["x-0: &l0 [a, a]"]
        + (1...9).map { level in
            let ten = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
            return "x-\(level): &l\(level) [\(ten)]"
        }

    private static let keys = [
        "? *l9\n: a", "*l9 : a", "{*l9: a}", "? [*l9]\n: a", "[*l9, a] : b", "x-k:\n - ? *l9",
    ]

    @Test(.timeLimit(.minutes(1)))
    func `cannot be made to stand for more than fits`() {
        let yaml = Self.laughs.joined(separator: "\n") + "\n"
        #expect(
            Reading.messages(yaml) == [
                "pantau.yaml: holds more than 300000 values, aliases unrolled; put what feeds "
                    + "have in common under defaults"
            ])
    }

    @Test(.timeLimit(.minutes(1)), arguments: keys)
    func `cannot be compared as keys for years`(key: String) {
        let yaml = (Self.laughs + [key]).joined(separator: "\n") + "\n"
        let line = key.hasPrefix("x-k") ? 12 : 11
        #expect(
            Reading.messages(yaml) == [
                "pantau.yaml:\(line):1: an alias or a list stands where a key belongs; write the "
                    + "key itself"
            ])
    }

    @Test(.timeLimit(.minutes(1)))
    func `cannot be nested without a bottom`() {
        let lists = String(repeating: "[", count: 100_000)
        #expect(
            Reading.messages("x-a: \(lists)\n") == [
                "pantau.yaml:1:1: lists and keys are nested more than 64 deep; a closing bracket "
                    + "may be missing above"
            ])
        let closed = lists.prefix(65) + String(repeating: "]", count: 65)
        #expect(
            Reading.messages("x-a: \(closed)\n") == [
                "pantau.yaml:1:1: lists and keys are nested more than 64 deep; a closing bracket "
                    + "may be missing above"
            ])
        let dashes = String(repeating: "- ", count: 5000)
        #expect(
            Reading.messages("\(dashes)a\n") == [
                "pantau.yaml:1:1: lists and keys are nested more than 64 deep; a closing bracket "
                    + "may be missing above"
            ])
        let keys = (0..<400).map { String(repeating: " ", count: $0) + "a:" }
        #expect(
            Reading.messages(keys.joined(separator: "\n") + " 1\n") == [
                "pantau.yaml:202:1: is indented by more than 200 spaces; two per level are enough"
            ])
    }

    @Test(.timeLimit(.minutes(1)))
    func `cannot be chained without an end`() {
        // Every level that is allowed, in every anchor that is allowed.
        let deep = (String(repeating: "[", count: 63), String(repeating: "]", count: 63))
        var lines = ["x-0: &c0 a"]
        for level in 1..<49 {
            lines.append("x-\(level): &c\(level) \(deep.0)*c\(level - 1)\(deep.1)")
        }
        #expect(Reading.messages(lines.joined(separator: "\n") + "\n") == [])
        let many = (0..<60).map { "x-\($0): &m\($0) a" }.joined(separator: "\n")
        #expect(
            Reading.messages(many + "\n") == [
                "pantau.yaml: has 60 anchors; at most 50 are read; put what feeds have in common "
                    + "under defaults"
            ])
    }
}
