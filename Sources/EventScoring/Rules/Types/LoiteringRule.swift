/// One thing stays in a zone for long.
struct LoiteringRule: IncidentRule {
    static let type = RuleType(
        name: "loitering", kind: .loitering, severity: .detection, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 1...86_400, standard: 60,
                "How long the same thing has to be inside before it counts."),
            .duration(
                "absent", 0...600, standard: 5,
                "How long it may be out of the zone, or out of sight, without starting anew."),
        ],
        summary: "One thing stays in a zone for long.")
}
