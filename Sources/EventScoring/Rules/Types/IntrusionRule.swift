/// Something is in a zone while nothing may be there.
struct IntrusionRule: IncidentRule {
    static let type = RuleType(
        name: "intrusion", kind: .intrusion, severity: .alert, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 0...3600, standard: 0.5,
                "How long it has to be inside before it counts."),
            .duration(
                "gap", 0...3600, standard: 10,
                "How long nothing has to be inside before the next one is an event of its own."),
        ],
        summary: "Something is in a zone while nothing may be there.")
}
