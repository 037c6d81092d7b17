/// Something goes across a line.
struct LineCrossingRule: IncidentRule {
    static let type = RuleType(
        name: "line_crossing", kind: .lineCrossing, severity: .detection, binding: .lines,
        parameters: [
            .choice(
                "direction", ["both"] + CrossingDirection.allCases.map(\.rawValue),
                standard: "both",
                "Which way counts, seen by somebody who walks along the line.")
        ],
        summary: "Something goes across a line.")
}
